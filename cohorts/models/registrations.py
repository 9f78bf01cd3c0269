"""Who takes part in an exchange, who waits, and who was there."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.models import Organisation, PartnerCity
from academy.permissions import coordinated_city_ids
from cohorts.models.exchanges import Exchange
from cohorts.models.sessions import ExchangeSession


class RegistrationState(models.TextChoices):
    REQUESTED = "requested", _("Asked to take part")
    REGISTERED = "registered", _("Has a seat")
    WAITLISTED = "waitlisted", _("Waiting for a seat")
    OFFERED = "offered", _("Offered a seat")
    DECLINED = "declined", _("Did not take the offered seat")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REJECTED = "rejected", _("Not admitted")
    ATTENDED = "attended", _("Was there")


State = RegistrationState
HOLDS_SEAT = frozenset({State.REGISTERED, State.OFFERED, State.ATTENDED})
IN_PLAY = HOLDS_SEAT | {State.REQUESTED, State.WAITLISTED}


def new_code() -> str:
    return secrets.token_urlsafe(9)


class Registrations(models.QuerySet):
    def of(self, person) -> "Registrations":
        return self.filter(person=person)

    def holding_seats(self) -> "Registrations":
        return self.filter(state__in=HOLDS_SEAT)

    def in_play(self) -> "Registrations":
        return self.filter(state__in=IN_PLAY)

    def in_line(self) -> "Registrations":
        """Those who wait, first come first."""
        return self.filter(state=State.WAITLISTED).order_by("place", "pk")

    def named_for(self, user) -> "Registrations":
        """Those whose names this person may read: all of an exchange for the coordinators of its host city, their own city's people for other
        coordinators; nobody's for anyone else, the network's coordinators included."""
        cities = coordinated_city_ids(user) if getattr(user, "is_authenticated", False) and user.is_active else set()
        return self.filter(Q(exchange__host_city_id__in=cities) | Q(city_id__in=cities)) if cities else self.none()


class Registration(models.Model):
    """One person's place in one exchange, for as long as the exchange is remembered; coming back after a withdrawal uses the same row.

    `place` is the queue number, given by the exchange in order of asking. `revision` rises with every change of state and names its mail.
    A person without an account is entered by an office: `guest_name`, with who entered it.
    """

    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="registrations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="registrations")
    guest_name = models.CharField(_("name"), max_length=120, blank=True)
    guest_contact = models.CharField(_("how to reach them"), max_length=120, blank=True)
    city = models.ForeignKey(PartnerCity, verbose_name=_("city"), null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, verbose_name=_("organisation"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=12, choices=RegistrationState.choices)
    place = models.PositiveIntegerField()
    revision = models.PositiveIntegerField(default=1)
    asked_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    offered_until = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True, help_text="why it was refused or given back, if somebody said so")
    answers = models.JSONField(default=dict, help_text="{question key: answer}")
    answers_version = models.PositiveIntegerField(default=1, help_text="the exchange's form_version these answer")
    answers_erased_at = models.DateTimeField(null=True, help_text="when the sensitive ones were erased")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    code = models.CharField(max_length=20, unique=True, default=new_code, editable=False, help_text="on the person's ticket, read at the door")
    survey_answered = models.BooleanField(default=False, help_text="no time, and no link to what was answered")

    objects = Registrations.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["place", "pk"]
        indexes = [models.Index(fields=["exchange", "state", "place"], name="registration_line")]
        constraints = [
            models.UniqueConstraint(fields=["exchange", "person"], name="one_registration_per_person", violation_error_message=_("This person is registered already.")),
            models.UniqueConstraint(fields=["exchange", "place"], name="one_place_in_the_queue"),
            models.CheckConstraint(name="registration_of_a_person_or_a_guest", condition=Q(person__isnull=False, guest_name="") | (Q(person__isnull=True) & ~Q(guest_name=""))),
            models.CheckConstraint(name="guest_entered_by_an_office", condition=Q(guest_name="") | Q(city__isnull=False)),
            models.CheckConstraint(name="offer_has_an_end", condition=~Q(state="offered") | Q(offered_until__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        return self.person.get_full_name() if self.person_id else self.guest_name

    @property
    def holds_seat(self) -> bool:
        return self.state in HOLDS_SEAT

    @property
    def is_in_play(self) -> bool:
        return self.state in IN_PLAY

    @property
    def offer_has_lapsed(self) -> bool:
        """Nobody answered in time; an offer that somebody gave back has no `offered_until` any more."""
        return self.state == State.DECLINED and self.offered_until is not None

    def move_to(self, state: str, at, **fields) -> None:
        """Write a change of state: its moment, and the next revision. Counts, log and notices are the caller's, who holds the exchange's lock."""
        changed = {"state": state, "changed_at": at, "revision": self.revision + 1, "offered_until": None, "reason": "", **fields}
        for name, value in changed.items():
            setattr(self, name, value)
        self.save(update_fields=list(changed))


class Attendance(models.Model):
    """Somebody was at a session. Taking it back deletes the row; both are lines in the log."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="attendances")
    exchange_session = models.ForeignKey(ExchangeSession, on_delete=models.PROTECT, related_name="attendances")
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    way = models.CharField(max_length=8, choices=[("list", _("from the list")), ("code", _("with the code on the ticket"))], default="list")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["registration", "exchange_session"], name="there_once_per_session")]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.exchange_session_id}"


class AttendanceCertificate(models.Model):
    """A paper that says somebody was there; checked by its code."""

    registration = models.OneToOneField(Registration, on_delete=models.PROTECT, related_name="certificate")
    code = models.CharField(max_length=40, unique=True)
    holder_name = models.CharField(max_length=120)
    words = models.JSONField(default=dict, help_text="what stands on it, as it was when issued")
    language = models.CharField(max_length=5)
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(name="attendance_revoked_after_issue", condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("issued_at")))]

    def __str__(self) -> str:
        return self.code
