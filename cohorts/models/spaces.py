"""Participated spaces: where a city and the bodies of its social economy make policy together. Who sits there, and who sits in for whom."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.models import Organisation, PartnerCity
from academy.permissions import coordinated_city_ids


class ParticipatedSpaces(models.QuerySet):
    def public(self) -> "ParticipatedSpaces":
        return self.filter(opened_on__isnull=False)

    def kept_by(self, user) -> "ParticipatedSpaces":
        """Those of the cities this person coordinates: theirs to set up and to give seats in."""
        return self.filter(city_id__in=coordinated_city_ids(user))

    def visible_to(self, user) -> "ParticipatedSpaces":
        """Open ones, for everybody; a draft for the coordinators of its city."""
        return self.filter(Q(opened_on__isnull=False) | Q(city_id__in=coordinated_city_ids(user))) if getattr(user, "is_authenticated", False) else self.public()

    def sat_in_by(self, user, on) -> "ParticipatedSpaces":
        """Those where this person holds a seat on the date `on`, or sits in for somebody who does."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        seats = SeatHolding.objects.seated(on).filter(person=user).values("seat__space_id")
        delegated = SeatDelegation.objects.current(on).filter(to=user, holding__in=SeatHolding.objects.seated(on)).values("holding__seat__space_id")
        return self.filter(Q(pk__in=seats) | Q(pk__in=delegated))


class ParticipatedSpace(models.Model):
    """Draft: `opened_on` is null. `purpose` is plain text, an empty line begins a paragraph; everything is in `language`."""

    city = models.ForeignKey(PartnerCity, verbose_name=_("partner city"), on_delete=models.PROTECT, related_name="spaces")
    slug = models.SlugField(_("short name in addresses"), unique=True, max_length=60)
    name = models.CharField(_("name"), max_length=120)
    purpose = models.TextField(_("what it is for"), max_length=3000, blank=True)
    language = models.CharField(_("language of this text"), max_length=5, default="en")
    opened_on = models.DateField(_("open since"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ParticipatedSpaces.as_manager()

    class Meta:
        verbose_name = _("participated space")
        verbose_name_plural = _("participated spaces")
        ordering = ["name"]
        constraints = [models.CheckConstraint(name="space_closes_after_it_opens", condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                                              violation_error_message=_("A space cannot close before it opens."))]

    def __str__(self) -> str:
        return self.name

    def day_of(self, at) -> date:
        """The date on the clocks of its city at the moment `at`: seats and delegations begin and end with it."""
        return self.city.day_of(at)

    @property
    def is_open(self) -> bool:
        return self.opened_on is not None and self.closed_on is None


class SeatKind(models.TextChoices):
    BODY = "body", _("Representative body")
    OFFICIAL = "official", _("Public office")
    STANDING = "standing", _("Person of standing")


class SpaceSeat(models.Model):
    """One seat. A representative body has one or two; `title` says whose it is in words (the commissioner, people of standing from a field)."""

    space = models.ForeignKey(ParticipatedSpace, on_delete=models.PROTECT, related_name="seats")
    kind = models.CharField(_("kind of seat"), max_length=10, choices=SeatKind.choices, default=SeatKind.BODY)
    organisation = models.ForeignKey(Organisation, verbose_name=_("representative body"), null=True, blank=True, on_delete=models.PROTECT, related_name="space_seats")
    title = models.CharField(_("whose seat it is"), max_length=150, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    ended_on = models.DateField(_("no longer a seat since"), null=True, blank=True)

    class Meta:
        verbose_name = _("seat in a space")
        verbose_name_plural = _("seats in a space")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(name="seat_of_a_body_names_it", condition=~Q(kind="body") | Q(organisation__isnull=False),
                                   violation_error_message=_("Say which body this seat is for.")),
            models.CheckConstraint(name="seat_says_whose_it_is", condition=Q(kind="body") | ~Q(title=""), violation_error_message=_("Say whose seat it is.")),
        ]

    def __str__(self) -> str:
        return self.title or str(self.organisation)


class Periods(models.QuerySet):
    def current(self, on) -> "Periods":
        """Those that hold on the date `on`: from their first day, until the day before `finished_on`."""
        return self.filter(Q(started_on__lte=on), Q(finished_on__isnull=True) | Q(finished_on__gt=on))


class SeatHoldings(Periods):
    def seated(self, on) -> "SeatHoldings":
        """Those that hold on the date `on`, in seats that are seats that day."""
        return self.current(on).filter(Q(seat__ended_on__isnull=True) | Q(seat__ended_on__gt=on))


class SeatHolding(models.Model):
    """That somebody holds a seat, from a day, until a day. One holder at a time."""

    seat = models.ForeignKey(SpaceSeat, on_delete=models.PROTECT, related_name="holdings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT, related_name="space_seats")
    started_on = models.DateField(_("from"), default=timezone.localdate)
    finished_on = models.DateField(_("until"), null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)

    objects = SeatHoldings.as_manager()

    class Meta:
        verbose_name = _("holder of a seat")
        verbose_name_plural = _("holders of seats")
        constraints = [
            models.CheckConstraint(name="seat_holding_ends_after_it_starts", condition=Q(finished_on__isnull=True) | Q(finished_on__gte=F("started_on")),
                                   violation_error_message=_("A seat cannot be given up before it was taken.")),
            models.UniqueConstraint(fields=["seat"], condition=Q(finished_on__isnull=True), name="one_holder_of_a_seat",
                                    violation_error_message=_("Somebody holds this seat already.")),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id}: {self.person_id}"


class SeatDelegation(models.Model):
    """That the holder of a seat lets somebody else sit and vote in their place, from a day until a day, and why. Recorded, and read by everybody who sits there."""

    holding = models.ForeignKey(SeatHolding, on_delete=models.PROTECT, related_name="delegations")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("who sits in"), on_delete=models.PROTECT, related_name="delegated_seats")
    started_on = models.DateField(_("from"))
    finished_on = models.DateField(_("until"), null=True, blank=True, help_text=_("The first day on which it no longer holds."))
    reason = models.CharField(_("why"), max_length=200, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    taken_back_at = models.DateTimeField(null=True, editable=False)

    objects = Periods.as_manager()

    class Meta:
        verbose_name = _("delegation of a seat")
        verbose_name_plural = _("delegations of seats")
        constraints = [models.CheckConstraint(name="seat_delegation_ends_after_it_starts", condition=Q(finished_on__isnull=True) | Q(finished_on__gte=F("started_on")),
                                              violation_error_message=_("A delegation cannot end before it starts."))]

    def __str__(self) -> str:
        return f"{self.holding_id} -> {self.to_id}"
