"""allauth's forms in our words: labels instead of placeholders, and the same work for known and unknown addresses."""

from datetime import timedelta

from allauth.account import forms as account
from allauth.core import context as allauth_context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from allauth.socialaccount.forms import SignupForm as SocialSignupForm
from django import forms
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.demo_sign_in import DEMO_DOMAIN
from academy.models import User
from academy.personal_data import why
from academy.throttle import hit

LABELS = {"email": _("E-mail address"), "login": _("E-mail address"), "password": _("Password"), "oldpassword": _("Your password of now"),
          "code": _("Code"), "remember": _("Keep me signed in on this device")}
GOOD_PASSWORD = _("At least 10 characters, and not only digits. A short sentence is easy to keep in mind.")
# Codes of an authenticator app are short: few tries, counted in the database.
CODE_TRIES, CODE_WINDOW = 10, 15 * 60
# How long after signing up the same form, sent again, is taken for the same sign-up.
DOUBLE_CLICK = timedelta(minutes=15)


class InOurWords:
    """A label above the field says what it is; a placeholder would vanish while one types."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            if name == "password1":
                field.label, field.help_text = (_("New password") if "password2" in self.fields else _("Password")), GOOD_PASSWORD
            if name == "password2":
                field.label = _("The same once more")
            if name in ("password", "oldpassword"):
                field.help_text = ""  # allauth puts a link there; it stands beside the button
            if name in ("email", "login"):
                field.widget.attrs["dir"] = "ltr"
            if name == "code":
                field.widget.attrs.update({"dir": "ltr", "autocapitalize": "characters", "spellcheck": "false"})


class SignInForm(InOurWords, account.LoginForm):
    def clean_login(self) -> str:
        login = super().clean_login()
        if login.lower().endswith(DEMO_DOMAIN) and not settings.DEMO:
            raise forms.ValidationError(_("The demo people sign in only where the academy runs as a demo. Here, please use your own account."))
        return login


class SignUpForm(InOurWords, account.SignupForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = why("academy.User", "email")
        request = allauth_context.request
        if request is not None and not self.is_bound:
            self.initial.setdefault("email", request.session.get("invited_address", ""))  # who follows an invitation (home/views/invited.py)

    def try_save(self, request):
        if not self.account_already_exists:
            try:
                with transaction.atomic():
                    return super().try_save(request)
            except IntegrityError:  # the same form, sent twice at the same moment: the other one was first
                self.account_already_exists = True
        again = self._made_a_moment_ago()
        return (again, None) if again else super().try_save(request)

    def _made_a_moment_ago(self) -> User | None:
        """The account this very form made when it was sent before (a double click): only who knows its password is told.

        Either way one password is hashed, as for a new account, so that the time tells nothing.
        """
        made = User.objects.filter(email=self.cleaned_data["email"], last_login=None, joined_at__gt=timezone.now() - DOUBLE_CLICK,
                                   emailaddress__verified=False).first()
        if made is None:
            User().set_password(self.cleaned_data["password1"])
        elif made.check_password(self.cleaned_data["password1"]):
            return made
        return None


class CitySignUpForm(InOurWords, SocialSignupForm):
    """After a first sign-in with a city's account: the name and address it gave us, to be confirmed."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = why("academy.User", "email")


class FewTries:
    """Codes can be guessed if one may try for ever: the tries of one person are counted in the database."""

    def clean_code(self):
        if not hit("second factor", str(self.user.pk), CODE_TRIES, CODE_WINDOW, at=timezone.now()):
            raise forms.ValidationError(_("Too many tries. Wait a quarter of an hour, or use a recovery code then."))
        return super().clean_code()


class AddPasskeyForm(InOurWords, webauthn.AddWebAuthnForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("A name for it, such as “my phone”")
        self.fields["passwordless"].label = _("Let it sign me in without a password")
        self.fields["passwordless"].help_text = _("The device then asks for your finger, your face or its code.")
        self.fields["passwordless"].initial = True


class RenamePasskeyForm(InOurWords, webauthn.EditWebAuthnForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")


class ActivateAppForm(InOurWords, totp.ActivateTOTPForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("The six digits your app shows")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class SecondFactorForm(FewTries, InOurWords, mfa.AuthenticateForm):
    pass


class SecondFactorAgainForm(FewTries, InOurWords, mfa.ReauthenticateForm):
    pass


class NewAddressForm(InOurWords, account.AddEmailForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")


class ForgottenPasswordForm(InOurWords, account.ResetPasswordForm):
    pass


class NewPasswordForm(InOurWords, account.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):
    pass


class FirstPasswordForm(InOurWords, account.SetPasswordForm):
    pass


class PasswordAgainForm(InOurWords, account.ReauthenticateForm):
    pass


class ConfirmAddressForm(InOurWords, account.ConfirmEmailVerificationCodeForm):
    pass
