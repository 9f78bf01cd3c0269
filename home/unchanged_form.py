"""A form that writes over nobody: it knows what stood there when it was opened, and asks again when that is no longer so."""

import hashlib

from django import forms
from django.utils.translation import gettext as _


class UnchangedForm(forms.Form):
    """`now`: {field: its value as it stands}. What somebody typed is kept when somebody else was faster; sent once more, it is kept for good."""

    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, data=None, *args, now: dict, **kwargs) -> None:
        self.stands = hashlib.sha256(repr(sorted(now.items(), key=lambda each: each[0])).encode()).hexdigest()
        super().__init__(data, *args, initial={**now, "version": self.stands}, **kwargs)

    def clean(self) -> dict:
        given = super().clean()
        if given.pop("version", "") != self.stands:
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = self.stands
            raise forms.ValidationError(_("Somebody else has changed this since you opened it. What you typed is still here: compare it with what stands there now, "
                                          "then keep it, if it is still right."))
        return given
