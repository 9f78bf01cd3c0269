"""Talk about a lesson: threads, replies, reports. What people post is kept as typed and shown cleaned."""

import uuid

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from academy.models import record
from courses.post_text import post_html

POSTS_A_PAGE = 30


class StalePost(Exception):
    """The post was changed somewhere else since this form was opened."""


class DiscussionPosts(models.QuerySet):
    def threads(self, lesson_key) -> "DiscussionPosts":
        """The threads of a lesson, the one last written in first, each with `replies_count`, `last_at` and `last_name`."""
        last = DiscussionPost.objects.filter(thread=OuterRef("pk")).shown().order_by("-posted_at", "-pk")
        return self.filter(lesson_key=lesson_key, thread__isnull=True).with_author().annotate(
            replies_count=Count("replies", filter=Q(replies__withdrawn_at__isnull=True, replies__hidden_at__isnull=True)),
            last_at=Coalesce(Subquery(last.values("posted_at")[:1]), "posted_at"),
            last_name=Subquery(last.values("author__name")[:1]), last_erased_at=Subquery(last.values("author__erased_at")[:1]),
        ).order_by("-last_at", "-pk")

    def in_thread(self, thread_pk) -> "DiscussionPosts":
        """The thread's first post and its replies, oldest first."""
        return self.filter(Q(pk=thread_pk) | Q(thread=thread_pk)).with_author().order_by("posted_at", "pk")

    def with_author(self) -> "DiscussionPosts":
        return self.select_related("author")

    def shown(self) -> "DiscussionPosts":
        return self.filter(withdrawn_at__isnull=True, hidden_at__isnull=True)

    def reported(self) -> "DiscussionPosts":
        """Posts with a report that waits, the longest waiting first."""
        waiting = PostReport.objects.waiting().filter(post=OuterRef("pk")).order_by("reported_at")
        return self.annotate(reported_at=Subquery(waiting.values("reported_at")[:1])).filter(reported_at__isnull=False).order_by("reported_at", "pk")

    def of(self, person) -> "DiscussionPosts":
        return self.filter(author=person)

    def start_thread(self, author, *, course_key, lesson, title: str, text: str, language: str, form_key: uuid.UUID, at) -> "DiscussionPost":
        """A new thread under a lesson (`lesson.key`, `lesson.title`); the one already made with this form, if sent twice."""
        return self.post_once(author, form_key, course_key=course_key, lesson_key=lesson.key, lesson_title=lesson.title, title=title, text=text,
                          language=language, posted_at=at)

    def post_once(self, author, form_key, **fields) -> "DiscussionPost":
        """A post, its log line and what tells its followers; the post already made with this form, if sent twice."""
        sent = self.filter(form_key=form_key, author=author).first()
        if sent is not None:
            return sent
        try:
            with transaction.atomic():
                post = self.create(author=author, form_key=form_key, html=post_html(fields["text"]), **fields)
                record(author, "posted", "discussion", post.pk, at=post.posted_at, details={"course": str(post.course_key)})
                post.tell_followers()
        except IntegrityError:
            # The same form, sent twice at the same moment: the first one won.
            post = self.filter(form_key=form_key, author=author).first()
            if post is None:
                raise
        return post


