"""The form about mails. Why each is asked comes from cohorts/mail_personal_data.py."""

from django import forms
from django.utils.text import capfirst

from academy.personal_data import why
from cohorts.models import MailChoice


class MailChoiceForm(forms.ModelForm):
    class Meta:
        model = MailChoice
        fields = ["week_before", "day_before", "daily_digest"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = capfirst(MailChoice._meta.get_field(name).verbose_name)
            field.help_text = why("cohorts.MailChoice", name)
