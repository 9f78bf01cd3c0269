"""Keeping an entry: what changes, what is logged, since when it counts as confirmed."""

from datetime import date, timedelta

import pytest

from academy.directory import keeping
from academy.models import DirectoryEntry, Event, Hub
from tests.directory_world import AT, make_entry, make_service

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def logged() -> list[tuple[str, str]]:
    return sorted(Event.objects.values_list("verb", "object_kind"))


def test_each_act_is_one_line_of_the_log_and_no_change_is_none(world):
    entry = make_entry(world.mahdia, about=" Oil\x07\r\nand soap ", website="https://press.example")
    assert (entry.about, entry.confirmed_on, entry.organisation.website) == ("Oil\nand soap", AT.date(), "https://press.example")
    place = keeping.add_place(entry, by=world.mouna, at=AT, name=" The \n house ")
    service = make_service(entry, places=[place], languages=["ar"])
    assert (place.name, service.search, service.facets) == ("The house", "legal hour olive press oil and soap", "|stage:any||language:ar|")
    before = logged()
    keeping.change_entry(entry, by=world.mouna, at=AT, about="Oil\nand soap")
    keeping.change_service(service, by=world.mouna, at=AT, places=[place], name="Legal hour")
    keeping.change_place(place, by=world.mouna, at=AT, name="The house")
    assert logged() == before == [("added", "service"), ("added", "service_place"), ("listed", "directory_entry")]
    keeping.change_entry(entry, by=world.mouna, at=AT + timedelta(days=1), name="Oil Mill", phone="+216 1")
    keeping.change_service(service, by=world.mouna, at=AT, places=[], kind="training")
    service.refresh_from_db()
    assert (service.search, service.kind, list(service.places.all())) == ("legal hour oil mill oil and soap", "training", [])
    keeping.end_place(place, on=AT.date(), by=world.mouna, at=AT)
    keeping.close_entry(entry, on=AT.date(), by=world.mouna, at=AT)
    assert not DirectoryEntry.objects.listed().exists()
    keeping.reopen_entry(entry, by=world.mouna, at=AT)
    assert DirectoryEntry.objects.listed().get() == entry
    assert len(logged()) == len(before) + 5
    assert all("Oil" not in str(line.details) for line in Event.objects.all())


def test_an_entry_counts_as_confirmed_for_as_long_as_its_hub_says(world):
    entry, hub = make_entry(world.mahdia), Hub(confirm_months=2)
    service = make_service(entry)
    assert not keeping.is_unconfirmed(entry, None, date(2027, 5, 21)) and keeping.is_unconfirmed(entry, None, date(2027, 5, 22))
    assert not keeping.is_unconfirmed(entry, hub, date(2027, 1, 21)) and keeping.is_unconfirmed(entry, hub, date(2027, 1, 22))
    ended = make_service(entry, "Gone")
    keeping.end_service(ended, on=AT.date(), by=None, at=AT)
    later = AT + timedelta(days=200)
    keeping.confirm(entry, None, later)
    for each in (entry, service, ended):
        each.refresh_from_db()
    assert (entry.confirmed_on, service.confirmed_on, ended.confirmed_on) == (later.date(), later.date(), AT.date())
    assert not keeping.is_unconfirmed(entry, hub, later.date())


def test_keepers_change_their_entry_while_they_are_named_and_others_never(world):
    entry = make_entry(world.mahdia)

    def may(person, on=None) -> bool:
        on = on or AT.date()
        return DirectoryEntry.objects.kept_by(person, on).filter(pk=entry.pk).exists()

    assert may(world.mouna) and not may(world.carla) and not may(world.lia)
    keeper = keeping.name_keeper(entry, world.lia, by=world.mouna, at=AT)
    assert keeping.name_keeper(entry, world.lia, by=world.mouna, at=AT) == keeper and may(world.lia)
    keeping.end_keeper(keeper, by=world.mouna, at=AT + timedelta(days=3))
    assert may(world.lia, AT.date() + timedelta(days=2)) and not may(world.lia, AT.date() + timedelta(days=3))
