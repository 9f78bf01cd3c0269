"""The form of a cohort in the admin."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from academy.permissions import can
from courses.permissions import courses_of


class CohortForm(WagtailAdminModelForm):
    """Only courses the person trains; course and short name stand once people can be in it."""

    course_key = forms.ChoiceField(label=_("Course"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        mine = [each for each in courses_of(self.for_user) if can(self.for_user, "course.author", each)]
        self.fields["course_key"].choices = [(str(each.translation_key), each.title) for each in mine]
        self.fields["slug"].help_text = _("Letters, digits and hyphens. It stands in lists, and cannot change later.")
        if self.instance.pk:
            self.initial["course_key"] = str(self.instance.course_key)
            for name in ("course_key", "slug"):
                self.fields[name].disabled = True
