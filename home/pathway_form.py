"""The form that adds a step to one's own pathway: one of what the academy offers, or one in one's own words."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.models import Moment, StepKind
from academy.single_line import SingleLine
from home.pathway_offers import Offers

HOURS = (3, 6, 12)  # of mentoring, to choose from


class _Named:
    """Enough of a step for Offers.title_of."""

    def __init__(self, kind: str, object_key: str = "") -> None:
        self.kind, self.object_key, self.words = kind, object_key, ""


def choices_of(offers: Offers) -> list[tuple[str, list[tuple[str, str]]]]:
    """[(heading, [(“kind:key”, words)])], headings without anything left out."""
    def named(kind: str, *keys: str) -> list[tuple[str, str]]:
        return [(f"{kind}:{key}", offers.title_of(_Named(kind, key))) for key in keys]

    groups = [
        (_("Courses"), named(StepKind.COURSE, *offers.courses)),
        (_("Exchanges to come"), [(f"{StepKind.EXCHANGE}:{each.exchange.key}", f"{each.title} ({each.exchange.host_city.name})") for each in offers.coming]),
        (_("Any exchange about"), [(f"{StepKind.EXCHANGE}:{slug}", name) for slug, name in offers.offered_themes.items()]),
        (_("Mentoring"), named(StepKind.MENTORING, "", *map(str, HOURS))),
        (_("Practices"), named(StepKind.PRACTICE, "", *offers.practices)),
        (_("My skills"), named(StepKind.ASSESSMENT, *Moment.values)),
    ]
    return [(heading, found) for heading, found in groups if found]


class StepForm(forms.Form):
    what = forms.ChoiceField(label=gettext_lazy("Something the academy offers"), required=False)
    words = SingleLine(label=gettext_lazy("Or something in your own words"), required=False, max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}),
                       help_text=gettext_lazy("Such as: ask the market co-operative for a talk. You tick it yourself."))

    def __init__(self, offers: Offers, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [("", _("Nothing of this")), *choices_of(offers)]

    def clean(self) -> dict:
        given = super().clean()
        if not self.errors and bool(given.get("what")) == bool(given.get("words")):
            self.add_error("words" if given.get("words") else "what", _("Choose something, or write it in your own words: one of the two."))
        return given

    def step(self) -> dict:
        """kind, object_key, words: for home.own_pathway.add."""
        if self.cleaned_data["words"]:
            return {"kind": StepKind.OWN, "words": self.cleaned_data["words"]}
        kind, _colon, key = self.cleaned_data["what"].partition(":")
        return {"kind": kind, "object_key": key}
