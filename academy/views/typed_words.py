"""A form that came too late: its key has changed, or its writer was signed out meanwhile. The words typed into it are given back, to copy."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

NOT_SHOWN = ("csrf", "password", "code", "next", "response", "credential")


def typed_words(request: HttpRequest) -> list[str]:
    """What somebody wrote: values of more than one word, secrets left out."""
    if request.method != "POST":
        return []
    return [value for name, values in request.POST.lists() if not any(part in name.lower() for part in NOT_SHOWN)
            for value in values if len(value.split()) > 1]


@never_cache
def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW."""
    return render(request, "403_csrf.html", {"typed": typed_words(request)}, status=403)


@never_cache
def sign_in_first(request: HttpRequest, back: str) -> HttpResponse:
    """For who is signed out: on to signing in, and from there to `back`, a page that can be opened; but first what was typed."""
    words = typed_words(request)
    if words:
        return render(request, "academy/signed_out_meanwhile.html", {"typed": words, "back": back}, status=403)
    return redirect_to_login(back)
