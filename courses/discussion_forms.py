"""What people fill in when they write, report and moderate."""

import uuid

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from academy.context import OWN_NAMES
from academy.sanitise import plain
from academy.single_line import SingleLine
from courses.models import DiscussionPost, PostReport

LONGEST_POST = DiscussionPost._meta.get_field("text").max_length
TOO_LONG = _("This is %(show_value)d characters long; %(limit_value)d fit. Shorten it, or post it in two parts. Nothing is lost: it is all still below.")


class PostText(forms.CharField):
    """Text of several lines: line ends counted once, no hidden characters."""

    widget = forms.Textarea

    def __init__(self, **options) -> None:
        super().__init__(**{"max_length": LONGEST_POST, **options})
        self.widget.attrs.pop("maxlength", None)  # browsers would cut what is pasted without a word
        self.validators[0].message = TOO_LONG

    def to_python(self, value) -> str:
        return plain(super().to_python(value)).strip()


class ReplyForm(forms.Form):
    text = PostText(label=_("Your reply"), error_messages={"required": _("Write something first.")}, widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}))
    language = forms.ChoiceField(label=_("Written in"), choices=list(OWN_NAMES.items()))
    by_mail = forms.BooleanField(label=_("Mail me when somebody replies here"), required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, error_messages={"invalid": _("This form was damaged on its way. Send it again.")})

    field_order = ["title", "text", "language", "by_mail", "form_key"]

    def __init__(self, *args, by_mail: bool = True, **kwargs) -> None:
        initial = {"language": get_language(), "by_mail": by_mail, "form_key": uuid.uuid4(), **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, auto_id="write-%s", **kwargs)


class ThreadForm(ReplyForm):
    title = SingleLine(label=_("What is it about?"), max_length=150, widget=forms.TextInput(attrs={"dir": "auto"}),
                       error_messages={"required": _("Give your question or idea a title.")})

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Your question or idea")


class EditForm(forms.Form):
    """`seen`: the moment of the edit this form was opened with, so that a second tab cannot overwrite in silence."""

    text = PostText(label=_("Text"), error_messages={"required": _("Write something, or withdraw the post instead.")},
                    widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}))
    language = forms.ChoiceField(label=_("Written in"), choices=list(OWN_NAMES.items()))
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    field_order = ["title", "text", "language", "seen"]

    def __init__(self, post: DiscussionPost, *args, **kwargs) -> None:
        initial = {"text": post.text, "language": post.language, "title": post.title, "seen": seen_mark(post)}
        super().__init__(*args, initial=initial, auto_id="write-%s", **kwargs)
        if post.thread_id is None:
            self.fields["title"] = SingleLine(label=_("What is it about?"), max_length=150, widget=forms.TextInput(attrs={"dir": "auto"}))
            self.order_fields(self.field_order)


def seen_mark(post: DiscussionPost) -> str:
    return post.edited_at.isoformat() if post.edited_at else ""


class ReportForm(forms.ModelForm):
    reason = PostText(label=_("What is wrong with it?"), max_length=500, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
                      error_messages={"required": _("Say in a few words what is wrong, so that a moderator can decide.")})

    class Meta:
        model = PostReport
        fields = ["reason"]


class HideForm(forms.Form):
    reason = SingleLine(label=_("Reason, which its writer will read"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}),
                        error_messages={"required": _("Say why you hide it: its writer will read it.")})
