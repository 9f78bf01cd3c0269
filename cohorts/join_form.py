"""What is asked of who wants to join a cohort."""

from django import forms
from django.utils.translation import gettext_lazy as _

from academy.single_line import SingleLine
from cohorts.models import Cohort, JoinWay


class JoinForm(forms.Form):
    """The code, where one is needed; a word to the facilitators, where they decide; and whether the others see one's name."""

    code = SingleLine(label=_("The code you were given"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    message = SingleLine(label=_("A word to the facilitators"), max_length=500, required=False, help_text=_("Who you are, or what you hope for. Only they read it."))
    name_hidden = forms.BooleanField(label=_("Do not show my name to the other members"), required=False,
                                     help_text=_("Otherwise they see your name and your city. The facilitators always do. You can change this later."))

    def __init__(self, *args, cohort: Cohort, invited: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if invited or cohort.join_way != JoinWay.CODE:
            del self.fields["code"]
        if invited or cohort.join_way != JoinWay.REQUEST:
            del self.fields["message"]
