"""A form field for a date and time as the wall clock of a zone shows it; answers in UTC."""

from datetime import UTC, datetime, tzinfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class LocalMoment(forms.Field):
    """Takes 2027-01-10T09:00 (what a browser sends) or 2027-01-10 (its first minute). Set `zone` before use."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    zone: tzinfo = UTC

    def to_python(self, value) -> datetime | None:
        if value in self.empty_values:
            return None
        try:
            local = datetime.fromisoformat(str(value).strip())
        except ValueError:
            raise ValidationError(_("Write the date and the time like this: 2027-01-10 09:00.")) from None
        at = (local if local.tzinfo else local.replace(tzinfo=self.zone)).astimezone(UTC)
        if local.tzinfo is None and at.astimezone(self.zone).replace(tzinfo=None) != local:
            raise ValidationError(_("This time does not exist there: clocks go forward in that hour."))
        return at

    def prepare_value(self, value):
        return value.astimezone(self.zone).strftime("%Y-%m-%dT%H:%M") if isinstance(value, datetime) else value
