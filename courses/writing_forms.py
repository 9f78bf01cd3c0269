"""What a learner types: checked here, kept by the models. What was typed always comes back."""

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from academy.sanitise import plain
from courses.models.writing import LONGEST

TOO_LONG = _("This has %(show_value)s characters; at most %(limit_value)s fit. Nothing is lost: it is all in the box, shorten it there.")


class LongText(forms.CharField):
    """Text in a box: line ends as \\n, no control characters, at most LONGEST characters."""

    widget = forms.Textarea

    def __init__(self, **options):
        super().__init__(max_length=LONGEST, **options)
        for each in self.validators:
            if isinstance(each, MaxLengthValidator):
                each.message = TOO_LONG

    def to_python(self, value):
        return plain(super().to_python(value)).strip()

    def widget_attrs(self, widget):
        # No maxlength: a browser would cut what is pasted, silently.
        return {"rows": 10, "dir": "auto"}


class ReflectionForm(forms.Form):
    text = LongText(label=_("Your reflection"), required=False)
    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def clean_version(self) -> int:
        return self.cleaned_data["version"] or 0


class TaskForm(forms.Form):
    text = LongText(label=_("Your work"), error_messages={"required": _("Write your work here, or a sentence about what the link shows.")})
    link = forms.URLField(label=_("A link, if it stands elsewhere"), required=False, max_length=200, assume_scheme="https",
                          error_messages={"invalid": _("This is no web address. It begins with https://")})
