"""To a city's sign-in page and back. allauth does both; a provider that is down or answers nonsense gets a page, not a crash."""

from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import never_cache
from requests import RequestException


@never_cache
def go(request, provider_id: str):
    try:
        return openid_connect.login(request, provider_id)
    except (RequestException, KeyError):  # unreachable, or its description of itself lacks an address
        return render(request, "socialaccount/authentication_error.html", status=502)


# The names are allauth's: it reverses them.
urlpatterns = [
    path("oidc/<slug:provider_id>/login/", go, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/login/callback/", never_cache(openid_connect.callback), name="openid_connect_callback"),
]
