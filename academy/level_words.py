"""The eight levels of a skill in plain words: what one can do, and how much of it on one's own. Our words; EntreComp and DigComp count eight, too."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LEVELS = {
    1: _("I try it with somebody at my side."),
    2: _("I can do simple things, with some help."),
    3: _("I can do simple things on my own."),
    4: _("I can do it on my own in most situations I know."),
    5: _("I find my way in new situations, too."),
    6: _("I take responsibility for it, and help others with it."),
    7: _("I lead others through difficult situations."),
    8: _("I change how it is done, and others learn from it."),
}
STAGES = {
    "foundation": pgettext_lazy("stage of a skill", "Foundation"),
    "intermediate": pgettext_lazy("stage of a skill", "Intermediate"),
    "advanced": pgettext_lazy("stage of a skill", "Advanced"),
    "expert": pgettext_lazy("stage of a skill", "Expert"),
}


def stage_of(level: int) -> str:
    """The stage of a level from 1 to 8: two levels each. ValueError outside."""
    if level not in LEVELS:
        raise ValueError(f"levels go from 1 to 8, not {level}")
    return list(STAGES)[(level - 1) // 2]


def stage_label(level: int):
    """Its name, translated when shown."""
    return STAGES[stage_of(level)]
