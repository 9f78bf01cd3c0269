"""Where allauth meets the academy: mail through the outbox, throttles in the database, redirects to our own host only."""

import uuid

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.core.internal.ratelimit import truncate_ip
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from academy.demo_sign_in import DEMO_DOMAIN
from academy.throttle import hit, take_back

QUARTER, HOUR = 15 * 60, 60 * 60
# (action, limit, seconds): sign-in tries of one account from one address, of one account, of one address.
# The second keeps a network of machines from one account; the third leaves room for a classroom behind one address.
SIGN_IN_LIMITS = {"pair": (10, QUARTER), "account": (50, HOUR), "address": (150, QUARTER)}
# Mails to one address that nobody signed in asked for (confirm, reset, "you are already here").
MAILS_TO_ONE_ADDRESS = (10, HOUR)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This e-mail address and password do not go together. Check both, or ask for a new password."),
        "too_many_login_attempts": _("Too many tries. Wait a quarter of an hour, or ask for a new password."),
        "incorrect_code": _("This code is not right. Look at the newest mail, and type the code as it stands there."),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your password of now."),
        "rate_limited": _("That was a lot in a short time. Please wait a little, then try again."),
        "account_inactive": _("This account is closed."),
        "same_as_current": _("This is the address you have already."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Render now (codes and links live only in this request), send by the outbox."""
        from academy.emails import queue_rendered

        request = allauth_context.request
        if not (request and request.user.is_authenticated) and not hit(
                "account mail", email.lower(), *MAILS_TO_ONE_ADDRESS, at=timezone.now()):
            return
        words = {"request": request, "email": email, "base_url": settings.BASE_URL, **context}
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", words).split())
        text = render_to_string(f"{template_prefix}_message.txt", words).strip() + "\n"
        with transaction.atomic():
            queue_rendered(f"mail:account:{uuid.uuid4().hex}", email, subject, text)

    def authenticate(self, request, **credentials):
        """Count the try in the database first: a cache flush or a second process must not reset it. One that succeeds is uncounted."""
        at = timezone.now()
        counted = self._count_try(request, credentials.get("email", "").lower(), at)
        person = super().authenticate(request, **credentials)
        if person is not None:
            for action, who, seconds in counted:
                take_back(action, who, seconds, at)
        return person

    def _count_try(self, request, login: str, at) -> list[tuple[str, str, int]]:
        address = truncate_ip(self.get_client_ip(request))
        who = {"pair": f"{login} {address}", "account": login, "address": address}
        within = [hit(f"sign in {action}", who[action], limit, seconds, at) for action, (limit, seconds) in SIGN_IN_LIMITS.items()]
        if not all(within):
            raise self.validation_error("too_many_login_attempts")
        return [(f"sign in {action}", who[action], seconds) for action, (_limit, seconds) in SIGN_IN_LIMITS.items()]

    def clean_email(self, email: str) -> str:
        if email.lower().endswith(DEMO_DOMAIN):
            raise ValidationError(_("Addresses that end with %(domain)s belong to the demo people.") % {"domain": DEMO_DOMAIN})
        return email

    def save_user(self, request, user, form, commit=True):
        user.name = form.cleaned_data.get("name", "")
        user.entry_path = form.cleaned_data.get("entry_path", "")
        user.language = getattr(request, "LANGUAGE_CODE", "")
        return super().save_user(request, user, form, commit)

    def is_safe_url(self, url: str) -> bool:
        """Our own host, nothing else: not other allowed hosts, not //elsewhere."""
        request = allauth_context.request
        return bool(url) and url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def get_password_change_redirect_url(self, request) -> str:
        return reverse("account_change_password")
