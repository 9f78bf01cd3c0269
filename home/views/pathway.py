"""My pathway: where I am on it, changing it, beginning one. Everything by buttons; each POST leads back to the page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academy.models import OwnPathway, Pathway
from home import own_pathway
from home.own_pathway import AlreadyThere, NotThere, TooLong
from home.pathway_form import StepForm
from home.pathway_offers import offers_for
from home.pathway_screen import choices_for, goal_steps, pathway_context


def _language() -> str:
    return get_language() or "en"


def _back(pk: int | None = None):
    return redirect(reverse("my_pathway") + (f"#step-{pk}" if pk else ""))


def _open(request) -> OwnPathway | None:
    return OwnPathway.objects.of(request.user).open().select_related("pathway").first()


def _page(request, form: StepForm | None = None):
    """The page as it stands; with a form that was wrong, as it was typed."""
    own = _open(request)
    if own is None:
        return redirect("my_pathway_begin")
    context = pathway_context(own, request.user, _language(), timezone.now())
    form = form or StepForm(context["offers"])
    earlier = OwnPathway.objects.of(request.user).filter(finished_at__isnull=False).select_related("pathway").order_by("-finished_at")[:10]
    return render(request, "home/pathway/pathway.html", {
        **context, "form": form, "wrong": bool(form.errors), "earlier": [(each, each.pathway.title_in(_language()) if each.pathway else _("From my own goals")) for each in earlier]},
        status=422 if form.errors else 200)


@never_cache
@login_required
@require_safe
def pathway(request):
    return _page(request)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request):
    """POST pathway=<slug> or pathway=goals."""
    now = timezone.now()
    if request.method != "POST":
        found, own = choices_for(request.user, _language(), now)
        return render(request, "home/pathway/begin.html", {"choices": found, "from_goals": own, "current": _open(request), "goals_url": reverse("my_skills")})
    slug = request.POST.get("pathway", "")
    if slug == "goals":
        steps = goal_steps(request.user, _language(), now)
        if not steps:
            messages.warning(request, _("Write down a goal first: a skill, and the level you would like to reach."))
            return redirect("my_pathway_begin")
        own_pathway.begin(request.user, None, steps, now)
    else:
        found = get_object_or_404(Pathway.objects.offered().prefetch_related("steps"), slug=slug)
        own_pathway.begin(request.user, found, own_pathway.copied(found), now)
    messages.success(request, _("It is yours now: add to it, leave out, put it in another order."))
    return _back()


@login_required
@require_POST
def steps(request):
    """Add one. 422 with the page when the form is wrong."""
    now = timezone.now()
    if _open(request) is None:
        return redirect("my_pathway_begin")
    form = StepForm(offers_for(request.user, _language(), now), request.POST)
    if not form.is_valid():
        return _page(request, form)
    try:
        made = own_pathway.add(request.user, **form.step(), at=now)
    except AlreadyThere as found:
        own_pathway.bring_back(request.user, found.step.pk)
        messages.info(request, _("It is on your pathway already."))
        return _back(found.step.pk)
    except TooLong:
        messages.warning(request, _("A pathway has at most %(count)d steps. Begin another one when this one is done.") % {"count": own_pathway.MOST_STEPS})
        return _back()
    messages.success(request, _("Added at the end."))
    return _back(made.pk)


@login_required
@require_POST
def step(request, pk: int):
    """POST do=up | down | leave_out | bring_back | tick | untick."""
    person, do, now = request.user, request.POST.get("do", ""), timezone.now()
    verbs = {
        "up": lambda: own_pathway.move(person, pk, True), "down": lambda: own_pathway.move(person, pk, False), "leave_out": lambda: own_pathway.leave_out(person, pk, now),
        "bring_back": lambda: own_pathway.bring_back(person, pk), "tick": lambda: own_pathway.tick(person, pk, True, now), "untick": lambda: own_pathway.tick(person, pk, False, now),
    }
    try:
        verbs[do]()
    except (KeyError, NotThere):
        raise Http404("step") from None
    return _back(pk)


@login_required
@require_POST
def again(request, pk: int):
    """Take up a pathway that was put aside; the open one is put aside in its place."""
    found = get_object_or_404(OwnPathway.objects.of(request.user), pk=pk)
    if own_pathway.take_up(request.user, found, timezone.now()):
        messages.success(request, _("You go on with it. The other one is kept below."))
    return _back()
