"""What who leads a journey, and its advisers, do on its page."""

from datetime import datetime

from django.utils.translation import gettext as _

from mentoring.incubation import advising
from mentoring.incubation.acts import Button
from mentoring.incubation.desk_buttons import document_buttons
from mentoring.incubation.forms import TimeForm
from mentoring.models import IncubationJourney, JourneyAdviser


def inside_buttons(journey: IncubationJourney, adviser: JourneyAdviser | None, by, at: datetime) -> dict[str, Button]:
    """`adviser`: as which this person is here; None for who leads it."""
    shown = document_buttons(journey, by, at, journey.documents.filter(added_by=by))
    if adviser is None:
        return shown

    def time(_row, given) -> str:
        advising.write_time(adviser, at=at, **given)
        return _("Written down.")

    def correct(row, given) -> str:
        advising.write_time(adviser, at=at, instead_of=row, **given)
        return _("Corrected.")

    def take_back(row, _given) -> str:
        advising.take_time_back(row, by=by, at=at)
        return _("Taken back.")

    return {**shown, "time": Button(time, TimeForm), "correct": Button(correct, TimeForm, adviser.advice.all()), "time_away": Button(take_back, None, adviser.advice.all())}
