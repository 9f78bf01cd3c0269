"""What stays of an exchange: minutes with decisions, photos and documents, and what people thought of it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cohorts.models.exchanges import Exchange
from cohorts.models.sessions import ExchangeSession


class Minutes(models.Model):
    """What was said, of one session or of the whole exchange. Public once `published_at` is set."""

    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="minutes")
    exchange_session = models.OneToOneField(ExchangeSession, null=True, blank=True, on_delete=models.PROTECT, related_name="minutes")
    language = models.CharField(_("language"), max_length=5)
    text = models.TextField(_("what was said"), help_text="cleaned HTML")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1, help_text="two people writing at once: the second is told")
    published_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        constraints = [models.UniqueConstraint(fields=["exchange"], condition=models.Q(exchange_session__isnull=True), name="one_minutes_of_a_whole_exchange")]

    def __str__(self) -> str:
        return f"{self.exchange_id} {self.written_at:%Y-%m-%d}"


class Decision(models.Model):
    """One thing that was decided: what, by whom it will be done, until when, and what became of it."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="decisions")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(_("what was decided"), max_length=500)
    owner = models.CharField(_("who does it"), max_length=150, blank=True, help_text=_("A body or a role rather than a person."))
    due_on = models.DateField(_("until"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class ExchangeFile(models.Model):
    """A photo or a document of an exchange. Photos of people need their consent, which the person who uploads confirms."""

    KINDS = [("photo", _("Photo")), ("document", _("Document"))]

    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=10, choices=KINDS)
    file = models.FileField(upload_to="exchanges/", max_length=200)
    title = models.CharField(_("title"), max_length=150)
    description = models.CharField(_("what is to be seen"), max_length=300, blank=True, help_text=_("For people who do not see the picture."))
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    size = models.PositiveBigIntegerField(help_text="bytes")
    everyone = models.BooleanField(_("everyone may see it"), default=False, help_text=_("Otherwise only people who took part."))
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title


class SurveyAnswer(models.Model):
    """What somebody thought of an exchange: no person, no time, a random id. Rows are read only when there are five or more."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="survey_answers")
    answers = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(self.id)
