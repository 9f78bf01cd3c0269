"""Surveys of a space's members: put, answered for a seat, compared, published."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohorts.mirrors import surveys
from cohorts.mirrors.forms import QUESTION_ROWS, SurveyAnswerForm, SurveyForm
from cohorts.models import MemberSurvey
from cohorts.spaces.refusing import NotPossible
from cohorts.views.mirror_doors import only_if, put_there, space_to_put_in

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@read_or_send
@login_required
def new(request, slug: str):
    space = space_to_put_in(request, slug)
    now = timezone.now()
    form = SurveyForm(request.POST if request.method == "POST" else None, initial={"language": get_language(), "opens_on": space.day_of(now)})
    if request.method == "POST" and form.is_valid():
        made = surveys.put_survey(space, form.questions(), by=request.user, at=now, **form.fields_of())
        messages.success(request, _("Put to the members. Each seat answers once."))
        return redirect("member_survey", made.key)
    rows = [(form[f"text-{number}"], form[f"kind-{number}"], form[f"unit-{number}"]) for number in range(1, QUESTION_ROWS + 1)]
    return render(request, "cohorts/mirrors/survey_new.html", {"space": space, "form": form, "rows": rows, "page_title": _("Ask the members")}, status=422 if form.errors else 200)


@never_cache
@require_safe
def survey(request, key):
    found, standing = put_there(request, MemberSurvey, key)
    shown = standing["inside"] or found.published_at is not None
    seats, rows = surveys.compare(found, exact=standing["inside"]) if shown else ([], [])
    return render(request, "cohorts/mirrors/survey.html", {
        "survey": found, "space": found.space, "page_title": found.title, **standing, "shown": shown, "seats": seats, "rows": rows,
        "by_seat": [(seat, [row.cells[place] for row in rows]) for place, seat in enumerate(seats)],
        "answered": set(found.answers.filter(seat__in=standing["own_seats"]).values_list("seat_id", flat=True))})


@never_cache
@read_or_send
@login_required
def answer(request, key, seat: int):
    """For one seat, by who speaks for it today."""
    found, standing = put_there(request, MemberSurvey, key)
    own = next((each for each in standing["own_seats"] if each.pk == seat), None)
    only_if(own is not None)
    before = found.answers.filter(seat=own).first()
    form = SurveyAnswerForm(found, request.POST if request.method == "POST" else None, said=before.answers if before else None)
    if request.method == "POST" and form.is_valid():
        try:
            surveys.answer(found, own, form.answers(), by=request.user, at=timezone.now())
        except NotPossible as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Thank you. You can change it until the last day."))
            return redirect("member_survey", found.key)
    return render(request, "cohorts/mirrors/survey_answer.html", {"survey": found, "space": found.space, "seat": own, "form": form, "page_title": found.title}, status=422 if form.errors else 200)


@require_POST
@login_required
def publication(request, key):
    found, standing = put_there(request, MemberSurvey, key)
    only_if(standing["puts"])
    try:
        surveys.publish(get_object_or_404(MemberSurvey.objects.select_related("space"), pk=found.pk), by=request.user, at=timezone.now())
    except NotPossible as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Published: everybody reads the sums, and answers are closed."))
    return redirect("member_survey", found.key)
