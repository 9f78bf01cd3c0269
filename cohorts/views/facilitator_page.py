"""The frame of a cohort's desk: who comes in to lead or only to read, and the ways at its top."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from cohorts.models import Cohort

# (name of the address, label, does it need a course)
WAYS = [("lead", _("People"), False), ("lead_meetings", _("Meetings"), False), ("lead_timetable", _("Timetable"), True), ("lead_messages", _("Messages"), False),
        ("lead_invitations", _("Invitations"), False)]


def leading(view):
    """A view for who leads the cohort: `view(request, cohort, **rest)`; for others it is not there."""
    return _door(view, lambda user, day: Cohort.objects.led_by(user, day))


def at_desk(view):
    """A view that others may read, too: coordinators of cities that take part, trainers of the course, the network's coordinators."""
    return _door(view, lambda user, day: Cohort.objects.at_desk_of(user, day))


def _door(view, rows):
    @never_cache
    @login_required
    @wraps(view)
    def gate(request, slug: str, **rest):
        day = timezone.localdate()
        cohort = get_object_or_404(rows(request.user, day).select_related("city"), slug=slug)
        request.leads = Cohort.objects.led_by(request.user, day).filter(pk=cohort.pk).exists()
        return view(request, cohort, **rest)
    return gate


def page(request, cohort: Cohort, template: str, title: str, here: str = "lead", status: int = 200, **context):
    """The answer: templates/cohorts/lead/<template>.html in the desk's frame."""
    ways = [(name, label) for name, label, course in WAYS if request.leads and (cohort.course_key or not course)]
    return render(request, f"cohorts/lead/{template}.html", {"cohort": cohort, "page_title": title, "here": here, "ways": ways, "leads": request.leads, **context}, status=status)
