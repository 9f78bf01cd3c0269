"""What the academy offers at this moment that can be a step of a pathway, with its words in the reader's language. Nine queries at most, whatever there is."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from taggit.models import Tag

from academy.models import Moment, StepKind
from academy.standards.written_words import is_uuid
from cohorts.exchange_list import registrations_by_exchange
from cohorts.exchange_texts import texts_of
from cohorts.models import IN_PLAY, Exchange, ExchangeTheme, Practice
from courses.catalogue import courses_in
from courses.models import Enrolment
from courses.models.records import EnrolmentState
from home.pathway_standing import Known, hours_asked

MOST_AHEAD = 200  # exchanges to come that are looked through


@dataclass(frozen=True, slots=True)
class Coming:
    """An exchange to come. `state`: of one's own registration, "" without one."""

    exchange: Exchange
    title: str
    themes: frozenset[str]
    state: str

    @property
    def url(self) -> str:
        return reverse("exchange", args=[self.exchange.slug])


@dataclass(frozen=True, slots=True)
class Offers:
    """`courses`: {key: (slug, title)}; `enrolments`: {course key: Enrolment}; `coming`: next first; `themes`: {slug: name}; `practices`: {key: (slug, title)}."""

    courses: dict[str, tuple[str, str]]
    enrolments: dict[str, Enrolment]
    coming: list[Coming]
    themes: dict[str, str]
    practices: dict[str, tuple[str, str]]
    named: dict[str, tuple[str, str]]  # exchanges that steps name, past ones too: {key: (slug, title)}

    def coming_for(self, object_key: str) -> list[Coming]:
        """Exchanges to come that a step with this key asks for."""
        return [each for each in self.coming if object_key == str(each.exchange.key) or object_key in each.themes]

    def title_of(self, step) -> str:
        """What the step (OwnStep or PathwayStep) is, in words."""
        match step.kind:
            case StepKind.OWN:
                return step.words
            case StepKind.COURSE:
                return self.courses[step.object_key][1] if step.object_key in self.courses else _("A course that is no longer offered")
            case StepKind.EXCHANGE:
                if is_uuid(step.object_key):
                    return self.named[step.object_key][1] if step.object_key in self.named else _("An exchange that is no longer published")
                return _("An exchange about “%(theme)s”") % {"theme": self.themes.get(step.object_key, step.object_key)}
            case StepKind.MENTORING:
                hours = hours_asked(step.object_key)
                return ngettext("%(count)d hour of mentoring, given or received", "%(count)d hours of mentoring, given or received", hours) % {"count": hours} if hours else _(
                    "A mentorship, from agreement to closing talk")
            case StepKind.ASSESSMENT:
                return {Moment.BEFORE: _("Look at your skills before you begin"), Moment.DURING: _("Look at your skills on the way"),
                        Moment.AFTER: _("Look at your skills again, afterwards")}.get(step.object_key, _("Look at your skills"))
        if step.object_key:
            return _("Adapt “%(title)s”") % {"title": self.practices[step.object_key][1]} if step.object_key in self.practices else _("A practice that is no longer told")
        return _("Adapt a practice of another city")

    def url_of(self, step) -> str:
        """Where one does it; "" where there is nowhere to go."""
        match step.kind:
            case StepKind.COURSE:
                return reverse("course", args=[self.courses[step.object_key][0]]) if step.object_key in self.courses else ""
            case StepKind.EXCHANGE:
                if is_uuid(step.object_key):
                    return reverse("exchange", args=[self.named[step.object_key][0]]) if step.object_key in self.named else ""
                return f"{reverse('exchanges')}?theme={step.object_key}"
            case StepKind.MENTORING:
                return reverse("my_mentoring")
            case StepKind.ASSESSMENT:
                return reverse("my_skills")
            case StepKind.PRACTICE:
                if step.object_key:
                    return reverse("practice", args=[self.practices[step.object_key][0]]) if step.object_key in self.practices else ""
                return reverse("practices")
        return ""

    @property
    def offered_themes(self) -> dict[str, str]:
        """Themes of exchanges to come."""
        return {slug: self.themes[slug] for each in self.coming for slug in sorted(each.themes) if slug in self.themes}


def offers_for(person, language: str, at: datetime, steps=(), *, lean: bool = False, known: Known | None = None) -> Offers:
    """`steps`: those whose titles will be asked for; their exchanges are found also when they are over. `lean`: only what can be done about these steps
    now, without the titles of what is over or not to come; `known`: read already."""
    asked = {kind: {step.object_key for step in steps if step.kind == kind} for kind in StepKind}
    courses, enrolments, practices = {}, {}, {}
    if asked[StepKind.COURSE] or not lean:
        mine = known.enrolments if known else Enrolment.objects.of(person)
        courses = known.courses if known else {str(each["source"].translation_key): (each["source"].slug, each["page"].title) for each in courses_in(language)}
        enrolments = {str(each.course_key): each for each in mine if each.state != EnrolmentState.WITHDRAWN}
    if asked[StepKind.PRACTICE] - {""} or not lean:
        practices = {str(key): (slug, title) for key, slug, title in Practice.objects.public().values_list("key", "slug", "title")}
    offers = Offers(courses, enrolments, [], {}, practices, {})
    if not asked[StepKind.EXCHANGE] and lean:
        return offers
    return _with_exchanges(person, language, at, asked[StepKind.EXCHANGE], offers, lean)


def _with_exchanges(person, language: str, at: datetime, keys: set[str], offers: Offers, lean: bool) -> Offers:
    """Six queries: exchanges to come and their themes, those that steps name, their words, one's registrations; four when `lean`."""
    named, to_come = {key for key in keys if is_uuid(key)}, Exchange.objects.programme().standing().upcoming(at).select_related("host_city")
    if lean:
        to_come = to_come.filter(Q(key__in=named) | Q(pk__in=ExchangeTheme.objects.filter(tag__slug__in=keys).values("content_object")))
    ahead = list(to_come[:MOST_AHEAD])
    others = list(Exchange.objects.public().filter(key__in=named - {str(each.key) for each in ahead})) if named and not lean else []
    themes, tagged = {}, defaultdict(set)
    for pk, slug, name in ExchangeTheme.objects.filter(content_object__in=ahead).order_by("pk").values_list("content_object", "tag__slug", "tag__name"):
        themes[slug] = name
        tagged[pk].add(slug)
    if not lean:
        themes |= {tag.slug: tag.name for tag in Tag.objects.filter(slug__in=keys)}
    texts, mine = texts_of([*ahead, *others], language), registrations_by_exchange(person, ahead)
    coming = [Coming(each, texts[each.pk].title, frozenset(tagged[each.pk]), mine[each.pk].state if each.pk in mine and mine[each.pk].state in IN_PLAY else "") for each in ahead]
    return replace(offers, coming=coming, themes=themes, named={str(each.key): (each.slug, texts[each.pk].title) for each in [*ahead, *others]})
