"""The academy's pathways in the editors' admin: network coordinators write them, city coordinators read them."""

from django.contrib import messages
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from academy.models import Pathway
from academy.permissions import can
from home.pathway_desk_form import PathwayForm, reader_language, step_rows, steps_in_order
from home.pathway_offers import offers_for
from home.pathway_writing import SlugTaken, keep


@require_safe
def pathways(request):
    if not can(request.user, "pathway.read"):
        raise Http404("pathways")
    found = Pathway.objects.annotate(step_count=Count("steps")).order_by("position", "slug")
    language = reader_language()
    return _page(request, "pathways", _("Pathways"), rows=[(each, each.title_in(language)) for each in found], may_write=can(request.user, "pathway.write"))


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    return _write(request, Pathway())


@require_http_methods(["GET", "HEAD", "POST"])
def pathway(request, slug: str):
    """To change for those who write, to read for the coordinators of cities."""
    if not can(request.user, "pathway.read"):
        raise Http404("pathway")
    found = get_object_or_404(Pathway, slug=slug)
    if request.method != "POST" and not can(request.user, "pathway.write"):
        return _read(request, found)
    return _write(request, found)


def _write(request, found: Pathway):
    if not can(request.user, "pathway.write"):
        raise Http404("pathway")
    now, posted = timezone.now(), request.POST if request.method == "POST" else None
    form = PathwayForm(posted, initial=PathwayForm.initial_of(found) if found.pk else {})
    offers = offers_for(request.user, reader_language(), now, found.steps.all() if found.pk else ())
    rows = step_rows(found, offers, posted)
    if posted is not None and form.is_valid() & rows.is_valid():
        try:
            kept = keep(found, form.cleaned_data, steps_in_order(rows), by=request.user, at=now)
        except SlugTaken:
            form.add_error("slug", _("Another pathway has this short name."))
        else:
            messages.success(request, _("Kept. Who is on it already keeps the steps they have."))
            return redirect("pathway_desk", slug=kept.slug)
    wrong = posted is not None
    title = found.title_in(reader_language()) if found.pk else _("New pathway")
    return _page(request, "pathway", title, form=form, rows=rows, wrong=wrong, status=422 if wrong else 200)


def _read(request, found: Pathway):
    language = reader_language()
    steps = list(found.steps.select_related("skill"))
    offers = offers_for(request.user, language, timezone.now(), steps)
    return _page(request, "pathway_read", found.title_in(language), pathway=found, intro=found.intro_in(language), steps=[(step, offers.title_of(step)) for step in steps])


def _page(request, template: str, title: str, status: int = 200, **context):
    crumbs = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, {"url": reverse("pathways_desk"), "label": _("Pathways")}]
    if template != "pathways":
        crumbs.append({"url": "", "label": title})
    return render(request, f"home/admin/{template}.html", {"page_title": title, "header_title": title, "header_icon": "list-ol", "breadcrumbs_items": crumbs, **context}, status=status)
