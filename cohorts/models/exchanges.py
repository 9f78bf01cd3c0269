"""Exchanges: a visit or a series of meetings between a host city and the cities that come."""

import uuid
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import TaggedItemBase

from academy.models import Organisation, PartnerCity
from academy.models.places import validate_zone
from academy.permissions import coordinated_city_ids, sees_network


class ExchangeKind(models.TextChoices):
    STUDY_VISIT = "study_visit", _("Study visit")
    PEER_REVIEW = "peer_review", _("Peer review")
    WORKSHOP = "workshop", _("Workshop")
    WEBINAR = "webinar", _("Webinar")
    CONFERENCE = "conference", _("Conference")


class Admission(models.TextChoices):
    FIRST_COME = "first_come", _("First come, first served")
    APPROVAL = "approval", _("The organisers decide on each request")


class Exchanges(models.QuerySet):
    def public(self) -> "Exchanges":
        """What everybody may read: published, cancelled ones too."""
        return self.filter(published_at__isnull=False)

    def programme(self) -> "Exchanges":
        """What the programme shows: public, and not the meetings of a working group, which stand on the group's page."""
        return self.public().filter(working_group__isnull=True)

    def kept_by(self, user) -> "Exchanges":
        """Those whose host city this person coordinates: theirs to change."""
        return self.filter(host_city_id__in=coordinated_city_ids(user))

    def at_desk_of(self, user) -> "Exchanges":
        """Those a coordinator finds at the desk: hosted or co-hosted by their city; the network's coordinators find all (and read no names)."""
        if sees_network(user):
            return self
        cities = coordinated_city_ids(user)
        return self.filter(Q(host_city_id__in=cities) | Q(pk__in=Exchange.co_hosts.through.objects.filter(partnercity_id__in=cities).values("exchange_id")))

    def visible_to(self, user) -> "Exchanges":
        """Published ones for everybody, drafts for those who keep them."""
        if not getattr(user, "is_authenticated", False):
            return self.public()
        return self.filter(Q(published_at__isnull=False) | Q(pk__in=Exchange.objects.at_desk_of(user).values("pk")))

    def hosted_by(self, city) -> "Exchanges":
        """Hosted or co-hosted by the city."""
        return self.filter(Q(host_city=city) | Q(pk__in=Exchange.co_hosts.through.objects.filter(partnercity=city).values("exchange_id")))

    def standing(self) -> "Exchanges":
        return self.filter(cancelled_at__isnull=True)

    def upcoming(self, at) -> "Exchanges":
        """Not over yet at the moment `at`, next first."""
        return self.filter(ends_at__gte=at).order_by("starts_at", "pk")

    def past(self, at) -> "Exchanges":
        """Over at the moment `at`, latest first."""
        return self.filter(ends_at__lt=at).order_by("-starts_at", "pk")


