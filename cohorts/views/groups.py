"""A working group: its page, coming in and leaving, and what its organisers do."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academy.permissions import can
from academy.views.typed_words import sign_in_first
from cohorts.models import GroupMembership, WorkingGroup
from cohorts.spaces import joining, sitting
from cohorts.spaces.group_forms import ClosingForm, GroupForm, JoinGroupForm, MemberForm
from cohorts.spaces.group_page import group_context
from cohorts.spaces.group_parts import parts_of_group
from cohorts.spaces.grouping import change_group, close_group
from cohorts.spaces.naming import named
from cohorts.spaces.refusing import NotPossible, say_in


def visible(request, slug: str) -> WorkingGroup:
    found = WorkingGroup.objects.visible_to(request.user, timezone.localdate()).select_related("space__city", "exchange")
    return get_object_or_404(found, slug=slug)


def of_organiser(view):
    """`view(request, group, **rest)` for those who organise it; for others it is not there."""
    @never_cache
    @login_required
    @wraps(view)
    def gate(request, slug: str, **rest):
        group = visible(request, slug)
        if not can(request.user, "group.organise", group):
            raise Http404("group")
        return view(request, group, **rest)
    return gate


@never_cache
@require_safe
def group(request, slug: str):
    return group_page(request, visible(request, slug))


def group_page(request, found: WorkingGroup, status: int = 200, *, join_form: JoinGroupForm | None = None, member_form: MemberForm | None = None):
    now = timezone.now()
    context = {**group_context(found, request.user, now), **parts_of_group(found, request.user, now, get_language() or "en")}
    if context["may_join"]:
        context["form"] = join_form or JoinGroupForm(user=request.user, group=found)
    if context["organises"] or (context.get("leaderless") and context["follows"]):
        context["member_form"] = member_form or MemberForm()
    context["wrong"] = status == 422
    return render(request, "cohorts/spaces/group.html", context, status=status)


@require_POST
def join(request, slug: str):
    """POST: come in, or ask to."""
    if not request.user.is_authenticated:
        return sign_in_first(request, reverse("group", args=[slug]))
    found = visible(request, slug)
    form = JoinGroupForm(request.POST, user=request.user, group=found)
    if not form.is_valid():
        return group_page(request, found, 422, join_form=form)
    try:
        made = joining.join(request.user, found, timezone.now(), **form.said())
    except NotPossible as refused:
        form.add_error(None, str(refused))
        return group_page(request, found, 422, join_form=form)
    messages.success(request, _("Welcome! You are in the group.") if made.started_on else _("Your request is with the organisers. You get a mail when they have answered."))
    return redirect("group", slug=slug)


@require_POST
@login_required
def leaving(request, slug: str):
    """POST: leave, or take the request back."""
    mine = get_object_or_404(GroupMembership.objects.select_related("group__space__city", "person"), group__slug=slug, person=request.user, finished_on__isnull=True)
    try:
        if joining.leave(mine, timezone.now()):
            messages.info(request, _("You have left the group.") if mine.started_on else _("Your request is taken back."))
    except NotPossible as refused:
        messages.error(request, str(refused))
    return redirect("group", slug=slug) if mine.group.space.opened_on or not mine.started_on else redirect("spaces")


@require_POST
@of_organiser
def request_answer(request, group, pk: int):
    """POST answer=admit or refuse."""
    asked = get_object_or_404(GroupMembership.objects.filter(group=group, started_on__isnull=True).select_related("group__space__city"), pk=pk)
    if request.POST.get("answer") not in ("admit", "refuse"):
        raise Http404("answer")
    admits = request.POST["answer"] == "admit"
    done = (joining.admit if admits else joining.refuse)(asked, request.user, timezone.now())
    messages.success(request, _("This was answered already.") if not done else _("Admitted. They get a mail.") if admits else _("Answered. They get a mail."))
    return redirect(reverse("group", args=[group.slug]) + "#people")


@require_POST
@login_required
def member_new(request, slug: str):
    """POST: put somebody in by address. The organisers; where nobody organises the group any more, those who follow it name an organiser."""
    found, now = visible(request, slug), timezone.now()
    on, organises = found.space.day_of(now), can(request.user, "group.organise", found)
    if not organises and (found.is_closed or not sitting.follows_groups(request.user, found.space, on) or joining.has_organiser(found, on)):
        raise Http404("group")
    form = MemberForm(request.POST)
    if form.is_valid():
        try:
            joining.name_member(named(form.cleaned_data["email"], request.user, now), found, request.user, now, organises=not organises or form.cleaned_data["organises"])
        except NotPossible as refused:
            say_in(form, refused)
        else:
            messages.success(request, _("They are in the group, and get a mail."))
            return redirect(reverse("group", args=[slug]) + "#people")
    return group_page(request, found, 422, member_form=form)


@require_POST
@of_organiser
def organiser(request, group, pk: int):
    """POST: a member organises the group, too."""
    member = get_object_or_404(GroupMembership.objects.filter(Q(group=group), finished_on__isnull=True, started_on__isnull=False).select_related("group__space__city"), pk=pk)
    if joining.name_organiser(member, request.user, timezone.now()):
        messages.success(request, _("They organise the group now, too."))
    return redirect(reverse("group", args=[group.slug]) + "#people")


@require_http_methods(["GET", "HEAD", "POST"])
@of_organiser
def words(request, group):
    form = GroupForm(request.POST if request.method == "POST" else None, user=request.user, group=group)
    if request.method == "POST" and form.is_valid():
        change_group(group, by=request.user, at=timezone.now(), **form.words())
        messages.success(request, _("Kept."))
        return redirect("group", slug=group.slug)
    return render(request, "cohorts/spaces/group_form.html", {"space": group.space, "group": group, "form": form, "page_title": _("Change the group")}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@of_organiser
def closing(request, group):
    form = ClosingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        close_group(group, form.cleaned_data["closing_words"], request.user, timezone.now())
        messages.success(request, _("The group is closed. What came of it stands on its page."))
        return redirect("group", slug=group.slug)
    context = {"space": group.space, "group": group, "form": form, "page_title": _("Close the group"), "open_tasks": group.tasks.open().count()}
    return render(request, "cohorts/spaces/group_form.html", context, status=422 if form.errors else 200)