class DiscussionPost(models.Model):
    """A thread (no parent) or a reply to one. `text` as typed; `html` cleaned by nh3 and linkified by bleach."""

    course_key = models.UUIDField()
    lesson_key = models.UUIDField(db_index=True)
    lesson_title = models.CharField(max_length=255)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts")
    thread = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replies")
    title = models.CharField(_("title"), max_length=150, blank=True)
    text = models.TextField(_("text"), max_length=5_000)
    html = models.TextField()
    language = models.CharField(max_length=5)
    posted_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    hidden_reason = models.CharField(max_length=200, blank=True)
    form_key = models.UUIDField(unique=True, help_text="made with the form, so that a double click posts once")

    objects = DiscussionPosts.as_manager()

    class Meta:
        ordering = ["posted_at", "pk"]
        constraints = [
            models.CheckConstraint(name="threads_have_a_title_replies_none",
                                   condition=Q(thread__isnull=False, title="") | (Q(thread__isnull=True) & (~Q(title="") | Q(withdrawn_at__isnull=False)))),
            models.CheckConstraint(name="a_hidden_post_says_why", condition=Q(hidden_at__isnull=True, hidden_reason="") | (Q(hidden_at__isnull=False) & ~Q(hidden_reason=""))),
        ]

    def __str__(self) -> str:
        return self.title or self.text[:40]

    @property
    def is_shown(self) -> bool:
        return self.withdrawn_at is None and self.hidden_at is None

    @property
    def author_name(self) -> str:
        return shown_name(self.author.name, self.author.erased_at)

    @property
    def last_author_name(self) -> str:
        """Who replied last, on rows of `threads()`; empty without a reply."""
        return "" if self.last_name is None else shown_name(self.last_name, self.last_erased_at)

    @property
    def thread_pk(self) -> int:
        return self.thread_id or self.pk

    @property
    def page_number(self) -> int:
        """The page of its thread it stands on, from 1."""
        before = DiscussionPost.objects.in_thread(self.thread_pk).filter(posted_at__lte=self.posted_at).exclude(posted_at=self.posted_at, pk__gte=self.pk).count()
        return before // POSTS_A_PAGE + 1

    def reply(self, author, *, text: str, language: str, form_key: uuid.UUID, at) -> "DiscussionPost":
        """Answer in this thread; the reply already made with this form, if sent twice."""
        return DiscussionPost.objects.post_once(author, form_key, thread=self, course_key=self.course_key, lesson_key=self.lesson_key,
                                            lesson_title=self.lesson_title, text=text, language=language, posted_at=at)

    def may_edit(self, person) -> bool:
        return self.author_id == person.pk and self.is_shown

    def edit(self, *, title: str, text: str, language: str, seen_at, at) -> None:
        """Put new words in place. `seen_at`: the `edited_at` the form was opened with; StalePost if another one is kept by now."""
        fresh = {"text": text, "html": post_html(text), "language": language, "edited_at": at}
        if self.thread_id is None:
            fresh["title"] = title
        if not DiscussionPost.objects.shown().filter(pk=self.pk, edited_at=seen_at).update(**fresh):
            raise StalePost(self.pk)
        for name, value in fresh.items():
            setattr(self, name, value)

    def withdraw(self, at) -> bool:
        """Its writer takes it back: the words go, the place stays. False when it was withdrawn already."""
        with transaction.atomic():
            gone = DiscussionPost.objects.filter(pk=self.pk, withdrawn_at__isnull=True).update(withdrawn_at=at, text="", html="", title="")
            if gone:
                self.reports.filter(closed_at__isnull=True).update(closed_at=at, outcome="withdrawn")
                record(self.author, "withdrew", "discussion", self.pk, at=at, details={"course": str(self.course_key)})
        return bool(gone)

    def report(self, reporter, reason: str, at) -> bool:
        """Ask the moderators to look; False when this person's earlier report is still open. They are told of the first open one."""
        from academy.outbox import enqueue

        with transaction.atomic():
            waiting = self.reports.filter(closed_at__isnull=True)
            first = not waiting.exists()
            if waiting.filter(reporter=reporter).exists():
                return False
            made = self.reports.create(reporter=reporter, reason=reason, reported_at=at)
            if first:
                enqueue(f"reported:{made.pk}", "courses.post_reported", {"report": made.pk})
        return True

    def hide(self, moderator, reason: str, at) -> bool:
        """A moderator takes it out of sight, with a reason its writer can read; closes its reports. False when it was hidden already."""
        with transaction.atomic():
            hidden = DiscussionPost.objects.filter(pk=self.pk, hidden_at__isnull=True, withdrawn_at__isnull=True).update(
                hidden_at=at, hidden_by=moderator, hidden_reason=reason)
            if hidden:
                self._close_reports(moderator, "hidden", at)
                record(moderator, "hid", "discussion", self.pk, at=at, details={"course": str(self.course_key), "reason": reason})
                self._tell_writer(at)
        return bool(hidden)

    def keep(self, moderator, at) -> bool:
        """A moderator finds nothing wrong with it: its reports are closed, and it is shown (again). False when there was nothing to decide."""
        with transaction.atomic():
            closed = self._close_reports(moderator, "kept", at)
            again = DiscussionPost.objects.filter(pk=self.pk, hidden_at__isnull=False).update(hidden_at=None, hidden_by=None, hidden_reason="")
            if closed or again:
                record(moderator, "kept", "discussion", self.pk, at=at, details={"course": str(self.course_key)})
        return bool(closed or again)

    def tell_followers(self) -> None:
        """One intention per reply; the outbox writes one mail per follower from it (courses/outbox_handlers.py)."""
        from academy.outbox import enqueue

        if self.thread_id:
            enqueue(f"reply:{self.pk}", "courses.reply_posted", {"post": self.pk})

    def _close_reports(self, moderator, outcome: str, at) -> int:
        return self.reports.filter(closed_at__isnull=True).update(closed_at=at, closed_by=moderator, outcome=outcome)

    def _tell_writer(self, at) -> None:
        from academy.emails import queue_mail

        if self.author.is_active and not self.author.erased_at:
            queue_mail("courses/post_hidden", self.author, f"hidden:{self.pk}:{at:%Y%m%d%H%M%S}", post=self.pk)


