"""The dashboards themselves, as their coordinators open them: queries and milliseconds. A page that is not there yet is left out."""

import statistics
import sys
import time

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from academy.models import PartnerCity, User
from academy.models.people import Role
from tests.world import grant

TIMES = 7
# (what, who opens it, address); add a dashboard here.
PAGES = (("city dashboard", "city", "/en/city/city-7/"), ("city figures", "city", "/en/city/city-7/figures/"), ("network dashboard", "network", "/en/network/"))


def pages() -> dict[str, dict]:
    """{what: {"queries", "ms", "kb"}}"""
    who = {"city": _who("city", Role.CITY_COORDINATOR, PartnerCity.objects.get(slug="city-7")),
           "network": _who("network", Role.NETWORK_COORDINATOR)}
    return {what: found for what, role, path in PAGES if (found := _page(who[role], path))}


def _who(login: str, role: str, city: PartnerCity | None = None) -> User:
    known = User.objects.filter(email=f"{login}@bench.example").first()
    return known or grant(User.objects.create_user(f"{login}@bench.example", name=login), role, city)


@override_settings(ALLOWED_HOSTS=["*"], ROOT_URLCONF="academy.urls")
def _page(person: User, path: str) -> dict | None:
    client = Client(raise_request_exception=False)
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    answer = client.get(path)  # it also warms up what a worker keeps
    if answer.status_code != 200:
        sys.stderr.write(f"  {path} answers {answer.status_code} {answer.headers.get('Location', '')}: left out\n")
        return None
    taken = []
    for _time in range(TIMES):
        began = time.perf_counter()
        client.get(path)
        taken.append(time.perf_counter() - began)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    return {"queries": len(asked), "ms": statistics.median(taken) * 1000, "kb": len(answer.content) / 1000}
