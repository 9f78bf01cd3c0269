"""Inviting somebody into a city, and what becomes of it. Whoever invites gets the same answer whether an address has an account or not."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from academy.models import Invitation, Organisation, PartnerCity, RoleGrant, User, record
from academy.models.people import Role
from academy.outbox import enqueue
from academy.permissions import can

MOST_A_DAY = 600  # by one person, in all cities
MOST_TO_ONE_ADDRESS = 3  # a day, from one city


class Refused(Exception):
    """Why an invitation cannot be accepted: `over` (accepted, declined, withdrawn or expired), `address` (it was sent to another one),
    `inviter` (whoever sent it may no longer give that role)."""


def may_invite(user: User, city: PartnerCity, role: str) -> bool:
    return role != Role.NETWORK_COORDINATOR and can(user, "role.give", (role, city))


def sent_today(user: User, at) -> int:
    return Invitation.objects.filter(invited_by=user, made_at__gt=at - timedelta(days=1)).count()


def too_often(city: PartnerCity, email: str, giver: User, at) -> str:
    """Why one more invitation to this address must wait, as a sentence; empty when it need not."""
    if sent_today(giver, at) >= MOST_A_DAY:
        return _("You have sent %(count)d invitations today. Send the rest tomorrow.") % {"count": MOST_A_DAY}
    if Invitation.objects.filter(city=city, email=email.lower(), made_at__gt=at - timedelta(days=1)).count() >= MOST_TO_ONE_ADDRESS:
        return _("This address was invited %(count)d times today. Give the person some time.") % {"count": MOST_TO_ONE_ADDRESS}
    return ""


def invite(city: PartnerCity, email: str, role: str, *, by: User, at, language: str, name: str = "", organisation: Organisation | None = None) -> Invitation:
    """Invite one address and queue its mail. Raises IntegrityError when the address has an open invitation to this city.

    One that expired unanswered makes room first.
    """
    with transaction.atomic():
        email = email.lower()
        Invitation.objects.unanswered().filter(city=city, email=email, expires_at__lte=at).update(withdrawn_at=at)
        made = Invitation.objects.create(city=city, email=email, name=name, role=role, organisation=organisation, language=language, invited_by=by, made_at=at)
        record(by, "invited", "invitation", made.pk, at=at, details={"role": role, "city": city.slug})
        enqueue(f"mail:invitation:{made.pk}", "academy.invitation", {"invitation": str(made.pk)})
    return made


def invite_again(invitation: Invitation, *, by: User, at) -> Invitation:
    """Send it anew, with a new link and a new term; the link before stops working."""
    with transaction.atomic():
        withdraw(invitation, by=by, at=at)
        return invite(invitation.city, invitation.email, invitation.role, by=by, at=at, language=invitation.language, name=invitation.name,
                      organisation=invitation.organisation)


def withdraw(invitation: Invitation, *, by: User, at) -> bool:
    """False when it was answered or withdrawn before."""
    with transaction.atomic():
        if not Invitation.objects.unanswered().filter(pk=invitation.pk).update(withdrawn_at=at):
            return False
        record(by, "withdrew", "invitation", invitation.pk, at=at, details={"city": invitation.city.slug})
    return True


def decline(invitation: Invitation, *, at) -> bool:
    """No, thank you: the address and the name are forgotten at once. False when it no longer waited."""
    with transaction.atomic():
        if not Invitation.objects.waiting(at).filter(pk=invitation.pk).update(declined_at=at, email="", name=""):
            return False
        record(None, "declined", "invitation", invitation.pk, at=at, details={"city": invitation.city.slug})
    return True


def refusal(invitation: Invitation, person: User, at) -> str:
    """Why this person cannot accept it at `at`, as a word of Refused; empty when they can."""
    if invitation.state(at) != "waiting":
        return "over"
    if not _is_theirs(invitation.email, person):
        return "address"
    if invitation.role != Role.LEARNER and not (invitation.invited_by and may_invite(invitation.invited_by, invitation.city, invitation.role)):
        return "inviter"
    return ""


def _is_theirs(email: str, person: User) -> bool:
    """Is it an address this person has confirmed?"""
    return EmailAddress.objects.filter(user=person, verified=True, email__iexact=email).exists()


def accept(invitation: Invitation, person: User, *, at) -> None:
    """The person comes into the city, the organisation and the role. Raises Refused; a second click is `over`."""
    why = refusal(invitation, person, at)
    if why:
        raise Refused(why)
    with transaction.atomic():
        if not Invitation.objects.waiting(at).filter(pk=invitation.pk).update(accepted_at=at, accepted_by=person):
            raise Refused("over")
        moved = {"city": invitation.city}
        if invitation.organisation_id:
            moved["organisation"] = invitation.organisation
        for name, value in moved.items():
            setattr(person, name, value)
        person.save(update_fields=list(moved))
        RoleGrant.objects.grant(person, invitation.role, invitation.city, by=invitation.invited_by, at=at)
        record(person, "accepted", "invitation", invitation.pk, at=at, details={"role": invitation.role, "city": invitation.city.slug})
