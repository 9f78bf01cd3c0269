"""A city sets up its space: begins it, opens it, gives seats, says who holds them from when until when. `at` is an aware datetime.

The space's row, or the seat's, is written first: that is the lock, on either database.
"""

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from academy.models import Organisation, PartnerCity, record
from academy.short_names import free_slug
from cohorts.digest import news
from cohorts.models.spaces import ParticipatedSpace, SeatDelegation, SeatHolding, SeatKind, SpaceSeat
from cohorts.spaces.refusing import NotPossible

SEATS_OF_A_BODY = 2
LONGEST_SLUG = 50
TAKEN = {"new", "seats"}


def begin_space(city: PartnerCity, *, name: str, purpose: str, language: str, by, at) -> ParticipatedSpace:
    """A draft, which only the city's coordinators find."""
    with transaction.atomic():
        slug = free_slug(name, f"{city.slug}-space", beside=[ParticipatedSpace], taken=TAKEN, longest=LONGEST_SLUG)
        made = ParticipatedSpace.objects.create(city=city, slug=slug, name=name, purpose=purpose, language=language, created_at=at)
        record(by, "began", "space", made.slug, at=at)
    return made


def change_space(space: ParticipatedSpace, *, name: str, purpose: str, language: str, by, at) -> None:
    with transaction.atomic():
        ParticipatedSpace.objects.filter(pk=space.pk).update(name=name, purpose=purpose, language=language)
        record(by, "changed", "space", space.slug, at=at)


def open_space(space: ParticipatedSpace, by, at) -> bool:
    """From now on everybody reads it. False when they do already."""
    if not space.purpose:
        raise NotPossible(_("Write what the space is for before you open it."))
    with transaction.atomic():
        opened = ParticipatedSpace.objects.filter(pk=space.pk, opened_on__isnull=True).update(opened_on=space.day_of(at))
        if opened:
            record(by, "opened", "space", space.slug, at=at)
    return bool(opened)


def give_seats(space: ParticipatedSpace, *, kind: str, organisation: Organisation | None, title: str, how_many: int, by, at) -> list[SpaceSeat]:
    """One or two seats for a representative body, never a third; one for an office or a person of standing."""
    with transaction.atomic():
        ParticipatedSpace.objects.filter(pk=space.pk).update(slug=F("slug"))
        place = SpaceSeat.objects.filter(space=space).count()
        if kind == SeatKind.BODY:
            has = SpaceSeat.objects.filter(space=space, organisation=organisation, ended_on__isnull=True).count()
            if has + how_many > SEATS_OF_A_BODY:
                raise NotPossible(_("A representative body sits there with one or two people. “%(body)s” has two seats already.") % {"body": organisation} if has == SEATS_OF_A_BODY
                                  else _("A representative body sits there with one or two people. “%(body)s” has one seat already: give it one more at most.") % {"body": organisation}
                                  if has else _("A representative body sits there with one or two people, not more."), "how_many")
        elif how_many != 1:
            raise NotPossible(_("An office, or a person of standing, has one seat."), "how_many")
        made = [SpaceSeat.objects.create(space=space, kind=kind, organisation=organisation if kind == SeatKind.BODY else None, title=title, position=place + number)
                for number in range(1, how_many + 1)]
        for seat in made:
            record(by, "gave", "space_seat", seat.pk, at=at, details={"space": space.slug})
    return made


def name_holder(seat: SpaceSeat, person, since: date, by, at) -> SeatHolding:
    """The seat is this person's from the day `since`. Whoever holds it until then holds it no longer that day: it passes on."""
    with transaction.atomic():
        _lock(seat)
        if seat.ended_on is not None and seat.ended_on <= since:
            raise NotPossible(_("This seat has ended."))
        last = SeatHolding.objects.filter(seat=seat).order_by("-started_on", "-pk").first()
        if last is not None and (last.finished_on is None or last.finished_on > since):
            if last.person_id == person.pk and last.finished_on is None:
                raise NotPossible(_("This person holds the seat already."), "email")
            if since < max(last.started_on, seat.space.day_of(at)):
                raise NotPossible(_("Somebody held this seat then, and it is known what they did there. Choose today or a later day on which it passes on."), "since")
            _finish(last, since)
        made = SeatHolding.objects.create(seat=seat, person=person, started_on=since, given_by=by)
        record(by, "named", "seat_holding", made.pk, at=at, details={"space": seat.space.slug})
        news(f"seat_given:{made.pk}", "cohorts/group_seat_given", person.pk, can_wait=False, holding=made.pk)
    return made


def end_holding(holding: SeatHolding, until: date, by, at) -> None:
    """The person holds the seat until the day before `until`; who sits in for them sits in no longer than that."""
    with transaction.atomic():
        _lock(holding.seat)
        holding.refresh_from_db()
        if holding.finished_on is not None and holding.finished_on <= until:
            raise NotPossible(_("This has ended already."))
        if until < max(holding.started_on, holding.seat.space.day_of(at)):
            raise NotPossible(_("It can end today or later: what was done in the past was done by whoever held the seat."), "until")
        _finish(holding, until)
        record(by, "ended", "seat_holding", holding.pk, at=at, details={"space": holding.seat.space.slug})


def end_seat(seat: SpaceSeat, until: date, by, at) -> None:
    """It is no seat any more from the day `until`, and nobody holds it longer."""
    with transaction.atomic():
        _lock(seat)
        for holding in SeatHolding.objects.filter(seat=seat).exclude(finished_on__lte=until):
            _finish(holding, max(until, holding.started_on))
        if SpaceSeat.objects.filter(pk=seat.pk, ended_on__isnull=True).update(ended_on=until):
            record(by, "ended", "space_seat", seat.pk, at=at, details={"space": seat.space.slug})


def _lock(seat: SpaceSeat) -> None:
    SpaceSeat.objects.filter(pk=seat.pk).update(position=F("position"))


def _finish(holding: SeatHolding, until: date) -> None:
    SeatHolding.objects.filter(pk=holding.pk).update(finished_on=until)
    for each in SeatDelegation.objects.filter(holding=holding).exclude(finished_on__lte=until):
        SeatDelegation.objects.filter(pk=each.pk).update(finished_on=max(until, each.started_on))
