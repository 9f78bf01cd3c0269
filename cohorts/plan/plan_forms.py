"""The forms of a plan at the city's desk: the plan itself, a phase, a study."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from academy.context import OWN_NAMES
from academy.file_reading import TYPES, read_document
from academy.plain_text import PlainText
from academy.single_line import SingleLine
from academy.wall_time_fields import day_field
from cohorts.models import CityPlan, PlanPhase
from cohorts.refusals import Refused

WIDE = {"dir": "auto"}


def line(label, longest: int, **options) -> SingleLine:
    return SingleLine(label=label, max_length=longest, widget=forms.TextInput(attrs=WIDE), **options)


class PlanForm(forms.Form):
    title = line(gettext_lazy("Title"), 150)
    summary = PlainText(label=gettext_lazy("What the city wants"), max_length=3000, rows=6, required=False,
                        help_text=gettext_lazy("In a few sentences: what will be different when the plan is over, and for whom?"))
    language = forms.ChoiceField(label=gettext_lazy("Language you write in"), choices=[(code, OWN_NAMES[code]) for code, _name in settings.LANGUAGES])
    starts_on = day_field(gettext_lazy("From"))
    ends_on = day_field(gettext_lazy("Until"))
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, plan: CityPlan | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if plan is not None:
            self.initial = {name: getattr(plan, name) for name in ("title", "summary", "language", "starts_on", "ends_on")} | {"seen": plan.changed_at.isoformat()}
        else:
            self.initial.setdefault("language", get_language() or "en")

    def clean(self) -> dict:
        start, end = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if start and end and not start < end:
            self.add_error("ends_on", _("A plan cannot end before it starts."))
        if start and end and (end - start).days > 366 * 15:
            self.add_error("ends_on", _("A plan of more than fifteen years is a wish. Choose a shorter period."))
        return self.cleaned_data

    def said(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("title", "summary", "language", "starts_on", "ends_on")}


class PhaseForm(forms.Form):
    words = line(gettext_lazy("What happens in this phase"), 500, required=False)
    starts_on = day_field(gettext_lazy("From"), required=False)
    ends_on = day_field(gettext_lazy("Until"), required=False)
    done_on = day_field(gettext_lazy("Done on"), required=False, help_text=gettext_lazy("Once it is finished. Until then, a phase after its last day is shown as late."))

    def __init__(self, *args, phase: PlanPhase, today, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.initial = today, {name: getattr(phase, name) for name in ("words", "starts_on", "ends_on", "done_on")}

    def clean(self) -> dict:
        start, end, done = (self.cleaned_data.get(name) for name in ("starts_on", "ends_on", "done_on"))
        if start and end and end < start:
            self.add_error("ends_on", _("A phase cannot end before it starts."))
        if done and done > self.today:
            self.add_error("done_on", _("Choose a day that has been."))
        if start and done and done < start:
            self.add_error("done_on", _("A phase cannot be done before it starts."))
        return self.cleaned_data


class StudyForm(forms.Form):
    """`document`: what was read of the upload, or None."""

    title = line(gettext_lazy("Title"), 200)
    authors = line(gettext_lazy("Who wrote it"), 200, help_text=gettext_lazy("A body or an office rather than a person."))
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=1900)
    says = line(gettext_lazy("What it says, in a sentence"), 400)
    url = forms.URLField(label=gettext_lazy("Address where it can be read"), max_length=400, required=False, assume_scheme="https", widget=forms.URLInput(attrs={"dir": "ltr"}))
    file = forms.FileField(label=gettext_lazy("Document"), required=False, help_text=gettext_lazy("PDF, ODT, ODS, ODP, DOCX, XLSX, PPTX, TXT or CSV, up to 10 MB."),
                           widget=forms.FileInput(attrs={"accept": ",".join(f".{each}" for each in TYPES)}))
    document = None

    def __init__(self, *args, today, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].max_value = today.year
        self.today = today

    def clean_year(self) -> int:
        if self.cleaned_data["year"] > self.today.year:
            raise forms.ValidationError(_("Choose a year that has been."))
        return self.cleaned_data["year"]

    def clean_file(self):
        if self.cleaned_data["file"]:
            try:
                self.document = read_document(self.cleaned_data["file"])
            except Refused as refused:
                raise forms.ValidationError(refused.sentence) from None
        return self.cleaned_data["file"]

    def said(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("title", "authors", "year", "says", "url")}
