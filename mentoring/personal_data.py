"""What mentoring holds about a person. See academy/personal_data.py; each part of mentoring has a file of its own."""

from mentoring import (  # noqa: F401  they register themselves
    circle_personal_data,
    entry_personal_data,
    help_personal_data,
    incubation_personal_data,
    mentorship_personal_data,
    proposal_personal_data,
    round_personal_data,
)
