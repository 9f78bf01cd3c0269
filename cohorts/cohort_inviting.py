"""Inviting people into a cohort by their addresses, and what becomes of it. Whoever invites gets the same answer for every address."""

from datetime import timedelta

from django.db import transaction

from academy.models import record
from academy.outbox import enqueue
from cohorts import joining
from cohorts.models import Cohort, CohortInvitation, CohortMembership

MOST_AT_ONCE = 100
MOST_A_DAY = 300  # by one person


class Over(Exception):
    """The invitation was answered, withdrawn, or has expired."""


def left_today(user, at) -> int:
    """How many more addresses this person may invite within 24 hours."""
    return MOST_A_DAY - CohortInvitation.objects.filter(invited_by=user, made_at__gt=at - timedelta(days=1)).count()


def invite(cohort: Cohort, addresses: list[str], by, at, language: str) -> int:
    """Invite addresses; those with an open invitation are left as they are. How many new ones."""
    made = 0
    with transaction.atomic():
        Cohort.objects.filter(pk=cohort.pk).update(slug=cohort.slug)  # the lock: two facilitators with the same list
        open_ones = CohortInvitation.objects.filter(cohort=cohort).unanswered()
        open_ones.filter(expires_at__lte=at).update(withdrawn_at=at)
        known = set(open_ones.values_list("email", flat=True))
        for email in dict.fromkeys(each.lower() for each in addresses):
            if email not in known:
                one = CohortInvitation(cohort=cohort, email=email, language=language, invited_by=by, made_at=at)
                one.save(force_insert=True)
                enqueue(f"mail:cohort_invitation:{one.pk}", "cohorts.cohort_invitation", {"invitation": str(one.pk)})
                made += 1
        record(by, "invited", "cohort", cohort.slug, at=at, details={"people": made})
    return made


def accept(invitation: CohortInvitation, person, at, name_hidden: bool = False) -> CohortMembership:
    """Into the cohort, or its line. Raises Over, or joining.CannotJoin, and then the invitation goes on waiting."""
    with transaction.atomic():
        if not CohortInvitation.objects.waiting(at).filter(pk=invitation.pk).update(accepted_at=at, email=""):
            raise Over
        membership = joining.ask(person, invitation.cohort, at, invited=True, name_hidden=name_hidden)
        # Other addresses of the same person in the same cohort are answered with it.
        CohortInvitation.objects.waiting(at).filter(cohort=invitation.cohort).for_person(person).update(accepted_at=at, email="")
    return membership


def decline(invitation: CohortInvitation, at) -> bool:
    """No, thank you: the address is forgotten at once."""
    with transaction.atomic():
        declined = bool(CohortInvitation.objects.waiting(at).filter(pk=invitation.pk).update(declined_at=at, email=""))
        if declined:
            record(None, "declined", "cohort_invitation", invitation.pk, at=at)
    return declined


def withdraw(invitation: CohortInvitation, by, at) -> bool:
    with transaction.atomic():
        withdrawn = bool(CohortInvitation.objects.unanswered().filter(pk=invitation.pk).update(withdrawn_at=at))
        if withdrawn:
            record(by, "withdrew", "cohort_invitation", invitation.pk, at=at)
    return withdrawn
