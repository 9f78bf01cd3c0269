"""What people type about a proposal: a reason for nobody but themselves, a question, an answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoring.answering import LONGEST_REASON


class NotNowForm(forms.Form):
    reason = forms.CharField(label=_("Why not now, if you like"), required=False, max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
                             help_text=_("Only you read it, here and in your data. It helps you to see what you are looking for."))


class QuestionForm(forms.Form):
    text = forms.CharField(label=_("Your question"), max_length=500, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
                           help_text=_("The other person reads it without your name. Please leave out names, addresses, telephone numbers and links: "
                                       "you exchange them as soon as both have said yes."))


class ReplyForm(forms.Form):
    text = forms.CharField(label=_("Your answer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
                           help_text=_("The other person reads it without your name. Names and contacts come once both have said yes."))
