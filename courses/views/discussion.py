"""The discussion of a lesson: its threads, one thread, and what people do with their own posts and those of others."""

from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from academy.models import RoleGrant
from academy.models.people import Role
from academy.throttle import hit
from courses.discussion_forms import EditForm, ReplyForm, ReportForm, ThreadForm, seen_mark
from courses.discussion_gate import Talk, talking
from courses.models import DiscussionPost, PostReport, ThreadFollow
from courses.models.discussion import POSTS_A_PAGE, StalePost
from courses.reply_mails import place_in_thread

THREADS_A_PAGE = 20
POSTS_AT_ONCE, WINDOW = 10, 600


@require_http_methods(["GET", "POST"])
@talking(front_door=True)
def discussion(request, talk: Talk):
    """The threads of a lesson; POST starts one."""
    form = ThreadForm(request.POST or None)
    if request.method == "POST":
        sent = _already_sent(talk, form)
        if sent is not None:
            return redirect(_place(talk, sent))
        if form.is_valid() and _within_limit(request, form):
            return redirect(_place(talk, _start_thread(talk, form)))
    threads = Paginator(talk.posts.threads(talk.lesson.key), THREADS_A_PAGE).get_page(request.GET.get("page"))
    waiting = PostReport.objects.waiting().filter(post__course_key=talk.outline.course_key).count() if talk.moderates else 0
    return render(request, "courses/discussion/threads.html", _screen(talk, threads=threads, form=form, waiting=waiting), status=_status(form))


@require_http_methods(["GET", "POST"])
@talking
def thread(request, talk: Talk, thread: int):
    """One thread with its replies; POST replies."""
    opener = talk.thread(thread)
    follow = ThreadFollow.objects.filter(thread=opener, person=talk.person).first()
    form = ReplyForm(request.POST or None, by_mail=follow.by_mail if follow else talk.person.mail_follows)
    if request.method == "POST":
        sent = _already_sent(talk, form)
        if sent is not None:
            return redirect(_place(talk, sent))
        if form.is_valid() and _within_limit(request, form):
            return redirect(_place(talk, _reply(talk, opener, form)))
    posts = Paginator(DiscussionPost.objects.in_thread(opener.pk), POSTS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "courses/discussion/thread.html", _screen(
        talk, thread=opener, posts=posts, form=form, follows=bool(follow and follow.by_mail), trainers=_trainers_among(posts)), status=_status(form))


@require_POST
@talking
def following(request, talk: Talk, thread: int):
    """POST by_mail=1 or by_mail=0."""
    opener = talk.thread(thread)
    by_mail = request.POST.get("by_mail") == "1"
    ThreadFollow.choose(talk.person, opener.pk, by_mail, timezone.now())
    if by_mail and not talk.person.mail_follows:
        messages.warning(request, _("You follow this thread, but your profile says that you want no mails about discussions. Change it there."))
    else:
        messages.success(request, _("We will mail you when somebody replies here.") if by_mail else _("No more mails about this thread."))
    return redirect(talk.url("thread", opener.pk))


