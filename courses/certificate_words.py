"""The sentences a certificate says, put together once, in its language, when it is issued; kept with it ever after."""

from datetime import date

from babel.dates import format_date
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.models.certificates import Certificate

# Where a language's dates differ by country: British spelling, and the month names and digits of the Maghreb.
REGIONS = {"en": "en_GB", "ar": "ar_TN"}


def printed_words(certificate: Certificate) -> dict[str, str]:
    """{name: sentence} for courses/certificate_pdf.py, in the certificate's language."""
    with translation.override(certificate.language):
        return {
            "kind": _("Certificate of completion"),
            "who": _("This certificate belongs to"),
            "did": _("who went through the whole course"),
            "lessons": ngettext("lesson", "lessons", certificate.lessons),
            "time_label": _("of learning"),
            "time": duration(certificate.minutes),
            "date_label": _("finished on"),
            "date": written_date(certificate.finished_on, certificate.language),
            "mosaic": _("Each tile of the mosaic is a lesson."),
            "check": _("Is it genuine? Check it here:"),
            "code_label": _("Code"),
            "issuer": _("Tessera, the peer-learning academy of partner cities"),
            "check_url": settings.BASE_URL + reverse("certificate", args=[certificate.code]),
        }


def written_date(day: date, language: str) -> str:
    """22 November 2026, as people of the partner cities write it."""
    return format_date(day, format="long", locale=REGIONS.get(language, language))


def duration(minutes: int) -> str:
    """Minutes in words, in the active language: “45 minutes”, “6 hours”, “6 h 20 min”."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return ngettext("%(n)s minute", "%(n)s minutes", rest) % {"n": rest}
    if not rest:
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}
