"""Pages whose address is not for everyone: a secret link, or a code that stands for a person. No search engine keeps them, no other site hears of them."""

from django.http import HttpResponseBase


def untold(response: HttpResponseBase) -> HttpResponseBase:
    """The answer, marked so that browsers tell other sites nothing but our name."""
    response["Referrer-Policy"] = "strict-origin"  # not no-referrer: browsers then send no origin with the page's own forms, which CSRF refuses
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
