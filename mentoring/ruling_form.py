"""A ruling on one pair as a form."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.single_line import SingleLine


class RulingForm(forms.Form):
    """A pair and why. `mentors` and `mentees`: [(id, words)] of those one may choose."""

    kind = forms.ChoiceField(label=gettext_lazy("These two"), widget=forms.RadioSelect)
    offer = forms.TypedChoiceField(label=gettext_lazy("Mentor"), coerce=int)
    request = forms.TypedChoiceField(label=gettext_lazy("Mentee"), coerce=int)
    reason = SingleLine(label=gettext_lazy("Why"), max_length=300, help_text=gettext_lazy(
        "Kept for those who look into it later. Only the round’s keepers read it; how many rulings there are, everybody."))

    def __init__(self, kinds, mentors, mentees, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds
        for name, choices in (("offer", mentors), ("request", mentees)):
            self.fields[name].choices = [("", _("Choose")), *choices]
