"""A password that is too short, said in one sentence that every language of the academy has."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext


class LongEnough(MinimumLengthValidator):
    def get_error_message(self) -> str:
        return ngettext("This password is too short: it needs at least %(n)d character.", "This password is too short: it needs at least %(n)d characters.",
                        self.min_length) % {"n": self.min_length}
