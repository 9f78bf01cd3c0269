"""The forms of practices: one for the city that tells it, one for whoever adapted it."""

from datetime import datetime, timedelta

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from academy.context import OWN_NAMES
from academy.personal_data import why
from academy.sanitise import plain
from academy.single_line import SingleLine
from academy.wall_time_fields import day_field
from cohorts.exchange_form import OneParagraph
from cohorts.exchange_texts import texts_of
from cohorts.minute_text import to_text
from cohorts.models import Exchange, Practice, PracticeAdaptation

LONGEST = 20_000


class PracticeForm(forms.Form):
    """What a city tells. `fields_of_practice()` of a valid form: for cohorts.practice_writing."""

    title = SingleLine(label=gettext_lazy("Title"), max_length=120, widget=forms.TextInput(attrs={"dir": "auto"}))
    summary = OneParagraph(label=gettext_lazy("In one or two sentences"), max_length=250, required=False, help_text=gettext_lazy("This is what people read in the list."))
    text = forms.CharField(label=gettext_lazy("How it works"), max_length=LONGEST, required=False, strip=False, widget=forms.Textarea(attrs={"rows": 16, "dir": "auto"}), help_text=gettext_lazy(
        "What was the problem, what do you do, who is needed, what went wrong first? An empty line begins a new paragraph. A line that begins with “## ” is a heading, "
        "lines that begin with “- ” are a list. Name bodies and roles rather than people."))
    language = forms.ChoiceField(label=gettext_lazy("Language you write in"), choices=[(code, OWN_NAMES[code]) for code, _name in settings.LANGUAGES])
    exchange = forms.ChoiceField(label=gettext_lazy("Shown at an exchange"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, city, *args, practice: Practice | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        hosted = list(Exchange.objects.hosted_by(city).public().order_by("-starts_at", "pk")[:100])
        texts = texts_of(hosted, get_language() or "en")
        self.hosted = {str(each.pk): each for each in hosted}
        self.fields["exchange"].choices = [("", _("None"))] + [(pk, texts[each.pk].title) for pk, each in self.hosted.items()]
        if practice is not None:
            self.initial = {"title": practice.title, "summary": practice.summary, "text": to_text(practice.text), "language": practice.language,
                            "exchange": str(practice.exchange_id or ""), "seen": practice.changed_at.isoformat()}
            if practice.exchange_id and str(practice.exchange_id) not in self.hosted:  # it may have changed hosts since
                self.hosted[str(practice.exchange_id)] = practice.exchange
                self.fields["exchange"].choices += [(str(practice.exchange_id), str(practice.exchange))]
        else:
            self.initial.setdefault("language", get_language() or "en")

    def clean_text(self) -> str:
        return plain(self.cleaned_data["text"]).strip()

    def fields_of_practice(self) -> dict:
        given = {name: self.cleaned_data[name] for name in ("title", "summary", "text", "language")}
        return {**given, "exchange": self.hosted.get(self.cleaned_data["exchange"])}


class AdaptationForm(forms.Form):
    """What somebody tells about adapting it."""

    place = SingleLine(label=gettext_lazy("Where: a place, a service or an organisation"), max_length=120, widget=forms.TextInput(attrs={"dir": "auto"}))
    changed = forms.CharField(label=gettext_lazy("What you changed, so that it works there"), max_length=1000, widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}))
    started_on = day_field(gettext_lazy("Since when"))
    shows_name = forms.BooleanField(label=gettext_lazy("Show my name beside it"), required=False)

    def __init__(self, *args, at: datetime, told: PracticeAdaptation | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        self.fields["changed"].help_text = why("cohorts.PracticeAdaptation", "changed")
        self.fields["shows_name"].help_text = _("Without it, people read the place and the city, and not who you are.")
        if told is not None:
            self.initial = {name: getattr(told, name) for name in ("place", "changed", "started_on", "shows_name")}

    def clean_changed(self) -> str:
        return plain(self.cleaned_data["changed"]).strip()

    def clean_started_on(self):
        day = self.cleaned_data["started_on"]
        if not datetime(1970, 1, 1).date() <= day <= self.at.date() + timedelta(days=1):
            raise forms.ValidationError(_("Choose a day that has been: one tells what was done, not what is planned."))
        return day

    def said(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("place", "changed", "started_on", "shows_name")}
