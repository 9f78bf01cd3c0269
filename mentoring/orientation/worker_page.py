"""What an orientation worker finds about one request: who asks what, what was suggested, what each suggestion needs now, and ways to suggest."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import get_language

from academy import ways
from courses.lesson_body import language_name
from mentoring.models import HelpRequest, Referral, Suggestion
from mentoring.orientation.facts import day, facts_of, last_referral, way_of
from mentoring.orientation.need_words import for_worker, of_way
from mentoring.orientation.person_page import kind_words
from mentoring.orientation.queue import kind_labels
from mentoring.orientation.standing import Way, needs
from mentoring.orientation.worker_forms import OF_REFERRAL, OF_SUGGESTION, ClosingForm, PutOffForm, SayForm, SuggestForm, prefix

FORMS = {**OF_SUGGESTION, **OF_REFERRAL}
A_FEW = 5  # of each kind, while no kind is chosen


@dataclass(frozen=True, slots=True)
class Worked:
    """A suggestion; `forms`: {what the button sends: (form, the number it is about)}, those that fit its state."""

    suggestion: Suggestion
    state: str
    words: str
    kind: str
    url: str
    gone: str
    referral: Referral | None
    forms: dict


@dataclass(frozen=True, slots=True)
class Found:
    kind: str
    label: str
    ways: list[ways.Way]


def page_of(request: HelpRequest, user, at: datetime, *, words: str = "", kind: str = "", wrong: tuple | None = None) -> dict:
    """`words`, `kind`: what is looked for among the ways. `wrong`: (do, number or None, form) that was filled in wrongly."""
    found = HelpRequest.objects.select_related("hub__city", "owner").prefetch_related("suggestions__referrals", "messages__by").get(pk=request.pk)
    need, language = needs(facts_of(found)), get_language() or "en"
    said = {wrong[0]: wrong[2]} if wrong and wrong[1] is None else {}
    return {
        "asked": found, "answers_in": language_name(found.language),
        "hub": found.hub, "city": found.hub.city, "need": for_worker(need), "unread": found.read_at is None, "mine": found.owner_id == user.pk,
        "kinds": kind_labels(found.kinds), "late": found.is_open and found.next_on < day(found, at), "worked": [_worked(each, language, at, wrong) for each in found.suggestions.all()],
        "said": list(found.messages.all()), "zone": found.hub.city.time_zone, "say_form": said.get("say") or SayForm(), "close_form": said.get("close") or ClosingForm(prefix="end"),
        "put_off_form": said.get("put_off") or PutOffForm(initial={"on": day(found, at) + timedelta(days=7)}), "suggest_form": said.get("suggest") or SuggestForm(prefix="why"),
        "words": words, "chosen": kind, "way_kinds": ways.way_kinds(), "found": _search(found, words, kind, at) if words or kind else None, "wrong": bool(wrong)}


def _search(request: HelpRequest, words: str, kind: str, at: datetime) -> list[Found]:
    """Titles in the person's language, as they will read them."""
    kinds = [each for each in ways.way_kinds() if not kind or each.kind == kind]
    rows = [Found(each.kind, str(each.label), each.find(request.hub, words, request.language, at)[:None if kind else A_FEW]) for each in kinds]
    return [row for row in rows if row.ways]


def forms_for(suggestion: Suggestion, state: Way, sent: Referral | None) -> dict:
    """{what the button sends: (a fresh form, the number it is about)}."""
    asked = suggestion.request
    if state == Way.WAITING:
        fitting = {"consent": {"name": asked.name, "contact": asked.email or asked.phone, "words": asked.words}, "take_back": {}}
    elif state == Way.AGREED:
        fitting = {"refer": {"receiver_email": suggestion.receiver_email, "language": asked.hub.language}, "take_back": {}}
    elif state in (Way.SENT, Way.CAME_BACK, Way.TAKEN_UP):
        fitting = {**({"outcome": {}} if sent.answer else {"take_up": {}, "turn_down": {}}), "receiver": {}, "take_back": {}}
    else:
        fitting = {"take_back": {}} if state == Way.GOING else {}
    return {do: (FORMS[do](prefix=prefix(do, number), initial=initial), number) for do, initial in fitting.items() for number in [sent.pk if do in OF_REFERRAL else suggestion.pk]}


def _worked(each: Suggestion, language: str, at: datetime, wrong: tuple | None) -> Worked:
    state, sent = way_of(each), last_referral(each)
    way = ways.way(each.kind, each.way_key, language, at) if state not in (Way.SPENT, Way.DONE) else None
    forms = forms_for(each, state, sent) if each.request.is_open else {}
    if wrong and wrong[0] in forms and forms[wrong[0]][1] == wrong[1]:
        forms[wrong[0]] = (wrong[2], wrong[1])
    return Worked(suggestion=each, state=state, words=of_way(state), kind=kind_words(each.kind), url=way.url if way and not way.gone else "", gone=way.gone if way else "",
                  referral=sent, forms=forms)
