"""What a coordinator writes of a badge: its words in the languages of the academy, what earns it, the skills it vouches for, its picture."""

from collections.abc import Collection

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from academy.context import OWN_NAMES
from academy.models.places import TRADITIONS
from academy.models.skills import Framework
from academy.single_line import SingleLine
from academy.skill_choices import choosable, grouped_choices
from academy.skills_built_form import level_choices
from cohorts.exchange_form import OneParagraph
from courses.models import Badge, CoursePage
from courses.models.badges import BadgeKind

FIRST = "en"  # every badge speaks it, so that whoever checks one finds words
OTHERS = [code for code, _name in settings.LANGUAGES if code != FIRST]
SKILLS = 4
WORDS = (("title", 120), ("description", 400), ("criteria", 700))
LABELS = {"title": gettext_lazy("Title"), "description": gettext_lazy("What it says of whoever holds it"), "criteria": gettext_lazy("What somebody does to earn it")}


class BadgeForm(forms.Form):
    """`apply(badge)` of a valid form writes into an unsaved badge; `levels()`: {skill number: level}."""

    kind = forms.ChoiceField(label=pgettext_lazy("kind of badge", "For"), choices=BadgeKind.choices, widget=forms.RadioSelect, initial=BadgeKind.LEARNING)
    course = forms.ChoiceField(label=gettext_lazy("Course to finish"), required=False, help_text=gettext_lazy("For a badge of learning."))
    visits = forms.IntegerField(label=gettext_lazy("Or exchanges to take part in"), required=False, min_value=1, max_value=200,
                                help_text=gettext_lazy("For a badge of learning, in place of a course. One counts when somebody was marked as there."))
    hours = forms.IntegerField(label=gettext_lazy("Hours of mentoring given"), required=False, min_value=1, max_value=2_000,
                               help_text=gettext_lazy("For a badge of mentoring. Only hours that both sides confirmed count."))
    exchanges = forms.IntegerField(label=gettext_lazy("Visits hosted"), required=False, min_value=1, max_value=200,
                                   help_text=gettext_lazy("For a badge of hosting. A visit counts once people were there."))
    tradition = forms.ChoiceField(label=gettext_lazy("Mosaic tradition"), choices=TRADITIONS)
    seed = forms.IntegerField(label=gettext_lazy("Number of the picture"), min_value=1, max_value=9_999, initial=1,
                              help_text=gettext_lazy("Another number lays the stones in another way."))
    valid_months = forms.IntegerField(label=gettext_lazy("Months it is valid"), required=False, min_value=1, max_value=240, help_text=gettext_lazy("Empty: for good."))

    def __init__(self, *args, badge: Badge, levels: dict[int, int] | None = None, **kwargs) -> None:
        super().__init__(*args, initial=_as_written(badge, levels or {}), auto_id="badge-%s", **kwargs)
        for code in (FIRST, *OTHERS):
            for name, most in WORDS:
                make = SingleLine if name == "title" else OneParagraph
                self.fields[f"{name}_{code}"] = make(label=LABELS[name], max_length=most, required=code == FIRST)
                self.fields[f"{name}_{code}"].widget.attrs |= {"dir": "auto", "lang": code}
        self.fields["course"].choices = [("", _("Choose a course")), *course_choices(get_language() or FIRST)]
        skills, steps = skill_choices(levels or {}), level_choices()[1:]
        for n in range(1, SKILLS + 1):
            self.fields[f"skill_{n}"] = forms.ChoiceField(label=_("Skill %(n)d") % {"n": n}, required=False, choices=[("", _("None")), *skills])
            self.fields[f"level_{n}"] = forms.TypedChoiceField(label=_("to which level"), coerce=int, required=False, empty_value=2, choices=steps)
        self.fixed = badge.kind if badge.version else ""  # what was issued is of this kind
        if self.fixed:
            self.fields["kind"].disabled = True

    # The parts of the page.
    def first_words(self):
        return [self[f"{name}_{FIRST}"] for name, _most in WORDS]

    def other_words(self):
        """[(language's own name, its code, fields, whether anything stands there)]"""
        for code in OTHERS:
            fields = [self[f"{name}_{code}"] for name, _most in WORDS]
            yield OWN_NAMES[code], code, fields, any(field.value() or field.errors for field in fields)

    def rule_fields(self):
        asked = {BadgeKind.LEARNING: ("course", "visits"), BadgeKind.MENTORING: ("hours",), BadgeKind.HOSTING: ("exchanges",)}
        return [self[name] for kind, names in asked.items() for name in names if self.fixed in ("", kind)]

    def skill_fields(self):
        return [(self[f"skill_{n}"], self[f"level_{n}"]) for n in range(1, SKILLS + 1)]

    def picture_fields(self):
        return [self[name] for name in ("tradition", "seed")]

    def clean(self) -> dict:
        given = super().clean()
        asked, words = {BadgeKind.MENTORING: ("hours", _("Say how many hours.")),
                        BadgeKind.HOSTING: ("exchanges", _("Say how many visits."))}.get(given.get("kind"), ("", ""))
        if asked and asked not in self.errors and not given.get(asked):
            self.add_error(asked, words)
        if given.get("kind") == BadgeKind.LEARNING and bool(given.get("course")) == bool(given.get("visits")) and not {"course", "visits"} & set(self.errors):
            self.add_error("course", _("Choose either a course, or a number of exchanges."))
        chosen = [given.get(f"skill_{n}") for n in range(1, SKILLS + 1)]
        for n, skill in enumerate(chosen, 1):
            if skill and skill in chosen[:n - 1]:
                self.add_error(f"skill_{n}", _("This skill stands there already."))
        for code in OTHERS:
            if not given.get(f"title_{code}") and (given.get(f"description_{code}") or given.get(f"criteria_{code}")):
                self.add_error(f"title_{code}", _("Write the title in this language, too."))
        return given

    def apply(self, badge: Badge) -> Badge:
        given = self.cleaned_data
        for name, field in (("title", "titles"), ("description", "descriptions"), ("criteria", "criteria")):
            setattr(badge, field, {code: given[f"{name}_{code}"] for code in (FIRST, *OTHERS) if given.get(f"{name}_{code}")})
        badge.kind, badge.tradition, badge.seed, badge.valid_months = given["kind"], given["tradition"], given["seed"], given["valid_months"]
        badge.rule = {BadgeKind.LEARNING: {"course": given["course"]} if given["course"] else {"visits": given["visits"]}, BadgeKind.MENTORING: {"minutes": 60 * (given["hours"] or 0)},
                      BadgeKind.HOSTING: {"exchanges": given["exchanges"]}}[given["kind"]]
        return badge

    def levels(self) -> dict[int, int]:
        given = self.cleaned_data
        return {int(given[f"skill_{n}"]): given[f"level_{n}"] for n in range(1, SKILLS + 1) if given.get(f"skill_{n}")}


