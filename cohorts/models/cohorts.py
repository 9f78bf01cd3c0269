"""People going through a course or a series of exchanges together between two dates."""

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.models import PartnerCity
from academy.models.people import Role
from academy.models.places import validate_zone
from academy.permissions import can, coordinated_city_ids, grants, sees_network
from cohorts.models.exchanges import Exchange
from courses.enrolling import copy_overrides
from courses.models import Enrolment
from courses.permissions import courses_of


class JoinWay(models.TextChoices):
    REQUEST = "request", _("On request: a facilitator answers each")
    INVITATION = "invitation", _("By invitation only")
    CODE = "code", _("With a code")


def trained_course_keys(user) -> list:
    """Keys of the courses this person trains; asks nothing of who is no trainer."""
    if not any(role == Role.TRAINER for role, _city in grants(user)):
        return []
    return [each.translation_key for each in courses_of(user) if can(user, "course.author", each)]


class Cohorts(models.QuerySet):
    def public(self, on: date) -> "Cohorts":
        """What everybody may read on the day `on`."""
        return self.filter(published_on__lte=on)

    def led_by(self, user, on: date | None = None) -> "Cohorts":
        """Those this person leads: its facilitators while they hold the role in its city (any city, for a cohort of the network), and the
        coordinators of the city that runs it."""
        if not getattr(user, "is_authenticated", False) or not user.is_active:
            return self.none()
        facilitates = {city for role, city in grants(user) if role == Role.FACILITATOR}
        named = Q(pk__in=CohortFacilitator.objects.current(on or timezone.localdate()).filter(person=user).values("cohort_id"))
        where = Q() if None in facilitates else Q(city__isnull=True) | Q(city_id__in=facilitates)
        own = Q(city_id__in=coordinated_city_ids(user))
        return self.filter(own | (named & where)) if facilitates else self.filter(own)

    def kept_by(self, user) -> "Cohorts":
        """Those whose facts this person may change: of the cities they coordinate; all for the network's coordinators."""
        return self if sees_network(user) else self.filter(city_id__in=coordinated_city_ids(user))

    def at_desk_of(self, user, on: date | None = None) -> "Cohorts":
        """Those whose desk this person may open, perhaps only to read: who leads, the trainers of the course, coordinators of the cities that take
        part, and the network's coordinators (who read no names). Whose rows they read: CohortMembership.objects.named_for."""
        if not getattr(user, "is_authenticated", False) or not user.is_active:
            return self.none()
        if sees_network(user):
            return self
        from cohorts.models.memberships import CohortMembership

        cities = coordinated_city_ids(user)
        taking_part = CohortMembership.objects.open().filter(city_id__in=cities).values("cohort_id")
        return self.filter(Q(pk__in=Cohort.objects.led_by(user, on).values("pk")) | Q(course_key__in=trained_course_keys(user)) | Q(pk__in=taking_part))

    def visible_to(self, user, on: date) -> "Cohorts":
        """Published ones for everybody; drafts for who is in them and who finds them at the desk."""
        if not getattr(user, "is_authenticated", False):
            return self.public(on)
        from cohorts.models.memberships import CohortMembership

        mine = CohortMembership.objects.open().filter(person=user).values("cohort_id")
        return self.filter(Q(published_on__lte=on) | Q(pk__in=mine) | Q(pk__in=Cohort.objects.at_desk_of(user, on).values("pk")))

    def current(self, on: date) -> "Cohorts":
        """Not over on the day `on`, next to start first."""
        return self.filter(ends_on__gte=on).order_by("starts_on", "name")

    def over(self, on: date) -> "Cohorts":
        return self.filter(ends_on__lt=on)


