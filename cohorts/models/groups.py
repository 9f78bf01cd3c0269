"""Working groups of a participated space, its motor group among them: who is in, and what each has to do until when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.models import Organisation
from academy.permissions import coordinated_city_ids
from cohorts.models.exchanges import Exchange
from cohorts.models.spaces import ParticipatedSpace, Periods


class GroupKind(models.TextChoices):
    WORKING = "working", _("Working group")
    MOTOR = "motor", _("Motor group")


class GroupDoor(models.TextChoices):
    """Who may come in."""

    ANYBODY = "anybody", _("Open to everybody")
    ASKED = "asked", _("People ask, the organisers admit")
    NAMED = "named", _("The organisers name the members")


class WorkingGroups(models.QuerySet):
    def public(self) -> "WorkingGroups":
        return self.filter(space__opened_on__isnull=False)

    def visible_to(self, user, on) -> "WorkingGroups":
        """Those of open spaces, for everybody; of a draft, for the coordinators of its city and who is in the group already."""
        if not getattr(user, "is_authenticated", False):
            return self.public()
        mine = GroupMembership.objects.current(on).filter(person=user).values("group_id")
        return self.filter(Q(space__opened_on__isnull=False) | Q(space__city_id__in=coordinated_city_ids(user)) | Q(pk__in=mine))

    def organised_by(self, user, on) -> "WorkingGroups":
        """Those this person organises on the date `on`; the motor group and the city's coordinators do not organise for a group."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self.filter(pk__in=GroupMembership.objects.current(on).filter(person=user, organises=True).values("group_id"))

    def joined_by(self, user, on) -> "WorkingGroups":
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self.filter(pk__in=GroupMembership.objects.current(on).filter(person=user).values("group_id"))

    def running(self, on) -> "WorkingGroups":
        return self.filter(starts_on__lte=on, closed_on__isnull=True)


class WorkingGroup(models.Model):
    """`initial_proposal`: what the group begins from, plain text. Its meetings are the sessions of `exchange`, made with the first of them."""

    space = models.ForeignKey(ParticipatedSpace, on_delete=models.PROTECT, related_name="groups")
    kind = models.CharField(_("kind of group"), max_length=8, choices=GroupKind.choices, default=GroupKind.WORKING)
    slug = models.SlugField(_("short name in addresses"), unique=True, max_length=60)
    name = models.CharField(_("name"), max_length=120)
    theme = models.CharField(_("theme"), max_length=250)
    initial_proposal = models.TextField(_("initial proposal"), max_length=5000, blank=True)
    language = models.CharField(_("language of this text"), max_length=5, default="en")
    door = models.CharField(_("who may join"), max_length=8, choices=GroupDoor.choices, default=GroupDoor.ASKED)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    closing_words = models.TextField(_("what came of it"), max_length=2000, blank=True)
    exchange = models.OneToOneField(Exchange, verbose_name=_("meetings"), null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="working_group")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = WorkingGroups.as_manager()

    class Meta:
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")
        ordering = ["-kind", "name"]
        constraints = [
            models.CheckConstraint(name="group_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on")),
                                   violation_error_message=_("A working group cannot end before it starts.")),
            models.CheckConstraint(name="group_closed_says_what_came_of_it", condition=Q(closed_on__isnull=True) | ~Q(closing_words=""),
                                   violation_error_message=_("Say what came of it before you close the group.")),
            models.UniqueConstraint(fields=["space"], condition=Q(kind="motor", closed_on__isnull=True), name="one_motor_group_of_a_space",
                                    violation_error_message=_("This space has a motor group already.")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_motor(self) -> bool:
        return self.kind == GroupKind.MOTOR

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None


class GroupTasks(models.QuerySet):
    def open(self) -> "GroupTasks":
        return self.filter(done_on__isnull=True, dropped_on__isnull=True)

    def late(self, on) -> "GroupTasks":
        """Open, and the day by which they were to be done is over."""
        return self.open().filter(due_on__lt=on)


class GroupMembership(models.Model):
    """Somebody in a group: asked (`started_on` null), in it, or once in it. `organisation`: whom they come from, if they speak for one."""

    group = models.ForeignKey(WorkingGroup, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT, related_name="group_memberships")
    organisation = models.ForeignKey(Organisation, verbose_name=_("organisation"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    organises = models.BooleanField(_("organises the group"), default=False)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    words = models.CharField(_("why you want to join"), max_length=300, blank=True)
    started_on = models.DateField(_("from"), null=True, blank=True)
    finished_on = models.DateField(_("until"), null=True, blank=True)

    objects = Periods.as_manager()

    class Meta:
        verbose_name = _("member of a working group")
        verbose_name_plural = _("members of working groups")
        constraints = [
            models.CheckConstraint(name="group_membership_ends_after_it_starts", condition=Q(finished_on__isnull=True) | Q(started_on__isnull=True) | Q(finished_on__gte=F("started_on"))),
            models.UniqueConstraint(fields=["group", "person"], condition=Q(finished_on__isnull=True), name="in_a_group_once",
                                    violation_error_message=_("This person is in the group already.")),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.group_id}"


class GroupTask(models.Model):
    """Something a member does until a day. Open until done or dropped; dropped says why. `exchange_session`: the meeting where it was agreed."""

    group = models.ForeignKey(WorkingGroup, on_delete=models.PROTECT, related_name="tasks")
    title = models.CharField(_("what is to be done"), max_length=200)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("who does it"), null=True, on_delete=models.SET_NULL, related_name="group_tasks")
    due_on = models.DateField(_("until"))
    exchange_session = models.ForeignKey("cohorts.ExchangeSession", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    dropped_on = models.DateField(pgettext_lazy("task", "dropped on"), null=True, blank=True)
    dropped_why = models.CharField(_("why it was dropped"), max_length=300, blank=True)

    objects = GroupTasks.as_manager()

    class Meta:
        verbose_name = _("task of a working group")
        verbose_name_plural = _("tasks of a working group")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(name="group_task_done_or_dropped", condition=Q(done_on__isnull=True) | Q(dropped_on__isnull=True)),
            models.CheckConstraint(name="group_task_dropped_says_why", condition=Q(dropped_on__isnull=True) | ~Q(dropped_why=""),
                                   violation_error_message=_("Say why it is dropped.")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.done_on is None and self.dropped_on is None

    def is_late(self, on) -> bool:
        return self.is_open and self.due_on < on
