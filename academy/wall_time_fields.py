"""Form fields for a day and a time as a clock on the wall shows them, and what is said of a time that the clocks jump over."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.local_times import NoSuchTime


def day_field(label, **options) -> forms.DateField:
    return forms.DateField(label=label, input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"], widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                           error_messages={"invalid": gettext_lazy("Write the date like this: 2027-01-31.")}, **options)


def time_field(label, **options) -> forms.TimeField:
    return forms.TimeField(label=label, input_formats=["%H:%M", "%H:%M:%S", "%H.%M", "%Hh%M"], widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
                           error_messages={"invalid": gettext_lazy("Write the time like this: 09:30.")}, **options)


def no_such_time(missing: NoSuchTime) -> str:
    return _("%(time)s does not exist on that day: the clocks go forward. The next time there is %(next)s.") % {
        "time": f"{missing.wall:%H:%M}", "next": f"{missing.next_wall:%H:%M}"}
