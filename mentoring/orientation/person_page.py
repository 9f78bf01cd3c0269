"""What the person finds at their private link."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from academy import ways
from mentoring.models import HelpMessageKind, HelpRequest, Referral, Suggestion
from mentoring.orientation.facts import facts_of, last_referral, way_of
from mentoring.orientation.hub_names import name_of
from mentoring.orientation.need_words import for_person, of_way
from mentoring.orientation.person_forms import AddWordsForm, OwnClosingForm, PassOnForm
from mentoring.orientation.standing import Way, needs
from mentoring.orientation.trail import trail_of


@dataclass(frozen=True, slots=True)
class Suggested:
    suggestion: Suggestion
    state: str
    words: str
    kind: str
    url: str
    gone: str
    form: PassOnForm | None
    referral: Referral | None


def page_of(request: HelpRequest, at: datetime, wrong: dict | None = None) -> dict:
    """The context. `wrong`: {"add", "close" or a suggestion's id: the form that was filled in wrongly}."""
    wrong, language = wrong or {}, get_language() or "en"
    found = HelpRequest.objects.select_related("hub__city").prefetch_related("suggestions__referrals", "messages").get(pk=request.pk)
    need = needs(facts_of(found))
    return {
        "asked": found, "hub": found.hub, "hub_name": name_of(found.hub, language), "state": for_person(found, need), "trail": trail_of(found),
        "suggested": [] if found.forgotten_at else [_suggested(each, language, at, wrong) for each in found.suggestions.all()],
        "said": [each for each in found.messages.all() if each.kind != HelpMessageKind.NOTE],
        "add_form": wrong.get("add") or AddWordsForm(), "close_form": wrong.get("close") or OwnClosingForm(), "zone": found.hub.city.time_zone,
        "closing_fits": need == "close", "wrong": bool(wrong)}


def kind_words(kind: str) -> str:
    return next((str(each.label) for each in ways.way_kinds() if each.kind == kind), kind)


def _suggested(each: Suggestion, language: str, at: datetime, wrong: dict) -> Suggested:
    state = way_of(each)
    way = ways.way(each.kind, each.way_key, language, at) if state not in (Way.SPENT, Way.DONE) else None
    asks = state == Way.WAITING and each.request.is_open and each.receiver
    return Suggested(suggestion=each, state=state, words=of_way(state), kind=kind_words(each.kind), url=way.url if way and not way.gone else "", gone=way.gone if way else "",
                     form=(wrong.get(each.pk) or PassOnForm(each)) if asks else None, referral=last_referral(each))