def shown_name(name: str, erased_at) -> str:
    """A person's name as others read it: as given, and never the address."""
    if erased_at:
        return gettext("former member")
    return name or gettext("someone without a name")


class PostReports(models.QuerySet):
    def waiting(self) -> "PostReports":
        return self.filter(closed_at__isnull=True)


class PostReport(models.Model):
    """Somebody finds a post wrong here. Open until a moderator closes it, or its writer withdraws the post."""

    post = models.ForeignKey(DiscussionPost, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(_("what is wrong"), max_length=500)
    reported_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(max_length=10, blank=True, choices=[("hidden", _("Hidden")), ("kept", _("Kept")), ("withdrawn", _("Withdrawn by its writer"))])

    objects = PostReports.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "reporter"], condition=Q(closed_at__isnull=True), name="one_open_report_each"),
            models.CheckConstraint(name="a_closed_report_has_an_outcome", condition=Q(closed_at__isnull=True, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome=""))),
        ]

    def __str__(self) -> str:
        return self.reason

    @property
    def reporter_name(self) -> str:
        return shown_name(self.reporter.name, self.reporter.erased_at)


class ThreadFollows(models.QuerySet):
    def to_be_told(self, post: DiscussionPost) -> "ThreadFollows":
        """Who gets a mail about this reply: followers by mail who want such mail and still may read it, not its writer.

        May read: takes part in the course, or holds a role that moderates somewhere (checked again, precisely, at sending time).
        """
        from academy.models.people import STAFF_ROLES
        from courses.models.records import Enrolment

        taking_part = Enrolment.objects.active().for_course(post.course_key).values("person")
        return self.filter(thread=post.thread_id, by_mail=True, person__mail_follows=True, person__is_active=True, person__erased_at__isnull=True).filter(
            Q(person__in=taking_part) | Q(person__role_grants__role__in=STAFF_ROLES) | Q(person__is_superuser=True)
        ).exclude(person=post.author_id).distinct()


class ThreadFollow(models.Model):
    """A person who wrote in a thread or follows it; `by_mail` says whether they hear about replies."""

    thread = models.ForeignKey(DiscussionPost, on_delete=models.CASCADE, related_name="follows")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by_mail = models.BooleanField(_("by mail"), default=True)
    started_at = models.DateTimeField(default=timezone.now)

    objects = ThreadFollows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "person"], name="one_follow_per_thread")]

    def __str__(self) -> str:
        return f"{self.thread_id}"

    @classmethod
    def choose(cls, person, thread_pk: int, by_mail: bool, at) -> None:
        """Follow by mail, or not; the last choice counts."""
        if not cls.objects.filter(thread=thread_pk, person=person).update(by_mail=by_mail):
            cls.objects.get_or_create(thread_id=thread_pk, person=person, defaults={"by_mail": by_mail, "started_at": at})
