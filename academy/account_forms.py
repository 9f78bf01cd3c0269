"""allauth's forms in our words: labels instead of placeholders, and the same work for known and unknown addresses."""

from allauth.account.forms import LoginForm, SignupForm
from allauth.socialaccount.forms import SignupForm as SocialSignupForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from academy.demo_sign_in import DEMO_DOMAIN
from academy.models import User
from academy.personal_data import why


class InOurWords:
    """A label above the field says what it is; a placeholder would vanish while one types."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        for name in ("email", "login"):
            if name in self.fields:
                self.fields[name].label = _("E-mail address")


class SignInForm(InOurWords, LoginForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
        self.fields["remember"].label = _("Keep me signed in on this device")

    def clean_login(self) -> str:
        login = super().clean_login()
        if login.lower().endswith(DEMO_DOMAIN) and not settings.DEMO:
            raise forms.ValidationError(_("The demo people sign in only where the academy runs as a demo. Here, please use your own account."))
        return login


class SignUpForm(InOurWords, SignupForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = why("academy.User", "email")
        self.fields["password1"].help_text = _("At least 10 characters, and not only digits. A short sentence is easy to keep in mind.")

    def try_save(self, request):
        if self.account_already_exists:  # the same work as for a new account, so that the time tells nothing
            User().set_password(self.cleaned_data["password1"])
        return super().try_save(request)


class CitySignUpForm(InOurWords, SocialSignupForm):
    """After a first sign-in with a city's account: the name and address it gave us, to be confirmed."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = why("academy.User", "email")
