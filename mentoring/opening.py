"""A round from its first draft to the open call; changing it while that is fair; throwing a draft away."""

import secrets
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from academy.models import PartnerCity, record
from academy.permissions import must
from academy.refusals import Refused
from academy.short_names import free_slug
from mentoring.matching.rules import DEFAULT_RULES, rules_as_dict
from mentoring.models import MentoringRound
from mentoring.round_turn import take_turn
from mentoring.rule_changes import note_rule_change

# What may still be changed, by how far the round is. Who entered did so on these words; what people were asked stays as it was.
DRAFT_FIELDS = ("title", "about", "kind", "call_opens_at", "call_closes_at", "answer_days", "starts_on", "ends_on", "wanted_uptake")
OPEN_FIELDS = ("title", "about", "call_closes_at", "answer_days", "starts_on", "ends_on", "wanted_uptake")
PUBLISHED_FIELDS = ("title", "about", "wanted_uptake")


def first_rules() -> dict:
    """The rules a new round begins with, as plain values."""
    return rules_as_dict(DEFAULT_RULES)


def begin_round(city: PartnerCity | None, fields: dict, *, by, at: datetime) -> MentoringRound:
    """A draft that only its keepers see. `city` None: of the whole network; `fields`: those of DRAFT_FIELDS."""
    must(by, "round.open", city)
    with transaction.atomic():
        slug = _free_slug(fields["title"], fields["starts_on"])
        made = MentoringRound.objects.create(city=city, slug=slug, created_by=by, created_at=at, reference_monday=monday_of(fields["starts_on"]),
                                             rules={**first_rules(), "id": slug}, **fields)
        record(by, "drafted", "mentoring_round", made.pk, at=at)
    return made


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _free_slug(title: str, starts_on: date) -> str:
    """A short name for addresses, not used yet: from the title, or for titles in other letters from the month it begins."""
    return free_slug("new round" if slugify(title) == "new" else title, f"round-{starts_on:%Y-%m}", beside=[MentoringRound])


def changeable(mentoring_round: MentoringRound) -> tuple[str, ...]:
    """The fields one may still change."""
    if mentoring_round.closed_at:
        return ()
    if mentoring_round.published_at:
        return PUBLISHED_FIELDS
    return OPEN_FIELDS if mentoring_round.opened_at else DRAFT_FIELDS


def change_round(mentoring_round: MentoringRound, fields: dict, *, by, at: datetime) -> list[str]:
    """The names of the fields that changed. Refused for one that stands fast by now, and for a call that would have closed already."""
    must(by, "round.keep", mentoring_round)
    with transaction.atomic():
        fresh = take_turn(mentoring_round.pk)
        changed = [name for name, value in fields.items() if getattr(fresh, name) != value]
        if set(changed) - set(changeable(fresh)):
            raise Refused("stands_fast", _("Meanwhile the round has gone on, and this can no longer be changed."))
        if fresh.opened_at and "call_closes_at" in changed:
            if fresh.call_closed_at or fresh.call_closes_at <= at:
                raise Refused("call_closed", _("The call has closed already. It cannot be opened again: those who came too late would be let in, others not."))
            if fields["call_closes_at"] <= at:
                raise Refused("too_early", _("The call cannot close in the past."))
        for name in changed:
            setattr(fresh, name, fields[name])
        if "starts_on" in changed and not fresh.opened_at:
            fresh.reference_monday = monday_of(fresh.starts_on)
        if changed:
            fresh.save()
            record(by, "changed", "mentoring_round", fresh.pk, at=at, details={"fields": sorted(changed)})
    return changed


def change_rules(mentoring_round: MentoringRound, rules: dict, *, by, at: datetime) -> bool:
    """Whether anything changed. `rules`: the whole object, its id and draw seed not looked at. Refused once the round is published."""
    must(by, "round.keep", mentoring_round)
    with transaction.atomic():
        fresh = take_turn(mentoring_round.pk)
        refuse_other_rules_after_publishing(fresh)
        rules = {**rules, "id": fresh.rules["id"], "draw_seed": fresh.rules["draw_seed"]}
        if rules == fresh.rules:
            return False
        if fresh.opened_at and sorted(rules["priority_groups"]) != sorted(fresh.rules["priority_groups"]):
            raise Refused("groups", _("Who is served first when places are scarce stands since the call was opened: people were asked by it."))
        note_rule_change(fresh, rules, by=by, at=at)
        fresh.rules = rules
        fresh.save(update_fields=["rules"])
    return True


def refuse_other_rules_after_publishing(mentoring_round: MentoringRound) -> None:
    if mentoring_round.published_at or mentoring_round.closed_at:
        raise Refused("published", _("People were asked by these rules, so they stand. For other rules, open a new round."))


def open_call(mentoring_round: MentoringRound, *, by, at: datetime) -> bool:
    """From now on the round and its rules are public, with the seed of its draw, made here and never changed. False when it was open already."""
    must(by, "round.keep", mentoring_round)
    with transaction.atomic():
        fresh = take_turn(mentoring_round.pk)
        if fresh.opened_at or fresh.closed_at:
            return False
        if fresh.call_closes_at <= at:
            raise Refused("too_late", _("The call would have closed already. Set other dates first."))
        fresh.opened_at = at
        fresh.rules = {**fresh.rules, "draw_seed": secrets.token_hex(16)}
        fresh.save(update_fields=["opened_at", "rules"])
        record(by, "opened_call", "mentoring_round", fresh.pk, at=at)
    return True


def remove_draft(mentoring_round: MentoringRound, *, by, at: datetime) -> None:
    """A round nobody but its keepers has seen. Refused once its call was opened."""
    must(by, "round.keep", mentoring_round)
    with transaction.atomic():
        fresh = take_turn(mentoring_round.pk)
        if fresh.opened_at:
            raise Refused("announced", _("Its call has been opened: close it with a reason instead."))
        fresh.delete()
        record(by, "removed_draft", "mentoring_round", mentoring_round.pk, at=at)
