"""What is counted from the log: a cell a person, and the sums over people that the dashboards read. Both can be made again from the log alone.

A *period* is a month ("2026-11") or a calendar year ("2026"), by the academy's own clock. A *measure* is a word of academy/measures.py; `about` narrows it to
a course ("course:<key>"), a cohort ("cohort:<slug>"), a city ("city:<id>") or a skill ("skill:<code>"), and is empty for the measure as a whole.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from academy.models.events import Event


class Uncounted(models.Model):
    """An event that the sums do not hold yet. Written with it, taken away by who counts it (academy/counting_events.py)."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, primary_key=True, related_name="+", db_constraint=False)

    def __str__(self) -> str:
        return str(self.event_id)


class PersonCell(models.Model):
    """One person in one period: `amount` of a measure (times, minutes, levels; see academy/measures.py), by the city and public they belonged to when it
    happened: who moves counts in both. `city_number`: the city's id, 0 for none. Read by nobody but the counting itself."""

    subject = models.UUIDField()
    period = models.CharField(max_length=7)
    measure = models.CharField(max_length=20)
    about = models.CharField(max_length=80, blank=True)
    city_number = models.IntegerField(default=0)
    entry_path = models.CharField(max_length=12, blank=True)
    amount = models.IntegerField()

    class Meta:
        verbose_name = _("what one person did in a period")
        constraints = [models.UniqueConstraint(fields=["subject", "period", "measure", "about", "city_number", "entry_path"], name="one_cell_per_person_and_measure")]

    def __str__(self) -> str:
        return f"{self.period} {self.measure} {self.about}"


class Tally(models.Model):
    """A sum over people: how many of them have an amount above nought, and the amounts together. Exact: what leaves a city goes through
    home/safe_tables."""

    city_number = models.IntegerField(default=0)
    period = models.CharField(max_length=7)
    entry_path = models.CharField(max_length=12, blank=True)
    measure = models.CharField(max_length=20)
    about = models.CharField(max_length=80, blank=True)
    people = models.IntegerField(default=0)
    amount = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("sum over people")
        verbose_name_plural = _("sums over people")
        indexes = [models.Index(fields=["period", "measure"], name="tally_by_period")]
        constraints = [models.UniqueConstraint(fields=["city_number", "period", "measure", "about", "entry_path"], name="one_tally_per_cell")]

    def __str__(self) -> str:
        return f"{self.city_number} {self.period} {self.measure} {self.about}: {self.people}"


class CountingTurn(models.Model):
    """The one row that whoever counts stands in line at; and what the last recount found (academy/recounting_events.py)."""

    name = models.CharField(primary_key=True, max_length=10, default="log")
    turns = models.BigIntegerField(default=0)
    rules = models.CharField(max_length=64, blank=True)  # a fingerprint of what lines count for, as the last recount knew it
    recounted_at = models.DateTimeField(null=True)
    differences = models.IntegerField(default=0)  # cells and sums that the last recount found to differ from the log

    def __str__(self) -> str:
        return self.name
