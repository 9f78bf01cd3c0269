"""Somebody asks a hub for help, with or without an account."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from academy.emails import queue_mail
from academy.models import Hub, User, record
from academy.refusals import Refused
from academy.writing_turn import writing_turn
from mentoring.models import HelpRequest
from mentoring.orientation.mails import write_to_person
from mentoring.orientation.owners import workers
from mentoring.orientation.priorities import count_later


def ask(hub: Hub, *, stage: str, kinds: Collection[str], words: str, language: str, at: datetime, name: str = "", email: str = "", phone: str = "",
        priorities: Collection[str] = (), person: User | None = None) -> HelpRequest:
    """The request, with an owner and a date by which it is answered. `priorities`: values of PriorityKind that the hub has.

    Raises Refused("nobody") when nobody does orientation at the hub, so that no question is taken that nobody reads.
    """
    today = hub.city.day_of(at)
    asked_first = {kind for kind in priorities if kind in offered_priorities(hub)}
    with writing_turn():
        found = workers(hub.pk, today)
        if not hub.is_open or not found:
            raise Refused("nobody", _("This hub answers no questions at the moment. Please ask another hub, or look into the directory."))
        made = HelpRequest.objects.create(
            hub=hub, person=person, stage=stage, kinds=sorted(kinds), words=words, language=language, name=name, email=email, phone="" if email else phone,
            goes_first=bool(asked_first), owner_id=found[0], next_on=today + timedelta(days=hub.answer_days), asked_at=at, said_at=at)
        count_later(hub, asked_first, today, at)
        record(None, "asked", "help_request", made.key, at=at)  # without the person, signed in or not: who needed help is nobody's log
        write_to_person(made, "asked")
        for worker in User.objects.filter(pk__in=found):
            queue_mail("mentoring/help_new", worker, f"help:{made.pk}:new:{worker.pk}", request=made.pk)
    return made


def offered_priorities(hub: Hub) -> list[str]:
    """Values of PriorityKind that this hub lets go first."""
    return [kind for kind, has in (("women", hub.priority_women), ("young", hub.priority_young)) if has]