def _as_written(badge: Badge, levels: dict[int, int]) -> dict:
    texts = (("title", badge.titles), ("description", badge.descriptions), ("criteria", badge.criteria))
    made = {f"{name}_{code}": text for name, by_language in texts for code, text in by_language.items()}
    made |= {"kind": badge.kind or BadgeKind.LEARNING, "course": badge.rule.get("course", ""), "visits": badge.rule.get("visits"), "hours": (badge.rule.get("minutes") or 0) // 60 or None,
             "exchanges": badge.rule.get("exchanges"), "tradition": badge.tradition, "seed": badge.seed, "valid_months": badge.valid_months}
    for n, (skill, level) in enumerate(levels.items(), 1):
        made |= {f"skill_{n}": str(skill), f"level_{n}": level}
    return made


def course_choices(language: str) -> list[tuple[str, str]]:
    """[(key, title in this language where there is one)] of the published courses, by title; one query."""
    found: dict[str, tuple[bool, str]] = {}
    for key, code, title in CoursePage.objects.filter(live=True, alias_of=None).order_by("pk").values_list("translation_key", "locale__language_code", "title"):
        if str(key) not in found or (code == language and not found[str(key)][0]):
            found[str(key)] = (code == language, title)
    return sorted(((key, title) for key, (_own, title) in found.items()), key=lambda pair: pair[1].casefold())


def skill_choices(also: Collection[int]) -> list[tuple[str, list[tuple[int, str]]]]:
    """By framework and area. ESCO, once it is imported, has thousands: of it only those that stand in the badge already (primary keys)."""
    return grouped_choices(choosable(also).exclude(~Q(pk__in=also), framework=Framework.ESCO))
