"""Practices for everybody: the list, one with who adapted it where, and saying that one adapted it."""

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academy.mosaic import tile_svg
from academy.permissions import can
from academy.sanitise import clean_rich_text
from cohorts.adapting import NotPublished, adapt, withdraw
from cohorts.exchange_texts import text_of
from cohorts.models import Practice, PracticeAdaptation
from cohorts.plan.measure_origin import doors
from cohorts.practice_form import AdaptationForm
from cohorts.practice_list import adapted_by, listed, rows_of, skills_of

A_PAGE = 20


@require_safe
def index(request):
    language = get_language() or "en"
    wanted, fitting, built = listed(request.GET, language)
    page = Paginator(fitting, A_PAGE).get_page(request.GET.get("page"))
    query = "&".join(f"{name}={value}" for name, value in (("city", wanted.city), ("skill", wanted.skill)) if value)
    rows = rows_of(page, built, language)
    return render(request, "cohorts/practices/list.html", {
        "wanted": wanted, "page": page, "mine": _adapted_by(request.user), "pages_query": f"?{query}" if query else "",
        "rows": [(row, tile_svg(row.practice.city.tradition, row.practice.slug, key=f"p{row.practice.pk}")) for row in rows]})


def _adapted_by(user) -> list[PracticeAdaptation]:
    """What the reader told themselves, of practices that were taken back meanwhile too: here they can always take it back."""
    return list(PracticeAdaptation.objects.standing().filter(person=user).select_related("practice").order_by("-told_at", "-pk")) if user.is_authenticated else []


def _shown(text: str) -> str:
    """Headings of a text are kept as those of minutes, which stand under two others; here they stand right under the title."""
    return mark_safe(re.sub(r"(</?)h[34]>", r"\1h2>", clean_rich_text(text)))


def _own(request, practice: Practice) -> PracticeAdaptation | None:
    return PracticeAdaptation.objects.standing().filter(practice=practice, person=request.user).first() if request.user.is_authenticated else None


@require_safe
def practice(request, slug: str):
    found = get_object_or_404(Practice.objects.visible_to(request.user).select_related("city", "exchange"), slug=slug)
    shown = found.exchange if found.exchange is not None and found.exchange.is_public else None
    language = get_language() or "en"
    return render(request, "cohorts/practices/practice.html", {
        "practice": found, "text": _shown(found.text), "skills": skills_of(found, language), "adapted": adapted_by(found), "told": _own(request, found),
        "keeps": can(request.user, "practice.edit", found), "exchange": shown, "exchange_text": text_of(shown, language) if shown else None,
        "untranslated": found.language != language, "measure_doors": doors(request.user, "practice", found.slug)})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def adaptation(request, slug: str):
    """The form; sent once more, it changes what was told."""
    found = get_object_or_404(Practice.objects.public().select_related("city"), slug=slug)
    now, told = timezone.now(), _own(request, found)
    form = AdaptationForm(request.POST if request.method == "POST" else None, at=now, told=told)
    if request.method == "POST" and form.is_valid():
        try:
            adapt(found, request.user, **form.said(), at=now)
        except NotPublished:
            raise Http404("practice") from None
        messages.success(request, _("Kept.") if told else _("Thank you. The city it came from learns from it, and it counts as evidence of your skills."))
        return redirect("practice", slug=found.slug)
    return render(request, "cohorts/practices/adaptation.html", {"practice": found, "form": form, "told": told, "wrong": bool(form.errors)}, status=422 if form.errors else 200)


@require_POST
@login_required
def adaptation_withdrawal(request, slug: str):
    """Also of a practice that was taken back meanwhile: what one told is one's own."""
    found = get_object_or_404(Practice.objects.filter(adaptations__person=request.user).distinct(), slug=slug)
    if withdraw(found, request.user, timezone.now()):
        messages.success(request, _("Taken back. It counts no longer."))
    return redirect("practice", slug=found.slug) if found.is_public and request.POST.get("from") != "list" else redirect("practices")