class Exchange(models.Model):
    """What is agreed about an exchange; its words for readers are ExchangePages, one per language.

    `key` is the translation_key of its pages and the stem of calendar ids. Times are UTC, shown in `time_zone`.
    Draft: `published_at` is null. Seats: `seats_taken` counts registrations that hold one; the database refuses more than `seats`.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(_("short name in addresses"), unique=True, max_length=80)
    kind = models.CharField(_("kind"), max_length=16, choices=ExchangeKind.choices, default=ExchangeKind.STUDY_VISIT)
    host_city = models.ForeignKey(PartnerCity, verbose_name=_("host city"), on_delete=models.PROTECT, related_name="hosted_exchanges")
    co_hosts = models.ManyToManyField(PartnerCity, verbose_name=_("co-hosts"), blank=True, related_name="co_hosted_exchanges")
    source_language = models.CharField(_("language of this text"), max_length=5, default="en")
    languages = models.JSONField(_("languages spoken"), default=list, help_text=_("Codes of the languages people will speak there."))
    time_zone = models.CharField(_("time zone"), max_length=50, validators=[validate_zone])
    place_name = models.CharField(_("place"), max_length=150, blank=True)
    place_address = models.CharField(_("address"), max_length=250, blank=True)
    online_url = models.URLField(_("link to join online"), max_length=500, blank=True, help_text=_("Only people with a seat see it."))
    themes = TaggableManager(verbose_name=_("themes"), through="cohorts.ExchangeTheme", blank=True)

    starts_at = models.DateTimeField(null=True, editable=False, help_text="of the first session that stands; kept by refresh_span")
    ends_at = models.DateTimeField(null=True, editable=False)

    admission = models.CharField(_("how seats are given"), max_length=12, choices=Admission.choices, default=Admission.FIRST_COME)
    seats = models.PositiveIntegerField(_("seats in all"), default=25)
    seats_taken = models.PositiveIntegerField(default=0, editable=False)
    seats_per_city = models.PositiveIntegerField(_("seats per city at most"), null=True, blank=True, help_text=_("Empty: no limit per city."))
    opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True, help_text=_("Empty: when it is published."))
    closes_at = models.DateTimeField(_("registration closes"), null=True, blank=True, help_text=_("Empty: when the first session begins."))
    answers_until = models.DateTimeField(_("answers can be changed until"), null=True, blank=True, help_text=_("Empty: until registration closes."))
    offer_hours = models.PositiveSmallIntegerField(_("hours to say yes to an offered seat"), default=48)
    next_place = models.PositiveIntegerField(default=0, editable=False, help_text="the last queue number given; raised first thing, it is the lock")
    form_version = models.PositiveIntegerField(default=1, editable=False)

    sequence = models.PositiveIntegerField(default=0, editable=False, help_text="RFC 5545 SEQUENCE: raised by a material change only")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, editable=False)
    cancelled_reason = models.CharField(_("why it is cancelled"), max_length=500, blank=True)

    objects = Exchanges.as_manager()

    class Meta:
        verbose_name = _("exchange")
        verbose_name_plural = _("exchanges")
        ordering = ["-starts_at", "pk"]
        indexes = [models.Index(fields=["published_at", "ends_at"], name="exchange_public_by_end")]
        constraints = [
            models.CheckConstraint(name="exchange_seats_hold", condition=Q(seats_taken__lte=F("seats")),
                                   violation_error_message=_("There are not that many seats.")),
            models.CheckConstraint(name="exchange_has_a_seat", condition=Q(seats__gte=1), violation_error_message=_("An exchange needs at least one seat.")),
            models.CheckConstraint(name="exchange_city_share_within_all", condition=Q(seats_per_city__isnull=True) | Q(seats_per_city__lte=F("seats"), seats_per_city__gte=1),
                                   violation_error_message=_("Seats per city cannot be more than the seats in all.")),
            models.CheckConstraint(name="exchange_closes_after_it_opens", condition=Q(opens_at__isnull=True) | Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                                   violation_error_message=_("Registration cannot close before it opens.")),
            models.CheckConstraint(name="exchange_ends_after_it_starts", condition=Q(starts_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                                   violation_error_message=_("An exchange cannot end before it starts.")),
            models.CheckConstraint(name="exchange_offer_lasts", condition=Q(offer_hours__gte=1, offer_hours__lte=720),
                                   violation_error_message=_("Give people between 1 hour and 30 days to answer an offer.")),
            models.CheckConstraint(name="exchange_cancelled_with_a_reason", condition=Q(cancelled_at__isnull=True) | ~Q(cancelled_reason=""),
                                   violation_error_message=_("Say why it is cancelled.")),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def is_public(self) -> bool:
        return self.published_at is not None

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def registration_ends_at(self):
        """When registration closes, as a moment: the date set, else the start of the first session; None when neither is known."""
        return self.closes_at or self.starts_at

    def is_over(self, at) -> bool:
        return self.ends_at is not None and self.ends_at < at

    def takes_registrations(self, at) -> bool:
        ends = self.registration_ends_at
        return self.is_public and not self.is_cancelled and not self.is_over(at) and (self.opens_at is None or self.opens_at <= at) and (ends is None or at < ends)

    def answers_open(self, at) -> bool:
        """May people still change what they answered?"""
        until = self.answers_until or self.registration_ends_at
        return not self.is_cancelled and (until is None or at < until)

    def offer_ends(self, at):
        """Until when an offer made now can be accepted: never later than the end of the exchange."""
        end = at + timedelta(hours=self.offer_hours)
        return min(end, self.ends_at) if self.ends_at and self.ends_at > at else end

    def refresh_span(self) -> None:
        """First start and last end, from the sessions that stand (all of them, when every one is cancelled). Call after any change of sessions."""
        sessions = list(self.sessions.all())
        spans = [each for each in sessions if each.cancelled_at is None] or sessions
        self.starts_at = min((each.starts_at for each in spans), default=None)
        self.ends_at = max((each.ends_at for each in spans), default=None)
        Exchange.objects.filter(pk=self.pk).update(starts_at=self.starts_at, ends_at=self.ends_at)


class ExchangeTheme(TaggedItemBase):
    content_object = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="tagged_themes")


class SeatQuota(models.Model):
    """At most so many seats for one city or one organisation. `by_default`: made for a city from the exchange's seats_per_city."""

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="quotas")
    city = models.ForeignKey(PartnerCity, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    seats = models.PositiveIntegerField(_("seats"))
    taken = models.PositiveIntegerField(default=0, editable=False)
    by_default = models.BooleanField(default=False, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="quota_for_a_city_or_an_organisation",
                                   condition=Q(city__isnull=False, organisation__isnull=True) | Q(city__isnull=True, organisation__isnull=False),
                                   violation_error_message=_("Choose a city or an organisation.")),
            models.CheckConstraint(name="quota_holds", condition=Q(taken__lte=F("seats")), violation_error_message=_("This city or organisation has no seat left.")),
            models.UniqueConstraint(fields=["exchange", "city"], condition=Q(city__isnull=False), name="one_quota_per_city"),
            models.UniqueConstraint(fields=["exchange", "organisation"], condition=Q(organisation__isnull=False), name="one_quota_per_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.city or self.organisation}: {self.seats}"
