"""People, and the roles they are granted, from a date, in a city or across the network."""

import uuid

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from academy.models.events import record
from academy.models.places import Organisation, PartnerCity, validate_zone

ENTRY_PATHS = [
    ("student", _("Student, 18 to 24, curious about the social economy")),
    ("starting", _("Starting out, 20 to 30, with an idea or a first project")),
    ("practising", _("Practising, over 25, already in a social enterprise or a public service")),
]


class Role(models.TextChoices):
    LEARNER = "learner", _("Learner")
    MENTOR = "mentor", _("Mentor")
    TRAINER = "trainer", _("Trainer")
    FACILITATOR = "facilitator", _("Facilitator")
    CITY_COORDINATOR = "city_coordinator", _("City coordinator")
    NETWORK_COORDINATOR = "network_coordinator", _("Network coordinator")


# Roles that see other people's things: they need a second factor (waived in demo mode only).
STAFF_ROLES = {Role.TRAINER, Role.FACILITATOR, Role.CITY_COORDINATOR, Role.NETWORK_COORDINATOR}


class People(BaseUserManager.from_queryset(models.QuerySet)):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email=email.lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person. Why each field is asked stands in academy/personal_data.py, the one source for forms and the privacy page."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language of the academy for you"), max_length=5, blank=True)
    languages = models.JSONField(_("languages you speak"), default=list, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=50, blank=True, validators=[validate_zone])
    city = models.ForeignKey(PartnerCity, verbose_name=_("partner city"), null=True, blank=True, on_delete=models.PROTECT, related_name="people")
    organisation = models.ForeignKey(Organisation, verbose_name=_("organisation"), null=True, blank=True, on_delete=models.SET_NULL, related_name="people")
    entry_path = models.CharField(_("where you start from"), max_length=12, choices=ENTRY_PATHS, blank=True)
    mail_follows = models.BooleanField(_("mail me about discussions I follow"), default=True)
    is_staff = models.BooleanField(default=False, editable=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    erased_at = models.DateTimeField(null=True, editable=False)

    objects = People()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.get_full_name()

    # Wagtail's admin asks for these names.
    @property
    def first_name(self) -> str:
        return self.name

    @property
    def last_name(self) -> str:
        return ""

    @property
    def username(self) -> str:
        return self.email

    def get_full_name(self) -> str:
        """Who this is, on a page: an erased person is a former member, and nothing else."""
        return gettext("former member") if self.erased_at else self.name or self.email

    def get_short_name(self) -> str:
        if self.erased_at:
            return gettext("former member")
        return self.name.split(" ")[0] if self.name else self.email.split("@")[0]

    @property
    def zone_name(self) -> str:
        """The IANA zone this person's times are shown in: theirs, else their city's, else the academy's."""
        known = vars(self).get("city_zone")  # loaded along with whoever is signed in (academy/sign_in.py)
        return self.time_zone or (known if known is not None else self.city.time_zone if self.city_id else "") or settings.TIME_ZONE

    @property
    def subject(self) -> uuid.UUID | None:
        """The random id under which this person stands in the append-only ledgers; None once erased."""
        if self.pk is None or self.erased_at:
            return None
        found, _made = LedgerSubject.objects.get_or_create(user=self)
        return found.subject


class LedgerSubject(models.Model):
    """The one link between a person and their ledger rows. Erasing a person deletes this row; the ledgers stay whole."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="ledger_subject", primary_key=True)
    subject = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    def __str__(self) -> str:
        return str(self.subject)


class RoleGrants(models.QuerySet):
    def current(self, on) -> "RoleGrants":
        """Grants that hold on the date `on`."""
        return self.filter(Q(started_on__lte=on), Q(finished_on__isnull=True) | Q(finished_on__gt=on))

    def manageable_by(self, user) -> "RoleGrants":
        """Grants this person may see and end: the network's coordinators all, a city's coordinators those of their city."""
        from academy.permissions import coordinated_city_ids, sees_network

        return self if sees_network(user) else self.filter(city_id__in=coordinated_city_ids(user))

    def grant(self, person: User, role: str, city: PartnerCity | None = None, *, by: User | None, at) -> "RoleGrant":
        """Give a role from the day of `at` (aware datetime); a role that is there already stays as it is."""
        from academy.role_groups import sync_person

        with transaction.atomic():
            made, new = self.get_or_create(person=person, role=role, city=city, finished_on=None,
                                           defaults={"started_on": timezone.localdate(at), "granted_by": by})
            if new:
                record(by, "granted", "role", made.pk, at=at, details={"role": role, "city": city.slug if city else None, "to": str(person.subject)})
            sync_person(person, timezone.localdate(at))
        return made


class RoleGrant(models.Model):
    """A role, granted to a person by somebody, from a date, in one city (network roles have none)."""

    person = models.ForeignKey(User, verbose_name=_("person"), on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(_("role"), max_length=24, choices=Role.choices)
    city = models.ForeignKey(PartnerCity, verbose_name=_("partner city"), null=True, blank=True, on_delete=models.PROTECT, related_name="role_grants")
    started_on = models.DateField(_("from"), default=timezone.localdate)
    finished_on = models.DateField(_("until"), null=True, blank=True)
    granted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False)

    objects = RoleGrants.as_manager()

    class Meta:
        verbose_name = _("role grant")
        verbose_name_plural = _("role grants")
        constraints = [
            models.CheckConstraint(name="role_grant_ends_after_it_starts", condition=Q(finished_on__isnull=True) | Q(finished_on__gte=models.F("started_on")),
                                   violation_error_message=_("A role cannot end before it starts.")),
            models.CheckConstraint(name="city_coordinator_has_a_city", condition=~Q(role="city_coordinator") | Q(city__isnull=False),
                                   violation_error_message=_("Say which city this coordinator is for.")),
            # Two, because to a database no city is never the same as no city.
            models.UniqueConstraint(fields=["person", "role", "city"], condition=Q(finished_on__isnull=True, city__isnull=False),
                                    name="one_open_grant_per_role_and_city", violation_error_message=_("This person already has this role there.")),
            models.UniqueConstraint(fields=["person", "role"], condition=Q(finished_on__isnull=True, city__isnull=True),
                                    name="one_open_grant_per_network_role", violation_error_message=_("This person already has this role.")),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}"

    def end(self, *, by: User | None, at) -> bool:
        """Let the role end on the day of `at`; False when it had ended before (a double click changes nothing)."""
        from academy.role_groups import sync_person

        day = timezone.localdate(at)
        with transaction.atomic():
            last_day = max(day, self.started_on)
            if not RoleGrant.objects.filter(pk=self.pk, finished_on__isnull=True).update(finished_on=last_day):
                return False
            self.finished_on = last_day
            record(by, "ended", "role", self.pk, at=at, details={"role": self.role, "of": str(self.person.subject)})
            sync_person(self.person, day)
        return True
