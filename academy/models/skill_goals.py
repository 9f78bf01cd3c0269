"""Goals: the level of a skill somebody wants to reach; theirs alone."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from academy.models.skills import HIGHEST, Skill


class SkillGoals(models.QuerySet):
    def of(self, person) -> "SkillGoals":
        return self.filter(person=person)

    def open(self) -> "SkillGoals":
        """Neither reached and laid aside, nor dropped."""
        return self.filter(finished_on__isnull=True, dropped_on__isnull=True)


class SkillGoal(models.Model):
    """`by_on`: the day somebody wants to be there, or none. `finished_on`: laid aside as reached; `dropped_on`: given up."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="skill_goals")
    skill = models.ForeignKey(Skill, verbose_name=_("skill"), on_delete=models.PROTECT, related_name="goals")
    level = models.PositiveSmallIntegerField(_("level"), validators=[MinValueValidator(1), MaxValueValidator(HIGHEST)])
    by_on = models.DateField(_("by when"), null=True, blank=True)
    started_on = models.DateField()
    finished_on = models.DateField(null=True)
    dropped_on = models.DateField(null=True)

    objects = SkillGoals.as_manager()

    class Meta:
        verbose_name = _("goal for a skill")
        verbose_name_plural = _("goals for skills")
        ordering = ["started_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "skill"], condition=Q(finished_on__isnull=True, dropped_on__isnull=True), name="one_open_goal_a_skill",
                                    violation_error_message=_("You have a goal for this skill already.")),
            models.CheckConstraint(name="goal_of_a_known_level", condition=Q(level__gte=1, level__lte=HIGHEST), violation_error_message=_("Levels go from 1 to 8.")),
            models.CheckConstraint(name="goal_reached_or_dropped", condition=Q(finished_on__isnull=True) | Q(dropped_on__isnull=True)),
            models.CheckConstraint(name="goal_by_a_day_after_it_starts", condition=Q(by_on__isnull=True) | Q(by_on__gte=F("started_on")),
                                   violation_error_message=_("Choose a day that is still to come, or none.")),
        ]

    def __str__(self) -> str:
        return f"{self.skill_id} {self.level}"
