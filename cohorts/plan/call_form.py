"""The forms by which a city writes its call: words and days, criteria, a question, a later day, a reason."""

from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.context import OWN_NAMES
from academy.local_times import wall_of
from academy.plain_text import PlainText
from academy.single_line import SingleLine
from academy.wall_time_fields import day_field, time_field
from cohorts.exchange_form import OneParagraph
from cohorts.exchange_form_questions import QuestionForm
from cohorts.exchange_form_times import WallTimes
from cohorts.models import CallOfInterest, CallQuestion
from cohorts.plan.calling import MOST_CRITERIA

WIDE = {"dir": "auto"}
WEIGHTS = [("1", gettext_lazy("1: counts")), ("2", gettext_lazy("2: counts twice")), ("3", gettext_lazy("3: counts most"))]


class CallForm(WallTimes):
    """`fields_of_call()` of a valid form. Days are those of the city's clocks."""

    title = SingleLine(label=gettext_lazy("Title"), max_length=150, widget=forms.TextInput(attrs=WIDE))
    words = PlainText(label=gettext_lazy("What the city is looking for"), max_length=5000, rows=8,
                      help_text=gettext_lazy("What you want to happen, what you can give, and what comes after. An empty line begins a new paragraph."))
    who = OneParagraph(label=gettext_lazy("Who may answer"), max_length=500, rows=2)
    language = forms.ChoiceField(label=gettext_lazy("Language you write in"), choices=[(code, OWN_NAMES[code]) for code, _name in settings.LANGUAGES])
    opens_on = day_field(gettext_lazy("Opens on"))
    opens_time = time_field(gettext_lazy("at"))
    closes_on = day_field(gettext_lazy("Closes on"))
    closes_time = time_field(gettext_lazy("at"))
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, city, *args, call: CallOfInterest | None = None, **kwargs) -> None:
        zone = ZoneInfo(city.time_zone)
        super().__init__(*args, zone=zone, **kwargs)
        self.call = call
        if call is not None:
            opens, closes = wall_of(call.opens_at, zone), wall_of(call.closes_at, zone)
            self.initial = {"title": call.title, "words": call.words, "who": call.who, "language": call.language, "opens_on": opens.date(), "opens_time": opens.time(),
                            "closes_on": closes.date(), "closes_time": closes.time(), "seen": call.changed_at.isoformat()}
            if call.is_public:
                for name in ("opens_on", "opens_time", "closes_on", "closes_time"):
                    del self.fields[name]
        else:
            self.initial = {"opens_time": "09:00", "closes_time": "18:00", **self.initial}

    def clean(self) -> dict:
        given = super().clean()
        for name in ("opens", "closes"):
            if given.get(f"{name}_on") and given.get(f"{name}_time") is not None:
                given[f"{name}_at"] = self.moment(given[f"{name}_on"], given[f"{name}_time"], f"{name}_time")
        if given.get("opens_at") and given.get("closes_at") and given["closes_at"] <= given["opens_at"]:
            self.add_error("closes_on", _("A call cannot close before it opens."))
        return given

    def fields_of_call(self) -> dict:
        names = ("title", "words", "who", "language", "opens_at", "closes_at")
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name) is not None}


class CriteriaForm(forms.Form):
    """Lines of a sentence and a weight; empty ones go. `lines()` of a valid form."""

    def __init__(self, call: CallOfInterest, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.rows = []
        kept = list(call.criteria.all())
        for number in range(min(MOST_CRITERIA, len(kept) + 3)):
            one = kept[number] if number < len(kept) else None
            words, weight = f"words-{number}", f"weight-{number}"
            self.fields[words] = SingleLine(label=_("Criterion %(number)s") % {"number": number + 1}, max_length=300, required=False, initial=one.words if one else "",
                                            widget=forms.TextInput(attrs=WIDE))
            self.fields[weight] = forms.ChoiceField(label=_("Weight of criterion %(number)s") % {"number": number + 1}, choices=WEIGHTS, initial=str(one.weight) if one else "1", required=False)
            self.rows.append((words, weight, one.pk if one else None))

    def lines(self) -> list[tuple[int | None, str, int]]:
        given = self.cleaned_data
        return [(pk, given[words], int(given[weight] or 1)) for words, weight, pk in self.rows if given[words]]


class CallQuestionForm(QuestionForm):
    """An exchange's question without what hangs on another, and without belief and health, which a call does not ask."""

    why = OneParagraph(label=gettext_lazy("Why you ask, or how to answer"), max_length=300, rows=2, required=False,
                       help_text=gettext_lazy("People read this under the question. Ask only what you need."))

    def __init__(self, question: CallQuestion | None, *args, **kwargs) -> None:
        super().__init__([], *args, **kwargs)
        for name in ("version", "sensitive", "asked_if"):
            del self.fields[name]
        if question is not None:
            self.initial = {"label": question.label, "why": question.why, "kind": question.kind, "options": "\n".join(question.options), "required": question.required}

    def fields_of_question(self) -> dict:
        given = self.cleaned_data
        return {**self.words(), "kind": given["kind"], "required": given["required"]}


class ExtendForm(WallTimes):
    until_on = day_field(gettext_lazy("Closes on"))
    until_time = time_field(gettext_lazy("at"), initial="18:00")

    def clean(self) -> dict:
        given = super().clean()
        if given.get("until_on") and given.get("until_time") is not None:
            given["until"] = self.moment(given["until_on"], given["until_time"], "until_time")
        return given


class CloseForm(forms.Form):
    why = OneParagraph(label=gettext_lazy("Why it closes early"), max_length=300, rows=2, help_text=gettext_lazy("Everybody reads it on the page of the call."))


class ResultsForm(forms.Form):
    words = PlainText(label=gettext_lazy("A word on the result"), max_length=2000, rows=4, required=False, help_text=gettext_lazy("What happens next, and thanks. Everybody reads it."))
