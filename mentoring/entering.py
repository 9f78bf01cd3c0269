"""The way into a round: keep what was typed, send it in, change it while the call is open, take it back. Every step one transaction."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from academy.emails import queue_mail
from academy.models import record
from academy.permissions import must
from academy.writing_turn import writing_turn
from mentoring.call_words import refuse_unless_open
from mentoring.entry_draft import EntryDraft, draft_of, own_entries
from mentoring.entry_missing import NotComplete, missing_in
from mentoring.models import ExcludedPerson, MentoringRequest, MentoringRound, MentorOffer, OfferedSkill, Participation, WantedSkill
from mentoring.round_turn import take_turn

OWN_FIELDS = ("languages", "time_zone", "hours", "sector", "other_city_only", "groups", "shows")


def keep(mentoring_round: MentoringRound, person, draft: EntryDraft, at: datetime) -> Participation:
    """The person's entry as the draft says, whole or half-filled. An entry that was sent in stays sent in: see `change`. Refused once the call has closed."""
    must(person, "round.join", mentoring_round)
    with writing_turn():
        return _keep(take_turn(mentoring_round.pk), person, draft, at)


def change(mentoring_round: MentoringRound, person, draft: EntryDraft, at: datetime) -> Participation:
    """Keep and send in at once, or neither: what stands in the round never becomes half an entry. NotComplete says all that is missing."""
    must(person, "round.join", mentoring_round)
    with writing_turn():
        return send_in(_keep(take_turn(mentoring_round.pk), person, draft, at), at)


def send_in(participation: Participation, at: datetime) -> Participation:
    """Into the round it goes. NotComplete when something is missing, Refused once the call has closed; nothing is changed then. Again: nothing new,
    unless the entry had been taken back. A first sending is confirmed by mail."""
    with writing_turn():
        mentoring_round = take_turn(participation.round_id)
        refuse_unless_open(mentoring_round, at)
        entry = own_entries(participation.person).get(pk=participation.pk)
        lacks = missing_in(draft_of(entry), participation.person)
        if lacks:
            raise NotComplete(lacks)
        MentorOffer.objects.filter(participation=entry, skills__isnull=True).delete()
        MentoringRequest.objects.filter(participation=entry, skills__isnull=True).delete()
        if entry.submitted_at is None or entry.left_at is not None:
            Participation.objects.filter(pk=entry.pk).update(submitted_at=at, left_at=None, changed_at=at)
            record(participation.person, "sent_in", "mentoring_entry", entry.pk, at=at, details={"round": mentoring_round.slug})
            queue_mail("mentoring/entry_arrived", participation.person, f"mentoring_entry:{entry.pk}:{at.isoformat()}", entry=entry.pk)
        else:
            record(participation.person, "changed", "mentoring_entry", entry.pk, at=at, details={"round": mentoring_round.slug})
    participation.refresh_from_db()
    return participation


def take_back(participation: Participation, by, at: datetime) -> bool:
    """Out of the round again, while its call is open; what was said is kept, in case of a change of mind. False when there was nothing to take back."""
    with writing_turn():
        refuse_unless_open(take_turn(participation.round_id), at)
        taken = Participation.objects.filter(pk=participation.pk).standing().update(left_at=at, changed_at=at)
        if taken:
            record(by, "took_back", "mentoring_entry", participation.pk, at=at, details={"round": participation.round.slug})
    participation.refresh_from_db()
    return bool(taken)


def throw_away(participation: Participation) -> bool:
    """A draft that was never sent in goes for good, with all that was typed."""
    with transaction.atomic():
        return bool(Participation.objects.filter(pk=participation.pk, submitted_at__isnull=True).delete()[0])


# Rows --------------------------------------------------------------------------------------------------

def _keep(mentoring_round: MentoringRound, person, draft: EntryDraft, at: datetime) -> Participation:
    refuse_unless_open(mentoring_round, at, person.zone_name)
    named = set((mentoring_round.rules or {}).get("priority_groups", ()))
    draft = replace(draft, hours=sorted(set(draft.hours)), groups=sorted(set(draft.groups) & named), shows=sorted(set(draft.shows)), time_zone=draft.time_zone or person.zone_name)
    entry, _made = Participation.objects.update_or_create(
        round=mentoring_round, person=person, defaults={**{name: getattr(draft, name) for name in OWN_FIELDS}, "changed_at": at},
        create_defaults={**{name: getattr(draft, name) for name in OWN_FIELDS}, "changed_at": at, "drafted_at": at})
    _keep_offer(entry, draft)
    _keep_request(entry, draft)
    entry.excluded_people.exclude(address_digest__in=draft.people).delete()
    ExcludedPerson.objects.bulk_create(
        [ExcludedPerson(participation=entry, address_digest=digest, label=label) for digest, label in draft.people.items()],
        update_conflicts=True, unique_fields=["participation", "address_digest"], update_fields=["label"])
    entry.excluded_organisations.set(draft.organisations)
    return entry


def _keep_offer(entry: Participation, draft: EntryDraft) -> None:
    """An offer keeps its row, and its number, for as long as it says anything."""
    if not draft.offers and draft.capacity == 1:
        MentorOffer.objects.filter(participation=entry).delete()
        return
    offer, _made = MentorOffer.objects.update_or_create(participation=entry, defaults={"capacity": draft.capacity})
    offer.skills.all().delete()
    OfferedSkill.objects.bulk_create([OfferedSkill(offer=offer, skill_id=skill, level=level) for skill, level in draft.offers.items()])


def _keep_request(entry: Participation, draft: EntryDraft) -> None:
    if not draft.wants and draft.mentors_wanted == 1 and not draft.hope:
        MentoringRequest.objects.filter(participation=entry).delete()
        return
    request, _made = MentoringRequest.objects.update_or_create(participation=entry, defaults={"mentors_wanted": draft.mentors_wanted, "hope": draft.hope})
    request.skills.all().delete()
    WantedSkill.objects.bulk_create([WantedSkill(request=request, skill_id=skill, level=level, priority=priority) for skill, (level, priority) in draft.wants.items()])
