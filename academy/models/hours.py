"""The solidarity ledger: hours of mentoring, hosting and teaching, given and received. Append-only; never money.

Each line is a gift from one side to the other, so what all gave and what all received is the same sum by construction.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.models.places import PartnerCity


class GiftKind(models.TextChoices):
    MENTORING = "mentoring", pgettext_lazy("hours", "Mentoring")
    HOSTING = "hosting", pgettext_lazy("hours", "Hosting")
    TEACHING = "teaching", pgettext_lazy("hours", "Teaching")


class HoursGiven(models.Model):
    """One line: `minutes` from a giver to a receiver on a day. People stand here by their LedgerSubject (None: the city as a whole, or nobody
    known); cities are those they belonged to that day. `source` names what it came from and is unique, so nothing is counted twice; a mistake
    is put right by a line with negative minutes whose source is that of the first followed by ":undone"."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=GiftKind.choices)
    minutes = models.IntegerField()
    on = models.DateField(db_index=True)
    written_at = models.DateTimeField()
    giver = models.UUIDField(null=True, db_index=True)
    giver_city = models.ForeignKey(PartnerCity, null=True, on_delete=models.PROTECT, related_name="+")
    receiver = models.UUIDField(null=True, db_index=True)
    receiver_city = models.ForeignKey(PartnerCity, null=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=120, unique=True)

    class Meta:
        verbose_name = _("line of the solidarity ledger")
        verbose_name_plural = _("solidarity ledger")
        constraints = [models.CheckConstraint(name="hours_given_are_not_nothing", condition=~Q(minutes=0),
                                              violation_error_message=_("A gift of no time is no gift."))]

    def __str__(self) -> str:
        return f"{self.kind} {self.minutes} min {self.source}"
