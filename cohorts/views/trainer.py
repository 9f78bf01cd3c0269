"""Put people of a course into one of its cohorts."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from academy.models import record
from cohorts.joining import bring_in
from cohorts.models import Cohort
from courses.views.trainer_page import for_course, page
from courses.views.trainer_roster import FILTERS, chosen


class AdmitForm(forms.Form):
    cohort = forms.ModelChoiceField(Cohort.objects.none(), label=gettext_lazy("Cohort"), empty_label=None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("course.author")
def admit(request, course):
    asked = request.POST if request.method == "POST" else request.GET
    people = list(chosen(request, course, asked).select_related("person", "person__city").order_by("person__name", "pk"))
    cohorts = Cohort.objects.filter(course_key=course.translation_key)
    if not people:
        messages.warning(request, _("Tick the people first."))
        return redirect("trainer_roster", key=course.translation_key)
    form = AdmitForm(request.POST or None)
    form.fields["cohort"].queryset = cohorts
    if request.method == "POST" and form.is_valid():
        cohort = form.cleaned_data["cohort"]
        with transaction.atomic():
            placed = [bring_in(each.person, cohort, request.user, timezone.now()) for each in people]
            moved = sum(each.is_member for each in placed)
            record(request.user, "admitted", "cohort", cohort.slug, at=timezone.now(), details={"course": str(course.translation_key), "people": moved})
        messages.success(request, ngettext("%(count)d person is in “%(cohort)s” now.", "%(count)d people are in “%(cohort)s” now.", moved) % {"count": moved, "cohort": cohort})
        if moved < len(placed):
            messages.warning(request, ngettext(
                "%(count)d person waits in line: no seat is free.", "%(count)d people wait in line: no seat is free.", len(placed) - moved) % {"count": len(placed) - moved})
        return redirect("trainer_roster", key=course.translation_key)
    return page(request, "admit", _("Put into a cohort"), course, "trainer_roster", "group", form=form, people=people, none=not cohorts,
                kept=[(name, asked.get(name)) for name in FILTERS if asked.get(name)], everyone=asked.get("everyone", ""), status=422 if form.errors else 200)
