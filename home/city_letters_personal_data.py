"""What is held about letters of a city's coordinators. See academy/personal_data.py."""

from django.utils.translation import gettext_lazy as _

from academy.personal_data import erases, exports, holds
from home.city_letters import CityLetter, LettersStopped

ACCOUNT = _("Until you erase your account.")

holds("home.CityLetter", "reason", "subject", "text", "written_by", "written_at", topic="writing", label=_("Letters you wrote to people of your city"),
      why=_("So that your city’s coordinators see what was said to people."), who=_("The coordinators of your city."),
      kept=_("As long as the city takes part; your name goes when you erase your account."))
holds("home.LettersStopped", "person", "stopped_at", topic="profile", label=_("That you want no letters of your city’s coordinators"),
      why=_("So that they do not write to you about your courses."), who=_("You."), kept=ACCOUNT)


@exports("city_letters", _("Letters you wrote to people of your city"))
def letters(person):
    for one in CityLetter.objects.filter(written_by=person).select_related("city").order_by("written_at"):
        yield {"city": one.city.name, "subject": one.subject, "text": one.text, "written_at": one.written_at, "sent_to": one.sent_to}


@exports("city_letters_stopped", _("That you want no letters of your city’s coordinators"))
def stopped(person):
    for one in LettersStopped.objects.filter(person=person):
        yield {"stopped_at": one.stopped_at}


@erases("home.city_letters")
def erase(person, at) -> None:
    CityLetter.objects.filter(written_by=person).update(written_by=None)
    LettersStopped.objects.filter(person=person).delete()
