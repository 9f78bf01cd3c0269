"""Everything about a person, at the root of each language: account, profile, my data, personas."""

from allauth.socialaccount import urls as social_urls
from django.urls import include, path
from django.views.generic import RedirectView

from academy.views import feeds, my_data, personas, privacy, profile, second_factor

urlpatterns = [
    # Wagtail's own sign-in for private pages knows neither throttle nor second factor: the academy's door takes its place.
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True), name="no_other_door"),
    path("account/second-factor/needed/", second_factor.needed, name="second_factor_needed"),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("account/city/", include(social_urls.urlpatterns)),
    path("account/", include("allauth.account.urls")),
    path("welcome/", profile.welcome, name="welcome"),
    path("my/profile/", profile.profile, name="profile"),
    path("my/calendar/", feeds.my_calendar, name="my_calendar"),
    path("my/calendar/address/", feeds.my_calendar_address, name="my_calendar_address"),
    path("my/calendar/revocation/", feeds.my_calendar_revocation, name="my_calendar_revocation"),
    path("my/data/", my_data.see, name="my_data"),
    path("my/data/export/", my_data.export, name="my_data_export"),
    path("my/data/erase/", my_data.erase, name="my_data_erase"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("personas/", personas.personas, name="personas"),
]
