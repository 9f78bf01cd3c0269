"""Naming somebody by the address of their account: for a seat, for sitting in, for a group."""

from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _

from academy import throttle
from academy.models import User
from cohorts.spaces.refusing import NotPossible

NAMED_AN_HOUR, NAMED_A_DAY = 40, 100


def named(email: str, by, at) -> User:
    """Whose confirmed address it is. NotPossible when nobody's, and when one person tries many: whether somebody has an account is not to be fished for."""
    if not throttle.hit("space_naming", str(by.pk), NAMED_AN_HOUR, 3_600, at):
        raise NotPossible(_("You have typed many addresses. Wait an hour."), "email")
    if not throttle.hit("space_naming", str(by.pk), NAMED_A_DAY, 86_400, at):
        raise NotPossible(_("You have looked for many addresses today. Go on tomorrow."), "email")
    found = (EmailAddress.objects.filter(email=email.strip().lower(), verified=True, user__is_active=True, user__erased_at__isnull=True).select_related("user").first())
    if found is None:
        raise NotPossible(_("Nobody has an account with this address. Check it, or ask them to sign up and confirm their address first."), "email")
    return found.user