class Cohort(models.Model):
    """Days are those of `zone`: its own, else its city's, else the academy's. `published_on` empty or in the future: a draft.

    `seats_taken` counts members; the database refuses more than `seats` (empty: no limit). `next_place` is written first by whoever joins or
    leaves: it is the lock (cohorts/joining.py).
    """

    slug = models.SlugField(_("short name"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("what it is about"), max_length=3_000, blank=True)
    course_key = models.UUIDField(_("course"), null=True, blank=True)
    exchanges = models.ManyToManyField(Exchange, verbose_name=_("exchanges"), blank=True, related_name="cohorts")
    city = models.ForeignKey(PartnerCity, verbose_name=_("partner city"), null=True, blank=True, on_delete=models.PROTECT, related_name="cohorts",
                             help_text=_("Who runs it. Empty: the network."))
    time_zone = models.CharField(_("time zone"), max_length=50, blank=True, validators=[validate_zone], help_text=_("Empty: the city’s."))
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    published_on = models.DateField(_("published from"), null=True, blank=True, help_text=_("Empty: a draft, which only its members and its facilitators find."))
    join_way = models.CharField(_("how people join"), max_length=12, choices=JoinWay.choices, default=JoinWay.INVITATION)
    code = models.CharField(_("code"), max_length=40, blank=True, help_text=_("Needed when people join with a code. Capital or small letters are the same."))
    joining_closes_on = models.DateField(_("joining closes after"), null=True, blank=True, help_text=_("The last day to join. Empty: the last day of the cohort."))
    seats = models.PositiveIntegerField(_("seats in all"), null=True, blank=True, help_text=_("Empty: no limit."))
    seats_per_city = models.PositiveIntegerField(_("seats per city at most"), null=True, blank=True, help_text=_("Empty: no limit per city."))
    seats_taken = models.PositiveIntegerField(default=0, editable=False)
    next_place = models.PositiveIntegerField(default=0, editable=False, help_text="the last queue number given; raised first thing, it is the lock")

    objects = Cohorts.as_manager()

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ["-starts_on", "name"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="cohort_ends_after_it_starts",
                                   violation_error_message=_("A cohort cannot end before it starts.")),
            models.CheckConstraint(condition=Q(seats__isnull=True) | Q(seats_taken__lte=F("seats")), name="cohort_seats_hold",
                                   violation_error_message=_("There are not that many seats: more people are in it already.")),
            models.CheckConstraint(condition=Q(seats__isnull=True) | Q(seats__gte=1), name="cohort_has_a_seat", violation_error_message=_("A cohort needs at least one seat.")),
            models.CheckConstraint(condition=Q(seats_per_city__isnull=True) | Q(seats_per_city__gte=1, seats__isnull=True) | Q(seats_per_city__gte=1, seats_per_city__lte=F("seats")),
                                   name="cohort_city_share_within_all", violation_error_message=_("Seats per city cannot be more than the seats in all, nor none.")),
            models.CheckConstraint(condition=~Q(join_way="code") | ~Q(code=""), name="cohort_with_a_code_has_one", violation_error_message=_("Write the code people join with.")),
            models.CheckConstraint(condition=Q(join_way__in=["request", "invitation", "code"]), name="cohort_join_way_known"),
            models.CheckConstraint(condition=Q(joining_closes_on__isnull=True) | Q(joining_closes_on__lte=F("ends_on")), name="cohort_joining_closes_before_it_ends",
                                   violation_error_message=_("Joining cannot close after the cohort has ended.")),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        """A start that is moved moves for everyone in the cohort: their enrolments keep a copy of it. The counts are joining's alone to write."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            kwargs["update_fields"] = [each.name for each in self._meta.concrete_fields if not each.primary_key and each.name not in ("seats_taken", "next_place")]
        with transaction.atomic():
            super().save(*args, **kwargs)
            Enrolment.objects.filter(course_key=self.course_key, cohort_slug=self.slug).exclude(cohort_starts_on=self.starts_on).update(
                cohort_starts_on=self.starts_on, version=F("version") + 1)

    @property
    def zone_name(self) -> str:
        return self.time_zone or (self.city.time_zone if self.city_id else "") or settings.TIME_ZONE

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone_name)

    @property
    def last_day_to_join(self) -> date:
        return self.joining_closes_on or self.ends_on

    def day_of(self, at) -> date:
        """The date on the clocks of this cohort at the moment `at`."""
        return at.astimezone(self.zone).date()

    def is_public(self, at) -> bool:
        return self.published_on is not None and self.published_on <= self.day_of(at)

    def takes_people(self, at) -> bool:
        return self.day_of(at) <= self.last_day_to_join

    def admit(self, enrolment: Enrolment) -> bool:
        """Bring an enrolment into the cohort: its start and its opening exceptions go down to the course as data. False when it was in."""
        with transaction.atomic():
            moved = Enrolment.objects.filter(pk=enrolment.pk, course_key=self.course_key).exclude(cohort_slug=self.slug, cohort_starts_on=self.starts_on).update(
                cohort_slug=self.slug, cohort_starts_on=self.starts_on, version=F("version") + 1)
            if moved:
                copy_overrides(Enrolment.objects.get(pk=enrolment.pk))
        return bool(moved)

    def let_go(self, enrolment: Enrolment) -> bool:
        """Take an enrolment out of the cohort, not out of the course: its timetable no longer holds for them, the start it counted from stays."""
        with transaction.atomic():
            moved = Enrolment.objects.filter(pk=enrolment.pk, course_key=self.course_key, cohort_slug=self.slug).update(cohort_slug="", version=F("version") + 1)
            if moved:
                copy_overrides(Enrolment.objects.get(pk=enrolment.pk))
        return bool(moved)


class CitySeats(models.Model):
    """At most so many seats of a cohort for one city. `by_default`: made from the cohort's seats_per_city when its first person came."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="city_seats")
    city = models.ForeignKey(PartnerCity, verbose_name=_("partner city"), on_delete=models.PROTECT, related_name="+")
    seats = models.PositiveIntegerField(_("seats"))
    taken = models.PositiveIntegerField(default=0, editable=False)
    by_default = models.BooleanField(default=False, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "city"], name="one_row_of_seats_per_city_of_a_cohort"),
            models.CheckConstraint(condition=Q(taken__lte=F("seats")), name="cohort_city_seats_hold", violation_error_message=_("More people of this city are in it already.")),
        ]

    def __str__(self) -> str:
        return f"{self.city}: {self.seats}"


class Facilitating(models.QuerySet):
    def current(self, on: date) -> "Facilitating":
        return self.filter(Q(started_on__lte=on), Q(finished_on__isnull=True) | Q(finished_on__gt=on))


class CohortFacilitator(models.Model):
    """A period in which a person leads a cohort."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT, related_name="facilitated")
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="facilitators")
    started_on = models.DateField(_("from"))
    finished_on = models.DateField(_("until"), null=True, blank=True)

    objects = Facilitating.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(finished_on__isnull=True) | Q(finished_on__gte=F("started_on")), name="facilitating_ends_after_it_starts"),
            models.UniqueConstraint(fields=["person", "cohort"], condition=Q(finished_on__isnull=True), name="facilitates_a_cohort_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.cohort_id}"
