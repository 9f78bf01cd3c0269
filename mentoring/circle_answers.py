"""Yes or not now to a circle. It forms as soon as everybody has answered, or when the time to answer is over, if three have said yes; else it lapses."""

from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from academy.emails import queue_mail
from academy.models import record
from academy.refusals import Refused
from academy.writing_turn import writing_turn
from mentoring.models import Answer, Circle, CircleSeat
from mentoring.models.circles import LEAST
from mentoring.round_turn import take_turn


def answer(circle: Circle, person, said: str, *, at: datetime) -> Circle:
    """The person's answer; it can be changed until the circle has formed or lapsed. Refused after that."""
    with writing_turn():
        kept = _in_turn(circle)
        if not kept.is_asking or kept.answer_by <= at:
            _settle(kept, at)
            refused = Refused("over", _("The time to answer this circle is over; nothing has been changed."))
        else:
            refused = None
            if kept.seats.filter(person=person, left_at__isnull=True).exclude(answer=said).update(answer=said, answered_at=at):
                record(person, "answered", "circle", kept.pk, at=at)
            _settle(kept, at)
    if refused:
        raise refused
    return kept


def settle(circle: Circle, at: datetime) -> Circle:
    """What the outbox does when the time is over."""
    with writing_turn():
        kept = _in_turn(circle)
        _settle(kept, at)
    return kept


def leave_circle(seat: CircleSeat, at: datetime) -> bool:
    """Out of the circle, whatever its state; a formed one with fewer than three left goes on if they like. False when they had left before."""
    with writing_turn():
        kept = _in_turn(seat.circle)
        if not CircleSeat.objects.filter(pk=seat.pk, left_at__isnull=True).update(left_at=at):
            return False
        record(seat.person, "left", "circle", kept.pk, at=at)
        if kept.is_asking:
            _settle(kept, at)
        elif kept.formed_at:
            _pass_on_convening(kept, seat)
            _tell(kept, "circle_left")
    return True


def _pass_on_convening(circle: Circle, seat: CircleSeat) -> None:
    """Somebody must be able to close the circle: it falls to who has been in it longest by number."""
    following = circle.seats.filter(left_at__isnull=True).order_by("pk").first()
    if seat.convenes and following is not None:
        CircleSeat.objects.filter(pk=seat.pk).update(convenes=False)
        CircleSeat.objects.filter(pk=following.pk).update(convenes=True)


def close_circle(circle: Circle, by, at: datetime) -> bool:
    """Its convenor says that it is over. Refused for others, and while it is only proposed."""
    with writing_turn():
        kept = _in_turn(circle)
        if not kept.formed_at or not kept.seats.filter(person=by, convenes=True, left_at__isnull=True).exists():
            raise Refused("not_yours", _("Only who convenes a circle closes it."))
        if kept.closed_at:
            return False
        Circle.objects.filter(pk=kept.pk).update(closed_at=at)
        kept.meetings.filter(starts_at__gt=at, cancelled_at__isnull=True).update(cancelled_at=at, changed_at=at, sequence=F("sequence") + 1)
        record(by, "closed", "circle", kept.pk, at=at)
        _tell(kept, "circle_closed")
    return True


def lapse_all(mentoring_round, at: datetime) -> int:
    """The round is closed: circles that still ask lapse, and their people are told. Within the round's turn. How many."""
    asking = list(mentoring_round.circles.filter(formed_at__isnull=True, lapsed_at__isnull=True).select_related("round", "theme"))
    for circle in asking:
        Circle.objects.filter(pk=circle.pk).update(lapsed_at=at)
        record(None, "lapsed", "circle", circle.pk, at=at)
        _tell(circle, "circle_lapsed")
    return len(asking)


def _in_turn(circle: Circle) -> Circle:
    take_turn(circle.round_id)
    return Circle.objects.select_related("round", "theme").get(pk=circle.pk)


def _settle(circle: Circle, at: datetime) -> None:
    """Form or lapse, once. Without who convenes there is no circle."""
    seats = list(circle.seats.filter(left_at__isnull=True))
    yes = [seat for seat in seats if seat.answer == Answer.YES]
    possible = [seat for seat in seats if seat.answer != Answer.NOT_NOW]
    lost = len(possible) < LEAST or not any(seat.convenes for seat in possible)
    if not circle.is_asking or not (lost or len(yes) == len(possible) or circle.answer_by <= at):
        return
    forms = len(yes) >= LEAST and any(seat.convenes for seat in yes)
    circle.formed_at, circle.lapsed_at = (at, None) if forms else (None, at)
    circle.save(update_fields=["formed_at", "lapsed_at"])
    if forms:
        circle.seats.filter(left_at__isnull=True).exclude(answer=Answer.YES).update(left_at=at)
    record(None, "formed" if forms else "lapsed", "circle", circle.pk, at=at)
    _tell(circle, "circle_formed" if forms else "circle_lapsed")


def _tell(circle: Circle, template: str) -> None:
    for seat in circle.seats.filter(left_at__isnull=True).select_related("person"):
        count = circle.seats.filter(left_at__isnull=False).count()
        queue_mail(f"mentoring/{template}", seat.person, f"circle:{circle.pk}:{template}:{count}:{seat.person_id}", circle=circle.pk)
