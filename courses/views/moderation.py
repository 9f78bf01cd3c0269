"""What moderators decide about reported posts, and the way out of mails about replies."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academy.permissions import can
from courses.discussion_forms import HideForm
from courses.models import CoursePage, DiscussionPost, ThreadFollow
from courses.reply_mails import followed_in

POSTS_A_PAGE = 20


@require_safe
@login_required
def reports(request):
    """Reported posts of every course the person moderates, the longest waiting first."""
    courses = _moderated_by(request.user)
    return render(request, "courses/discussion/reports.html", _queue(request, courses))


@require_POST
@login_required
def decision(request, post: int):
    """POST decision=hide (with a reason) or decision=keep."""
    courses = _moderated_by(request.user)
    decided = get_object_or_404(DiscussionPost.objects.with_author().filter(course_key__in=courses), pk=post)
    if request.POST.get("decision") == "keep":
        decided.keep(request.user, timezone.now())
        messages.success(request, _("The post stays. Its reports are closed."))
        return redirect("reports")
    form = HideForm(request.POST)
    if not form.is_valid():
        return render(request, "courses/discussion/reports.html", {**_queue(request, courses), "failed": decided, "failed_form": form}, status=422)
    if decided.hide(request.user, form.cleaned_data["reason"], timezone.now()):
        messages.success(request, _("The post is hidden. Its writer can read why."))
    else:
        messages.info(request, _("The post was hidden or withdrawn already."))
    return redirect("reports")


@csrf_exempt  # the signed token is the permission; mail programs send it without a visit (one-click unsubscribe)
@require_http_methods(["GET", "POST"])
def unfollow(request, token: str):
    """Out of the mails of one thread, without signing in. GET asks, because mail scanners follow links."""
    try:
        pk = followed_in(token)
    except signing.BadSignature:
        raise Http404("unfollow") from None
    done = request.method == "POST"
    if done:
        ThreadFollow.objects.filter(pk=pk).update(by_mail=False)
    return render(request, "courses/discussion/unfollow.html", {"done": done})


def _moderated_by(user) -> dict:
    """{course key: title} of the courses this person moderates; 404 for somebody who moderates none."""
    found: dict = {}
    for course in CoursePage.objects.filter(alias_of=None).select_related("city").order_by("pk"):
        if course.translation_key not in found and can(user, "discussion.moderate", course):
            found[course.translation_key] = course.title
    if not found:
        raise Http404("reports")
    return found


def _queue(request, courses: dict) -> dict:
    posts = DiscussionPost.objects.reported().filter(course_key__in=courses).with_author().prefetch_related("reports__reporter")
    page = Paginator(posts, POSTS_A_PAGE).get_page(request.GET.get("page"))
    for post in page:
        post.course_title = courses[post.course_key]
        post.waiting = [report for report in post.reports.all() if report.closed_at is None]
    hidden = DiscussionPost.objects.filter(course_key__in=courses, hidden_at__isnull=False).select_related("author", "hidden_by").order_by("-hidden_at")[:20]
    return {"posts": page, "hidden": hidden}
