"""Entries nobody has confirmed for long are asked about by mail, once a month at most, and confirmed by whoever has the link."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from academy.directory import keeping
from academy.directory.asking_to_confirm import ask_stale
from academy.directory.confirm_links import confirm_link, read_confirm_link
from academy.logs import cut
from academy.models import DirectoryEntry, Hub, Intention
from academy.outbox_drain import run_one
from tests.directory_world import AT, make_entry, make_service

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
LATER = datetime(2027, 6, 1, 3, tzinfo=UTC)


def mails(at, mailoutbox) -> list:
    before = len(mailoutbox)
    with time_machine.travel(at, tick=False):
        for intention in Intention.objects.filter(done_at=None).order_by("pk"):
            assert run_one(intention)
    return mailoutbox[before:]


def test_keepers_and_the_public_address_are_asked_once_a_month_until_somebody_answers(world, client, mailoutbox):
    entry = make_entry(world.mahdia, email="press@example.org", language="ar", about="<b>Oil</b>")
    make_service(entry)
    keeping.name_keeper(entry, world.lia, by=None, at=AT)
    ended = keeping.name_keeper(entry, world.teo, by=None, at=AT)
    keeping.end_keeper(ended, by=None, at=AT)
    for name, city in (("Without address", world.mahdia), ("Long valid", world.cascais)):
        make_entry(city, name, email="" if city == world.mahdia else "a@example.org")
    Hub.objects.create(city=world.cascais, name="Hub", confirm_months=12)
    closed = make_entry(world.mahdia, "Closed", email="b@example.org")
    keeping.close_entry(closed, on=AT.date(), by=None, at=AT)

    assert ask_stale(AT) == 0 and ask_stale(LATER) == 1 and ask_stale(LATER) == 0 and ask_stale(LATER + timedelta(days=29)) == 0
    keepers, public = mails(LATER, mailoutbox)
    assert (world.lia.email in keepers.to[0], public.to) == (True, ["press@example.org"])
    assert "/en/directory/confirm/" in keepers.body and "because you keep" in keepers.body
    link = re.search(r"http\S+/ar/directory/confirm/\S+/", public.body)[0]
    assert "press@example.org" not in str(Intention.objects.filter(kind="mail.rendered").values_list("payload", flat=True))
    assert ask_stale(LATER + timedelta(days=30)) == 1
    DirectoryEntry.objects.filter(pk=entry.pk).update(asked_to_confirm_on=LATER.date())
    Intention.objects.filter(done_at=None).delete()

    path = "/en/" + link.split("/ar/")[1]
    with time_machine.travel(LATER + timedelta(days=2), tick=False):
        page = client.get(path)
        text = page.content.decode()
        assert "no-store" in page["Cache-Control"] and "noindex" in text and "&lt;b&gt;Oil" in text and "Legal hour" in text and "my/entry" not in text
        entry.refresh_from_db()
        assert entry.confirmed_on == AT.date(), "reading confirms nothing"
        assert client.put(path).status_code == 405
        assert client.post(path).status_code == 302 == client.post(path).status_code
        assert "Thank you" in client.get(path).content.decode()
        entry.refresh_from_db()
        assert (entry.confirmed_on, entry.services.get().confirmed_on, entry.asked_to_confirm_on) == ((LATER + timedelta(days=2)).date(),) * 2 + (None,)
        keeping.close_entry(entry, on=LATER.date(), by=None, at=LATER)
        assert client.get(path).status_code == 404 == client.post(path).status_code


def test_a_mail_that_goes_out_too_late_is_not_sent(world, mailoutbox):
    entry = make_entry(world.mahdia)
    keeping.name_keeper(entry, world.lia, by=None, at=AT)
    assert ask_stale(LATER) == 1
    keeping.confirm(entry, world.lia, LATER)
    assert mails(LATER, mailoutbox) == []


def test_only_our_own_links_of_the_last_months_confirm(world, client):
    entry = make_entry(world.mahdia)
    token = confirm_link(entry, LATER.date()).rstrip("/").rsplit("/", 1)[1]
    assert read_confirm_link(token, LATER.date() + timedelta(days=90)) == (entry.key, LATER.date())
    assert read_confirm_link(token, LATER.date() + timedelta(days=91)) is None
    assert token not in cut(f"/en/directory/confirm/{token}/")
    for wrong in ("x", token[:-1], token.replace("-", "", 1), "0" * 40 + token[40:], token[:32] + "20990101" + token[40:]):
        assert read_confirm_link(wrong, LATER.date()) is None and client.post(f"/en/directory/confirm/{wrong}/").status_code == 404
