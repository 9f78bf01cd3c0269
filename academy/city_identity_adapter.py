"""What happens when somebody comes in with a city's identity provider. The settings are in academy/city_identity.py."""

from allauth.account.internal.emailkit import valid_email_or_none
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.utils.translation import gettext_lazy as _


class CityIdentityAdapter(DefaultSocialAccountAdapter):
    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "email_taken": _("There is already an account with this address. Sign in to it first, then connect %s on its page."),
        "connected_other": _("That account is already connected to somebody else here."),
        "disconnect_last": _("This is your only way to sign in. Set a password first."),
    }

    def populate_user(self, request, sociallogin, data):
        """Our people have one name, not two: what the provider spells out, or its two parts put together."""
        spelled_out = data.get("name") or " ".join(part for part in (data.get("first_name"), data.get("last_name")) if part)
        user = sociallogin.user
        user.name = str(spelled_out)[:120]
        user.email = valid_email_or_none(data.get("email")) or ""
        return user

    def get_signup_form_initial_data(self, sociallogin) -> dict:
        return {**super().get_signup_form_initial_data(sociallogin), "name": sociallogin.user.name}

    def pre_social_login(self, request, sociallogin) -> None:
        """An address counts as confirmed only when the academy trusts this provider with that (trust_email)."""
        if not self.can_authenticate_by_email(sociallogin, ""):
            for address in sociallogin.email_addresses:
                address.verified = False
