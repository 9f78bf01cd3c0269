"""What a hub can suggest out of the directory: services and workspaces, those of its city first; one that is gone says so."""

import pytest

from academy.directory import keeping
from academy.models import Hub
from academy.ways import way, way_kinds
from tests.directory_world import AT, make_entry, make_service

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_services_and_workspaces_are_ways(world):
    hub = Hub.objects.create(city=world.mahdia, name="Hub")
    press, mesa = make_entry(world.mahdia, email="press@example.org"), make_entry(world.cascais, "Mesa", email="mesa@example.org")
    own = make_service(press, "Zero-cost legal help", cost="free")
    other = make_service(mesa, "Advice by video", description="legal", open_to_cities=True, email="video@example.org")
    make_service(mesa, "Legal help for Cascais")
    desk = keeping.add_place(press, by=None, at=AT, name="Lingare", is_workspace=True, seats=8, seats_free=3)
    keeping.add_place(press, by=None, at=AT, name="Office")
    kinds = {each.kind: each for each in way_kinds()}

    def found(kind, words=""):
        return [one.title for one in kinds[kind].find(hub, words, "en", AT)]

    assert found("service", "LEGAL") == found("service") == ["Zero-cost legal help", "Advice by video"] and found("service", "cascais") == []
    assert found("place") == ["Lingare"] == found("place", "olive lingare") and found("place", "moon") == []
    one = way("service", str(own.key), "en", AT)
    assert (one.receiver, one.email, one.gone, one.url) == ("Olive Press", "press@example.org", "", f"/en/desk/directory/{press.key}/")
    assert way("service", str(other.key), "en", AT).email == "video@example.org"
    assert "3 of 8 seats free" in way("place", str(desk.key), "en", AT).note
    keeping.end_service(own, on=AT.date(), by=None, at=AT)
    keeping.close_entry(mesa, on=AT.date(), by=None, at=AT)
    assert found("service") == []
    assert way("service", str(own.key), "en", AT).gone == "It is no longer offered." and way("service", str(other.key), "en", AT).gone == "Mesa has closed."
    assert way("service", "nonsense", "en", AT) is None and way("place", str(own.key), "en", AT) is None
