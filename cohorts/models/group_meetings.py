"""What a working group's meetings have beside their time: an agenda; and the group's documents."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.models.groups import WorkingGroup
from cohorts.models.sessions import ExchangeSession


class GroupMeeting(models.Model):
    """A meeting of a group: one session of its exchange, with an agenda (plain text, one point a line)."""

    group = models.ForeignKey(WorkingGroup, on_delete=models.PROTECT, related_name="meetings")
    exchange_session = models.OneToOneField(ExchangeSession, on_delete=models.CASCADE, related_name="group_meeting")
    agenda = models.TextField(_("agenda"), max_length=3000, blank=True)

    class Meta:
        verbose_name = _("meeting of a working group")
        verbose_name_plural = _("meetings of working groups")
        ordering = ["exchange_session__starts_at", "pk"]

    def __str__(self) -> str:
        return f"{self.group_id} {self.exchange_session_id}"

    @property
    def points(self) -> list[str]:
        return [line.strip() for line in self.agenda.splitlines() if line.strip()]


class GroupDocuments(models.QuerySet):
    def readable(self, inside: bool) -> "GroupDocuments":
        """Those for everyone; for who sees the group from inside, all."""
        return self if inside else self.filter(everyone=True)


class GroupDocument(models.Model):
    """A document of a group, for its members or for everyone."""

    group = models.ForeignKey(WorkingGroup, on_delete=models.PROTECT, related_name="documents")
    file = models.FileField(upload_to="groups/", max_length=200)
    title = models.CharField(_("title"), max_length=150)
    size = models.PositiveBigIntegerField(help_text="bytes")
    everyone = models.BooleanField(_("everyone may open it"), default=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    objects = GroupDocuments.as_manager()

    class Meta:
        verbose_name = _("document of a working group")
        verbose_name_plural = _("documents of working groups")
        ordering = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return self.title
