"""The demo people, one button each. This page exists in demo mode only."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from academy.demo_people import PERSONAS
from academy.demo_sign_in import DEMO_DOMAIN, DEMO_PASSWORD
from academy.models import User


@never_cache
def personas(request):
    if not settings.DEMO:
        raise Http404
    if request.method == "POST":
        return _sign_in_as(request, request.POST.get("login", ""))
    here = set(User.objects.filter(email__endswith=DEMO_DOMAIN, is_active=True).values_list("email", flat=True))
    shown = [{"login": one.login, "email": one.email, "name": one.name, "who": one.who, "try_this": one.try_this, "is_here": one.email in here}
             for one in PERSONAS]
    return render(request, "academy/personas.html", {"personas": shown, "password": DEMO_PASSWORD})


def _sign_in_as(request, chosen: str):
    known = {one.login: one for one in PERSONAS}
    person = User.objects.filter(email=known[chosen].email, is_active=True).first() if chosen in known else None
    if person is None:
        raise Http404
    login(request, person, backend="academy.demo_sign_in.DemoBackend")
    return redirect(known[chosen].starts_at)
