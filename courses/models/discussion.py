"""Talk about a lesson: threads, replies, reports."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


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

    class Meta:
        ordering = ["posted_at", "pk"]

    def __str__(self) -> str:
        return self.title or self.text[:40]


class PostReport(models.Model):
    """Somebody finds a post wrong here. Open until a moderator closes it."""

    post = models.ForeignKey(DiscussionPost, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(_("what is wrong"), max_length=500)
    reported_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(max_length=10, blank=True, choices=[("hidden", _("Hidden")), ("kept", _("Kept"))])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "reporter"], condition=Q(closed_at__isnull=True), name="one_open_report_each")]

    def __str__(self) -> str:
        return self.reason


class ThreadFollow(models.Model):
    """A person who wants to hear about replies to a thread."""

    thread = models.ForeignKey(DiscussionPost, on_delete=models.CASCADE, related_name="follows")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by_mail = models.BooleanField(_("by mail"), default=True)
    started_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "person"], name="one_follow_per_thread")]

    def __str__(self) -> str:
        return f"{self.thread_id}"
