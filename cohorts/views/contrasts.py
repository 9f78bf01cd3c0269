"""Policy contrasts: a text put to the members, answered for a seat, summed up, published."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.mirrors import contrasts
from cohorts.mirrors.forms import ContrastAnswerForm, ContrastForm, SynthesisForm
from cohorts.models import Contrast, ContrastAnswer
from cohorts.spaces.refusing import NotPossible
from cohorts.views.mirror_doors import only_if, put_there, space_to_put_in

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@read_or_send
@login_required
def new(request, slug: str):
    space = space_to_put_in(request, slug)
    now = timezone.now()
    form = ContrastForm(request.POST if request.method == "POST" else None, initial={"language": get_language(), "opens_on": space.day_of(now)})
    if request.method == "POST" and form.is_valid():
        made = contrasts.put_contrast(space, form.cleaned_data["text"], by=request.user, at=now, **form.fields_of())
        messages.success(request, _("Put to the members, paragraph by paragraph."))
        return redirect("contrast", made.key)
    return render(request, "cohorts/mirrors/contrast_new.html", {"space": space, "form": form, "page_title": _("Put a text to the members")}, status=422 if form.errors else 200)


@never_cache
@require_safe
def contrast(request, key):
    found, standing = put_there(request, Contrast, key)
    return render(request, "cohorts/mirrors/contrast.html", {
        "contrast": found, "space": found.space, "page_title": found.title, **standing, "rows": contrasts.rows_of(found, inside=standing["inside"]),
        "answered": set(ContrastAnswer.objects.filter(paragraph__contrast=found, seat__in=standing["own_seats"]).values_list("seat_id", flat=True))})


@never_cache
@read_or_send
@login_required
def answer(request, key, seat: int):
    found, standing = put_there(request, Contrast, key)
    own = next((each for each in standing["own_seats"] if each.pk == seat), None)
    only_if(own is not None)
    before = {pk: (stance, words) for pk, stance, words in ContrastAnswer.objects.filter(paragraph__contrast=found, seat=own).values_list("paragraph_id", "stance", "words")}
    form = ContrastAnswerForm(found, request.POST if request.method == "POST" else None, before=before)
    if request.method == "POST" and form.is_valid():
        try:
            contrasts.say(found, own, form.said(), by=request.user, at=timezone.now())
        except NotPossible as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Thank you. You can change it until the last day."))
            return redirect("contrast", found.key)
    return render(request, "cohorts/mirrors/contrast_answer.html", {"contrast": found, "space": found.space, "seat": own, "form": form, "page_title": found.title},
                  status=422 if form.errors else 200)


@never_cache
@read_or_send
@login_required
def synthesis(request, key):
    """POST do=keep | publish keeps what is written, too."""
    found, standing = put_there(request, Contrast, key)
    only_if(standing["puts"])
    form = SynthesisForm(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        contrasts.keep_synthesis(found, form.texts(), by=request.user, at=now)
        try:
            if request.POST.get("do") == "publish":
                contrasts.publish(found, by=request.user, at=now)
                messages.success(request, _("Published: everybody reads the text and what the members said, together."))
                return redirect("contrast", found.key)
            messages.success(request, _("Kept."))
            return redirect("contrast_synthesis", found.key)
        except NotPossible as refused:
            form.add_error(None, str(refused))
    rows = [(row, form[f"y{row.paragraph.pk}"]) for row in contrasts.rows_of(found, inside=True)]
    return render(request, "cohorts/mirrors/synthesis.html", {"contrast": found, "space": found.space, "form": form, "rows": rows, "page_title": _("Sum up “%(title)s”") % {"title": found.title}},
                  status=422 if form.errors else 200)
