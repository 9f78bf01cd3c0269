"""The questions that most visits ask, written once in every language: what is asked, why, the answers to choose from, and what is asked next.

Answers are kept by the index of the option, so options are only ever added at the end.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cohorts.models import QuestionKind, ReadyQuestion


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A line to write on, asked only after certain answers: "yes", or indexes of options."""

    label: str
    after: frozenset
    only_if: str


@dataclass(frozen=True, slots=True)
class Ready:
    kind: str
    label: str
    why: str
    options: tuple = ()
    sensitive: bool = False
    follow_up: FollowUp | None = None


YES = frozenset({"yes"})

READY: dict[str, Ready] = {
    ReadyQuestion.DIET: Ready(
        QuestionKind.MANY, _("What should the kitchen know?"), _("So that there is something for you at every meal. Tick nothing if you eat everything."),
        (_("Vegetarian"), _("Vegan"), _("Halal"), _("Kosher"), _("Without gluten"), _("Without lactose"), _("I have an allergy"), _("Something else")), True,
        FollowUp(_("Your allergy, or what else the kitchen should know"), frozenset({6, 7}), _("Only if you ticked an allergy or something else."))),
    ReadyQuestion.ACCESS: Ready(
        QuestionKind.MANY, _("What do you need to take part fully?"), _("So that it is ready when you arrive. Tick nothing if you need nothing."),
        (_("A way without steps"), _("Sign language interpreting"), _("Captions"), _("A seat close to the front"), _("A quiet room"), _("Somebody who assists me comes along"), _("Something else")),
        True, FollowUp(_("Anything that helps us to prepare it"), frozenset(range(7)), _("Only if you ticked something."))),
    ReadyQuestion.ACCOMMODATION: Ready(
        QuestionKind.YES_NO, _("Shall we find you a place to sleep?"), _("So that the host can keep a bed."),
        follow_up=FollowUp(_("Which nights, and what should we know?"), YES, _("Only if you answered “Yes”."))),
    ReadyQuestion.TRAVEL: Ready(
        QuestionKind.ONE, _("How will you come?"), _("So that somebody can meet you, and people from one place can travel together."),
        (_("By train"), _("By plane"), _("By bus or coach"), _("By boat"), _("By car"), _("On foot or by bicycle"), _("I do not know yet")),
        follow_up=FollowUp(_("When and where do you arrive?"), frozenset({0, 1, 2, 3}), _("Only if you come by train, plane, bus or boat."))),
    ReadyQuestion.COMPANION: Ready(
        QuestionKind.YES_NO, _("Does somebody come with you?"), _("So that there is a chair and a bed for them too. They do not take a seat of the exchange."),
        follow_up=FollowUp(_("Their first name, and what they need"), YES, _("Only if you answered “Yes”."))),
}


def ready_fields(name: str) -> dict:
    """What a FormQuestion made from a ready one is created with: {ready, kind, sensitive}."""
    return {"ready": name, "kind": READY[name].kind, "sensitive": READY[name].sensitive}