@require_http_methods(["GET", "POST"])
@talking
def post(request, talk: Talk, thread: int, post: int):
    """Edit one's own post."""
    mine = _own(talk, thread, post)
    form = EditForm(mine, request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                mine.edit(title=form.cleaned_data.get("title", ""), text=form.cleaned_data["text"], language=form.cleaned_data["language"],
                          seen_at=_moment(form.cleaned_data["seen"]), at=timezone.now())
                return redirect(_place(talk, mine))
            except StalePost:
                form = _with_fresh_mark(request, talk.post(thread, post))
                status = 409
    return render(request, "courses/discussion/edit.html", _screen(talk, post=mine, form=form), status=status)


@require_http_methods(["GET", "POST"])
@talking
def withdrawal(request, talk: Talk, thread: int, post: int):
    """Take one's own post back, after asking."""
    mine = talk.post(thread, post)
    if mine.author_id != talk.person.pk:
        raise Http404("post")
    if request.method == "POST":
        if mine.withdraw(timezone.now()):
            messages.success(request, _("Your words are gone. The place they stood in stays, so that the replies make sense."))
        return redirect(talk.url("thread", thread))
    return render(request, "courses/discussion/withdraw.html", _screen(talk, post=mine))


@require_http_methods(["GET", "POST"])
@talking
def report(request, talk: Talk, thread: int, post: int):
    """Ask the moderators to look at somebody else's post."""
    theirs = talk.post(thread, post)
    if theirs.author_id == talk.person.pk or not theirs.is_shown:
        raise Http404("post")
    form = ReportForm(request.POST or None, auto_id="write-%s")
    if request.method == "POST" and form.is_valid() and _within_limit(request, form):
        if theirs.report(talk.person, form.cleaned_data["reason"], timezone.now()):
            messages.success(request, _("Thank you. A moderator will look at it."))
        else:
            messages.info(request, _("You have already reported this post. A moderator will look at it."))
        return redirect(_place(talk, theirs))
    return render(request, "courses/discussion/report.html", _screen(talk, post=theirs, form=form), status=_status(form))


def _screen(talk: Talk, **more) -> dict:
    return {"talk": talk, "outline": talk.outline, "lesson": talk.lesson, "person": talk.person, **more}


def _status(form) -> int:
    if not form.is_bound or form.is_valid():
        return 200
    return getattr(form, "refusal", 422)


def _own(talk: Talk, thread: int, pk: int) -> DiscussionPost:
    mine = talk.post(thread, pk)
    if not mine.may_edit(talk.person):
        raise Http404("post")
    return mine


def _already_sent(talk: Talk, form) -> DiscussionPost | None:
    """The post this very form made before: a double click, a reload, a second tab."""
    try:
        key = form.fields["form_key"].clean(form.data.get("form_key"))
    except Exception:
        return None
    return talk.posts.of(talk.person).filter(form_key=key).first()


def _within_limit(request, form) -> bool:
    if hit("discussion", str(request.user.pk), POSTS_AT_ONCE, WINDOW, timezone.now()):
        return True
    form.refusal = 429
    form.add_error(None, _("That was a lot in ten minutes. Take a breath and send it again a little later: what you wrote is still below."))
    return False


@transaction.atomic
def _start_thread(talk: Talk, form) -> DiscussionPost:
    words, at = form.cleaned_data, timezone.now()
    made = DiscussionPost.objects.start_thread(talk.person, course_key=talk.outline.course_key, lesson=talk.lesson, title=words["title"],
                                               text=words["text"], language=words["language"], form_key=words["form_key"], at=at)
    ThreadFollow.choose(talk.person, made.pk, words["by_mail"], at)
    return made


@transaction.atomic
def _reply(talk: Talk, opener: DiscussionPost, form) -> DiscussionPost:
    words, at = form.cleaned_data, timezone.now()
    made = opener.reply(talk.person, text=words["text"], language=words["language"], form_key=words["form_key"], at=at)
    ThreadFollow.choose(talk.person, opener.pk, words["by_mail"], at)
    return made


def _place(talk: Talk, post: DiscussionPost) -> str:
    """The address of a post: its thread, the page it stands on, and its anchor."""
    return talk.url("thread", post.thread_pk) + place_in_thread(post)


def _trainers_among(posts) -> set[int]:
    """Who of these writers is a trainer today: one query for the page."""
    writers = {each.author_id for each in posts}
    return set(RoleGrant.objects.filter(person__in=writers, role=Role.TRAINER).current(timezone.localdate()).values_list("person", flat=True))


def _moment(mark: str) -> datetime | None:
    try:
        return datetime.fromisoformat(mark) if mark else None
    except ValueError:
        return None


def _with_fresh_mark(request, fresh: DiscussionPost) -> EditForm:
    """The stale form again, with all that was typed, ready to be sent once more on purpose."""
    data = request.POST.copy()
    data["seen"] = seen_mark(fresh)
    form = EditForm(fresh, data)
    form.is_valid()
    form.add_error(None, _("You changed this post somewhere else in the meantime. What you typed is still below: send it again to put it in place."))
    return form
