"""Who is in a cohort, who asks, who waits, and who was in it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.models import PartnerCity
from academy.permissions import coordinated_city_ids
from cohorts.models.cohorts import Cohort, trained_course_keys


class MembershipState(models.TextChoices):
    ASKED = "asked", _("Asked to join")
    WAITING = "waiting", _("Waiting for a seat")
    MEMBER = "member", _("In the cohort")
    LEFT = "left", pgettext_lazy("cohort", "Left")
    REFUSED = "refused", _("Not admitted")


State = MembershipState
OPEN = frozenset({State.ASKED, State.WAITING, State.MEMBER})


class CohortMemberships(models.QuerySet):
    def of(self, person) -> "CohortMemberships":
        return self.filter(person=person)

    def open(self) -> "CohortMemberships":
        return self.filter(state__in=OPEN)

    def members(self) -> "CohortMemberships":
        return self.filter(state=State.MEMBER)

    def in_line(self) -> "CohortMemberships":
        """Those who wait, first come first."""
        return self.filter(state=State.WAITING).order_by("place", "pk")

    def named_for(self, user, cohort: Cohort) -> "CohortMemberships":
        """Rows of the cohort whose names this person may read at the desk: all for who leads it and for the trainers of its course, their own city's
        people for other coordinators, nobody's for anyone else, the network's coordinators included."""
        rows = self.filter(cohort=cohort)
        if Cohort.objects.led_by(user).filter(pk=cohort.pk).exists() or (cohort.course_key and cohort.course_key in trained_course_keys(user)):
            return rows
        cities = coordinated_city_ids(user)
        return rows.filter(city_id__in=cities) if cities else rows.none()


class CohortMembership(models.Model):
    """One time in a cohort, from asking to leaving; who comes back later gets a new row.

    `city`: the person's when they asked; it makes the city subgroup. `place`: the queue number, in order of asking.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cohort_memberships")
    city = models.ForeignKey(PartnerCity, verbose_name=_("city"), null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=MembershipState.choices)
    place = models.PositiveIntegerField()
    asked_at = models.DateTimeField(default=timezone.now)
    joined_at = models.DateTimeField(null=True, help_text="when they got a seat")
    ended_at = models.DateTimeField(null=True, help_text="when they left, or were refused")
    reason = models.CharField(max_length=500, blank=True, help_text="why it was refused or left, if somebody said so")
    message = models.CharField(_("a word to the facilitators"), max_length=500, blank=True)
    name_hidden = models.BooleanField(_("do not show my name to the other members"), default=False)

    objects = CohortMemberships.as_manager()

    class Meta:
        verbose_name = _("membership of a cohort")
        verbose_name_plural = _("memberships of cohorts")
        ordering = ["place", "pk"]
        indexes = [models.Index(fields=["cohort", "state", "place"], name="cohort_line")]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "person"], condition=Q(state__in=["asked", "waiting", "member"]), name="one_open_membership_per_cohort",
                                    violation_error_message=_("This person is in the cohort already, or waits for it.")),
            models.UniqueConstraint(fields=["cohort", "place"], name="one_place_in_the_line_of_a_cohort"),
            models.CheckConstraint(condition=~Q(state="member") | Q(joined_at__isnull=False), name="member_has_joined"),
            models.CheckConstraint(condition=Q(state__in=["left", "refused"], ended_at__isnull=False) | Q(state__in=["asked", "waiting", "member"], ended_at__isnull=True),
                                   name="membership_over_has_an_end"),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(reason=""), name="refused_with_a_reason", violation_error_message=_("Say why, so that the person understands.")),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.state}"

    @property
    def is_member(self) -> bool:
        return self.state == State.MEMBER
