"""The forms in which network coordinators write a pathway: what it is, and its steps in order."""

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from taggit.models import Tag

from academy.lines_by_language import LinesByLanguage
from academy.models import Pathway, StepKind
from academy.models.pathways import ANYBODY
from academy.models.people import ENTRY_PATHS
from academy.skill_choices import choosable, grouped_choices
from cohorts.models import Exchange
from home.pathway_form import choices_of
from home.pathway_offers import Offers

EMPTY_ROWS, MOST_ROWS = 3, 40


class PathwayForm(forms.Form):
    titles = LinesByLanguage(label=gettext_lazy("Title"), longest=120)
    intros = LinesByLanguage(label=gettext_lazy("Introduction"), longest=500, required=False)
    entry_path = forms.ChoiceField(label=gettext_lazy("For whom"), choices=[ANYBODY, *ENTRY_PATHS], required=False)
    slug = forms.SlugField(label=gettext_lazy("Short name in addresses"), max_length=60, required=False, help_text=gettext_lazy("Empty: made from the English title."))
    retired = forms.BooleanField(label=gettext_lazy("No longer offered"), required=False, help_text=gettext_lazy("Who is on it stays on it."))

    @classmethod
    def initial_of(cls, pathway: Pathway) -> dict:
        return {"titles": pathway.titles, "intros": pathway.intros, "entry_path": pathway.entry_path, "slug": pathway.slug, "retired": pathway.retired_on is not None}


class StepRow(forms.Form):
    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    place = forms.IntegerField(label=gettext_lazy("Place"), min_value=1, max_value=99, required=False)
    what = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    skill = forms.ChoiceField(label=gettext_lazy("Skill it builds"), required=False)
    words = LinesByLanguage(label=gettext_lazy("Why this step"), longest=250, rows=2, required=False)

    def __init__(self, *args, what=(), skills=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = what
        self.fields["skill"].choices = skills

    def clean(self) -> dict:
        given = super().clean()
        if not given.get("what") and (given.get("words") or given.get("skill")) and not given.get("id"):
            self.add_error("what", _("Say what this step is."))
        return given

    @property
    def stays(self) -> bool:
        """An empty "what" takes the step away."""
        return bool(self.cleaned_data.get("what"))

    def step(self) -> dict:
        kind, _colon, key = self.cleaned_data["what"].partition(":")
        return {"id": self.cleaned_data.get("id"), "kind": kind, "object_key": key, "skill_id": int(self.cleaned_data["skill"]) if self.cleaned_data.get("skill") else None,
                "words": self.cleaned_data.get("words") or {}}


StepRows = forms.formset_factory(StepRow, extra=EMPTY_ROWS, max_num=MOST_ROWS, validate_max=True, absolute_max=MOST_ROWS + 10)


def step_rows(pathway: Pathway, offers: Offers, data=None):
    """The formset: a row for each step, and a few empty ones. What a step names already is offered even when nothing of it is to come."""
    steps = list(pathway.steps.all()) if pathway.pk else []
    what = [("", _("No step (takes it away)")), *choices_of(offers)]
    offered = {value for _heading, group in what[1:] for value, _words in group}
    themes = Tag.objects.filter(pk__in=Exchange.themes.through.objects.values("tag")).order_by("name").values_list("slug", "name")
    others = {f"{StepKind.EXCHANGE}:{slug}": _("An exchange about “%(theme)s”") % {"theme": name} for slug, name in themes}
    others |= {f"{step.kind}:{step.object_key}": offers.title_of(step) for step in steps}
    others |= {f"{StepKind.ASSESSMENT}:": _("Look at your skills")}
    what.append((_("More"), [(value, words) for value, words in others.items() if value not in offered]))
    skills = [("", _("No skill")), *grouped_choices(choosable([step.skill_id for step in steps if step.skill_id]))]
    initial = [{"id": step.pk, "place": number, "what": f"{step.kind}:{step.object_key}", "skill": str(step.skill_id or ""), "words": step.words} for number, step in enumerate(steps, 1)]
    return StepRows(data, initial=initial, prefix="steps", form_kwargs={"what": what, "skills": skills})


def steps_in_order(rows) -> list[dict]:
    """Of a valid formset: by the place typed, those without one last."""
    kept = [row for row in rows if row.stays]
    return [row.step() for row in sorted(kept, key=lambda row: row.cleaned_data.get("place") or 100)]


def reader_language() -> str:
    return get_language() or "en"
