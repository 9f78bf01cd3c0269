"""The simple form with which a city's coordinators write its page; editors have the whole of it in the admin."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.sanitise import plain
from academy.single_line import SingleLine
from home.models import CityPage
from home.simple_text import as_rich_text, as_typed, is_simple

TEXTS = ("intro", "offer", "seek")
LONGEST = 5000


class CityPageForm(forms.Form):
    """`page`: the one to change. `version` is what it was when the form was opened, so that nobody writes over somebody else's words."""

    title = SingleLine(label=gettext_lazy("Name of the city, as it stands on the page"), max_length=100)
    intro = forms.CharField(label=gettext_lazy("Who we are"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5}))
    offer = forms.CharField(label=gettext_lazy("What we offer"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 8}))
    seek = forms.CharField(label=gettext_lazy("What we seek"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 8}))
    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(self, *args, page: CityPage, **kwargs) -> None:
        self.page = page
        self.shown = {name: as_typed(getattr(page, name)) for name in TEXTS}
        super().__init__(*args, initial={"title": page.title, "version": version_of(page), **self.shown}, **kwargs)
        for name in TEXTS:
            self.fields[name].widget.attrs["dir"] = "auto"
            if not is_simple(getattr(page, name)):
                self.fields[name].help_text = _("Editors have put links or bold words into it, which are not shown here. They stay as long as you do not change this text.")

    def clean(self) -> dict:
        given = super().clean()
        if self.page.pk and given.get("version") != version_of(self.page):
            raise forms.ValidationError(_("Somebody else has changed the page since you opened it. What you typed is still here: compare it with the page, "
                                          "then keep it, if it is still right."))
        return given

    def write(self) -> list[str]:
        """Put what was changed into the page (without saving it); the names of the fields that changed."""
        changed = [name for name in TEXTS if plain(self.cleaned_data[name]).strip() != self.shown[name].strip()]
        for name in changed:
            setattr(self.page, name, as_rich_text(self.cleaned_data[name]))
        if self.cleaned_data["title"] != self.page.title:
            self.page.title = self.cleaned_data["title"]
            changed.append("title")
        return changed


def version_of(page: CityPage) -> str:
    return str(page.latest_revision_id or 0)
