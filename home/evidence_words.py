"""What stands behind each mark of evidence, in the reader's language and with a link: titles of lessons, exchanges and practices as they are published."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from academy.models import Endorsement
from academy.standards.written_words import is_uuid
from cohorts.exchange_texts import texts_of
from cohorts.models import Exchange, Practice
from courses.models import CoursePage, LessonPage
from home.evidence import Evidence, Kind
from home.templatetags.hours_words import hours_and_minutes
from mentoring.models import MentoringSession, Mentorship


@dataclass(frozen=True, slots=True)
class Told:
    """One piece of evidence as people read it. `url` is empty where there is nothing to open any more; `language`: of the title; `more`: what was said."""

    evidence: Evidence
    kind: str
    title: str
    url: str
    language: str = ""
    more: str = ""

    @property
    def at(self) -> datetime:
        return self.evidence.at

    @property
    def level(self) -> int:
        return self.evidence.level


def kind_words(kind: Kind) -> str:
    return {
        Kind.LESSON: pgettext("evidence", "Lesson done"), Kind.QUIZ: pgettext("evidence", "Quiz passed"), Kind.ATTENDED: pgettext("evidence", "Exchange visited"),
        Kind.HOSTED: pgettext("evidence", "Exchange hosted"), Kind.PRACTICE: pgettext("evidence", "Practice adapted"),
        Kind.MENTORED: pgettext("evidence", "Mentoring given"), Kind.WAS_MENTORED: pgettext("evidence", "Mentoring received"), Kind.ENDORSED: pgettext("evidence", "Endorsed"),
    }[kind]


def told(evidence: Iterable[Evidence], person, language: str) -> list[Told]:
    """The same pieces in the same order, with their words. At most eight queries, however many pieces."""
    pieces = list(evidence)
    keys = {kind: {each.key for each in pieces if each.kind == kind and _can_be_found(each)} for kind in Kind}
    lessons = _pages(LessonPage, keys[Kind.LESSON] | keys[Kind.QUIZ], language)
    courses = _pages(CoursePage, {each.details.get("course", "") for each in pieces if each.key in lessons} - {""}, language) if lessons else {}
    exchanges = _exchanges(keys[Kind.ATTENDED] | keys[Kind.HOSTED], language)
    practices = {str(each.key): each for each in Practice.objects.public().filter(key__in=keys[Kind.PRACTICE])} if keys[Kind.PRACTICE] else {}
    mentorships = _mentorships(keys[Kind.MENTORED] | keys[Kind.WAS_MENTORED], person)
    endorsements = _endorsements(keys[Kind.ENDORSED], person)

    def one(each: Evidence) -> Told:
        words = kind_words(each.kind)
        match each.kind:
            case Kind.LESSON | Kind.QUIZ:
                slug, title, code = lessons.get(each.key, ("", _("a lesson that is no longer published"), ""))
                course = courses.get(each.details.get("course", ""))
                return Told(each, words, title, reverse("lesson", args=[course[0], slug]) if slug and course else "", code, course[1] if course else "")
            case Kind.ATTENDED | Kind.HOSTED:
                slug, title, code = exchanges.get(each.key, ("", _("an exchange that is no longer published"), ""))
                return Told(each, words, title, reverse("exchange", args=[slug]) if slug else "", code)
            case Kind.PRACTICE:
                practice = practices.get(each.key)
                return Told(each, words, practice.title, reverse("practice", args=[practice.slug]), practice.language) if practice else \
                    Told(each, words, _("a practice that is no longer published"), "")
            case Kind.ENDORSED:
                return Told(each, words, *endorsements.get(each.key, (_("by somebody you worked with"), "", "", "")))
        minutes = int(each.details.get("minutes") or 0)
        mentorship = mentorships.get(each.key)
        return Told(each, words, hours_and_minutes(minutes) if minutes else _("a meeting"), reverse("mentorship", args=[mentorship]) if mentorship else "")

    return [one(each) for each in pieces]


def _can_be_found(piece: Evidence) -> bool:
    """Its key has the form its table asks for: a number of a meeting or an endorsement, a UUID of everything else."""
    if piece.kind in (Kind.MENTORED, Kind.WAS_MENTORED, Kind.ENDORSED):
        return piece.key.isdecimal()
    return is_uuid(piece.key)


def _pages(model, keys: set[str], language: str) -> dict[str, tuple[str, str, str]]:
    """{key: (slug, title, language of the title)} of published pages, in the reader's language where there is one."""
    found: dict[str, tuple[str, str, str]] = {}
    pages = model.objects.live().public().filter(translation_key__in=keys).order_by("pk").values_list("translation_key", "slug", "title", "locale__language_code")
    for key, slug, title, code in pages if keys else ():
        if str(key) not in found or code == language:
            found[str(key)] = (slug, title, code)
    return found


def _exchanges(keys: set[str], language: str) -> dict[str, tuple[str, str, str]]:
    shown = list(Exchange.objects.filter(key__in=keys, published_at__isnull=False)) if keys else []
    texts = texts_of(shown, language) if shown else {}
    return {str(each.key): (each.slug, texts[each.pk].title, texts[each.pk].language) for each in shown}


def _mentorships(keys: set[str], person) -> dict[str, int]:
    """{session: its mentorship}, of mentorships this person is in. Whom it was with stands on the mentorship's own page, not here."""
    return {str(pk): mentorship for pk, mentorship in MentoringSession.objects.filter(
        pk__in=keys, mentorship__in=Mentorship.objects.of(person)).values_list("pk", "mentorship_id")} if keys else {}


def _endorsements(keys: set[str], person) -> dict[str, tuple[str, str, str, str]]:
    """{number: (who, link, language, what they said)}"""
    rows = Endorsement.objects.filter(pk__in=keys, person=person).select_related("endorser") if keys else ()
    return {str(one.pk): (_("%(name)s, %(what)s") % {"name": one.endorser.get_full_name(), "what": one.get_endorsed_as_display()}, reverse("my_endorsements"), "", one.words)
            for one in rows}
