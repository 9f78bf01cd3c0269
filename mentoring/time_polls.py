"""Finding a time: one offers two to eight, the partner says which suit, who asked chooses one, and it is a session."""

from django.db import transaction

from academy.emails import queue_mail
from mentoring.mentorship_turn import NotNow, hold
from mentoring.models import MentorshipStage, Side, TimePoll, TimePollOption
from mentoring.planning import plan

FEWEST, MOST = 2, 8
SUITS = {Side.MENTOR: "suits_mentor", Side.MENTEE: "suits_mentee"}


def open_poll(mentorship, at) -> TimePoll | None:
    """The one that waits, with its options; one whose times are all over waits no more."""
    poll = mentorship.time_polls.filter(closed_at=None).prefetch_related("options").first()
    return poll if poll is not None and poll.waits(at) else None


def offer(mentorship, by, at, times: list[tuple]) -> TimePoll:
    """`times`: [(starts_at, ends_at)] in UTC, FEWEST to MOST. In place of the one before, if there is one. They suit whoever offers them."""
    with transaction.atomic():
        held = hold(mentorship.pk)
        if held.stage() in (MentorshipStage.CLOSED, MentorshipStage.PAUSED) or not FEWEST <= len(set(times)) <= MOST:
            raise NotNow
        held.time_polls.filter(closed_at=None).update(closed_at=at)
        side = held.side_of(by)
        poll = TimePoll.objects.create(mentorship=held, asked_by=side, asked_at=at)
        TimePollOption.objects.bulk_create([TimePollOption(poll=poll, starts_at=starts_at, ends_at=ends_at, **{SUITS[side]: True}) for starts_at, ends_at in sorted(set(times))])
        queue_mail("mentoring/times_offered", held.partner_of(by), f"time_poll:{poll.pk}:offered", poll=poll.pk)
    return poll


def mark(poll: TimePoll, by, suiting: set[int], at) -> None:
    """Exactly these options (ids) suit this side; the others do not. NotNow when it is closed."""
    with transaction.atomic():
        held = hold(poll.mentorship_id)
        if not TimePoll.objects.filter(pk=poll.pk, closed_at=None).exists():
            raise NotNow
        side = held.side_of(by)
        first = poll.asked_by != side and not poll.options.filter(**{f"{SUITS[side]}__isnull": False}).exists()
        poll.options.filter(pk__in=suiting).update(**{SUITS[side]: True})
        poll.options.exclude(pk__in=suiting).update(**{SUITS[side]: False})
        if first:
            queue_mail("mentoring/times_marked", held.partner_of(by), f"time_poll:{poll.pk}:marked", poll=poll.pk)


def choose(poll: TimePoll, option_pk: int, by, at, *, zone: str, place: str = ""):
    """Whoever asked makes one a session, which both hear of. NotNow when it is closed, that time is over, or it suits the partner not."""
    with transaction.atomic():
        held = hold(poll.mentorship_id)
        side = held.side_of(by)
        theirs = SUITS[Side.other(side)]
        option = poll.options.filter(pk=option_pk, starts_at__gt=at, poll__closed_at=None, poll__asked_by=side).exclude(**{theirs: False}).first()
        if option is None:
            raise NotNow
        session = plan(held, by, at, starts_at=option.starts_at, ends_at=option.ends_at, zone=zone, place=place)
        TimePoll.objects.filter(pk=poll.pk).update(closed_at=at, session=session)
    return session


def withdraw(poll: TimePoll, by, at) -> bool:
    """Only whoever asked; False when it was closed."""
    with transaction.atomic():
        held = hold(poll.mentorship_id)
        return bool(TimePoll.objects.filter(pk=poll.pk, closed_at=None, asked_by=held.side_of(by)).update(closed_at=at))
