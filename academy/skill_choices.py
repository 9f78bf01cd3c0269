"""Skills to choose from, gathered as their frameworks gather them."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import get_language

from academy.models import Skill
from academy.models.skills import Framework, Skills


def choosable(also: Iterable[int] = ()) -> Skills:
    """Those one can choose today, and those (primary keys) that are chosen already, even if they have been retired since."""
    return Skill.objects.filter(Q(retired_on__isnull=True, is_heading=False) | Q(pk__in=list(also)))


def grouped_choices(skills: Skills, *, with_headings: bool = False) -> list[tuple[str, list[tuple[int, str]]]]:
    """[(group, [(pk, label)])] for a select, in the reader's language: a group for each area, the academy's own first. One query."""
    language = get_language() or "en"
    names = dict(Framework.choices)
    groups: dict[tuple, list[tuple[int, str]]] = {}
    for skill in skills.select_related("parent"):
        area = skill.parent if skill.parent is not None and skill.parent.is_heading else None
        name = str(names[skill.framework]) + (f": {area.label_in(language)}" if area is not None and not with_headings else "")
        key = (skill.framework != Framework.ACADEMY, skill.framework, area.position if area is not None and not with_headings else 0, name)
        groups.setdefault(key, []).append((skill.pk, skill.label_in(language)))
    return [(key[3], sorted(found, key=lambda each: each[1].casefold()) if key[1] == Framework.ACADEMY else found) for key, found in sorted(groups.items())]
