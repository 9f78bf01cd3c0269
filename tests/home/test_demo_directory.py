"""The demo's directory: every kind of service, places and seats, Arabic, one stale entry; laid twice it is the same."""

import pytest

from academy.demo_people import CITIES
from academy.directory.confirming import is_unconfirmed
from academy.models import DirectoryEntry, PartnerCity, Service, ServiceKind, ServicePlace
from home.demo.directory import lay_directory
from tests.directory_world import AT

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_it_shows_everything_a_directory_can_hold():
    for slug in ("mahdia", "sidi-bouzid", "barcelona"):
        PartnerCity.objects.create(slug=slug, **dict(zip(("name", "country", "time_zone", "languages", "tradition"), CITIES[slug], strict=True)))
    lay_directory(AT)
    mahdia = Service.objects.listed(AT.date()).filter(entry__organisation__city__slug="mahdia")
    assert {one.kind for one in mahdia} == set(ServiceKind.values) and len(mahdia) == 14
    assert ServicePlace.objects.filter(is_workspace=True, seats_free__gt=0).count() == 2 and mahdia.filter(language="ar").exists()
    assert [one.organisation.name[:11] for one in DirectoryEntry.objects.listed() if is_unconfirmed(one, None, AT.date())] == ["Slow Market"]
    assert all("demo" in one.organisation.name.lower() for one in DirectoryEntry.objects.all())
    before = list(Service.objects.values_list("key", "name"))
    lay_directory(AT)
    assert list(Service.objects.values_list("key", "name")) == before
