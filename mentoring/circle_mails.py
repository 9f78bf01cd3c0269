"""The mails of circles: their words are made when they are sent, and only if they are still true then."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from academy.both_times import both_times
from academy.emails import absolute_url, mail_context
from mentoring.models import Circle, CircleMeeting, Participation


def _words(circle: Circle, **more) -> dict:
    return {"circle": circle, "theme": circle.theme.label_in(get_language() or "en"), "people": circle.seats.filter(left_at__isnull=True).count(),
            "url": absolute_url(reverse("circle", args=[circle.pk])),
            "why": _("You get this mail because you are in this circle.") if circle.formed_at else _("You get this mail because you took part in a round of circles."), **more}


def _mail(template: str, still_true):
    @mail_context(f"mentoring/{template}")
    def words(person, ids: dict) -> dict | None:
        circle = Circle.objects.of(person).select_related("theme", "round").filter(pk=ids["circle"]).first()
        return _words(circle) if circle is not None and still_true(circle) else None
    return words


_mail("circle_proposed", lambda circle: circle.is_asking and circle.answer_by > timezone.now())
_mail("circle_formed", lambda circle: circle.formed_at)
_mail("circle_lapsed", lambda circle: circle.lapsed_at)
_mail("circle_left", lambda circle: circle.formed_at and not circle.closed_at)
_mail("circle_closed", lambda circle: circle.closed_at)


@mail_context("mentoring/circle_meeting")
def meeting(person, ids: dict) -> dict | None:
    found = CircleMeeting.objects.select_related("circle__theme", "circle__round").filter(pk=ids["meeting"], sequence=ids["sequence"]).first()
    if found is None or not Circle.objects.of(person).filter(pk=found.circle_id).exists() or found.ends_at < timezone.now():
        return None
    return _words(found.circle, meeting=found, times=both_times(found.starts_at, found.ends_at, person.zone_name, None))


@mail_context("mentoring/circle_none")
def none(person, ids: dict) -> dict | None:
    entry = Participation.objects.standing().of(person).select_related("round").filter(pk=ids["participation"]).first()
    if entry is None or entry.circle_seats.exists():
        return None
    return {"title": entry.round.title, "url": absolute_url(reverse("my_round_reasons", args=[entry.round.slug])),
            "why": _("You get this mail because you took part in a round of circles.")}
