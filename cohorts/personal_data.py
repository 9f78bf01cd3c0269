"""What exchanges and cohorts hold about a person. See academy/personal_data.py; cohorts have a file of their own."""

from cohorts import (  # noqa: F401  they register themselves
    ballot_personal_data,
    call_personal_data,
    cohort_personal_data,
    days_personal_data,
    exchange_personal_data,
    group_document_personal_data,
    mail_personal_data,
    mirror_personal_data,
    plan_personal_data,
    practice_personal_data,
    proposal_personal_data,
    space_personal_data,
)
