"""The second factor: whoever sees other people's things proves twice who they are. Demo mode alone waives it."""

import base64
import hashlib
from urllib.parse import urlencode

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from academy.permissions import holds_staff_role

# Where other people's things are seen: the editors' admin, and every address below these in any language.
EDITORS = "/cms/"
ALWAYS_OPEN = {"/cms/login/", "/cms/logout/"}
STAFF_PREFIXES = (EDITORS, "/django-admin/")
STAFF_SECTIONS = ("city/", "network/", "lead/", "talk/reports/", "door/")


def is_staff_address(path: str) -> bool:
    language, _slash, rest = path.lstrip("/").partition("/")
    return path.startswith(STAFF_PREFIXES) or (language in dict(settings.LANGUAGES) and rest.startswith(STAFF_SECTIONS))


def has_second_factor(user) -> bool:
    """An authenticator app or a passkey. Recovery codes alone are a way back in, not a factor."""
    return user.authenticator_set.filter(type__in=["totp", "webauthn"]).exists()


def must_set_up_second_factor(user) -> bool:
    """Does this person hold a staff role without the second factor it asks for?"""
    if settings.DEMO or not user.is_authenticated:
        return False
    return holds_staff_role(user) and not has_second_factor(user)


class StaffDoorMiddleware:
    """Sends staff without a second factor to the page that says why and how, from any staff address."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if is_staff_address(request.path) and request.user.is_authenticated:
            if must_set_up_second_factor(request.user):
                return redirect(f"{reverse('second_factor_needed')}?{urlencode({'next': request.path})}")
            if request.path.startswith(EDITORS) and request.path not in ALWAYS_OPEN and not request.user.has_perm("wagtailadmin.access_admin"):
                # Wagtail would send them to sign in, and the sign-in, as they are signed in, back here: for ever.
                return render(request, "academy/no_staff_role.html", status=403)
        return self.get_response(request)


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"second factor " + key.encode()).digest())) for key in keys])


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps are encrypted at rest: a copy of the database alone opens no account."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            raise RuntimeError("A second factor was kept under another SECRET_KEY. Put the old one in SECRET_KEY_FALLBACKS.") from error

    def generate_authenticator_name(self, user, type) -> str:  # the name is allauth's
        count = user.authenticator_set.filter(type=type).count()
        return _("My passkey") if count == 0 else _("Passkey %(number)d") % {"number": count + 1}

    def get_public_key_credential_rp_entity(self) -> dict:
        return {**super().get_public_key_credential_rp_entity(), "name": "Tessera"}
