"""Where a session takes place, asked when one of the offered times is chosen."""

from django import forms
from django.utils.translation import gettext_lazy

from academy.single_line import SingleLine


class PlaceForm(forms.Form):
    place = SingleLine(label=gettext_lazy("Where, or the link of the call"), max_length=300, required=False)
