"""What circles hold about a person. Registered in academy/personal_data.py."""

from django.utils.translation import gettext_lazy as _

from academy.personal_data import erases, exports, holds, not_personal
from mentoring.circle_answers import leave_circle
from mentoring.models import CircleSeat

holds("mentoring.CircleSeat", "person", "participation", "circle", "convenes", "answer", "answered_at", "left_at", topic="mentoring", label=_("Circles you were asked into, and your answer"),
      why=_("So that a circle forms only of people who said yes."), who=_("You. Once it has formed, its people see who is in it, with name, city and e-mail address."),
      kept=_("Until you erase your account; then you are a former member there."))
holds("mentoring.CircleMeeting", "notes", "place", topic="mentoring", label=_("What a circle you are in wrote down of its meetings"), why=_("So that nobody has to remember alone."),
      who=_("The people of the circle."), kept=_("With the circle."))
not_personal("mentoring.Circle", "a theme and dates; its people are its seats")


@exports("circles", _("Circles you were asked into"), link="my_mentoring")
def circles(person):
    for seat in CircleSeat.objects.filter(person=person).select_related("circle__theme", "circle__round").order_by("circle__proposed_at"):
        yield {"theme": seat.circle.theme.label_in(person.language or "en"), "round": seat.circle.round.title, "you_convened": seat.convenes, "answer": seat.answer,
               "answered_at": seat.answered_at, "formed_at": seat.circle.formed_at, "left_at": seat.left_at}


@erases("circles")
def erase(person, at) -> None:
    for seat in CircleSeat.objects.filter(person=person, left_at__isnull=True).select_related("circle", "person"):
        leave_circle(seat, at)
