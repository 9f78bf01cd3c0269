"""The same exchange once more: words, days, questions and shares come along, people do not."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from wagtail.models import Page

from academy.local_times import NoSuchTime, wall_of
from cohorts.asking import ask_own, ask_ready
from cohorts.duplicating import duplicate
from cohorts.exchange_pages import Words, page_in, write_words
from cohorts.exchange_texts import text_of
from cohorts.models import Exchange, SeatQuota
from cohorts.recurring import rule_for
from cohorts.series_changes import begin_series
from tests.cohorts.test_publish import language
from tests.gatherings import BEGINS, make_exchange, make_session, seat
from tests.world import NOW

pytestmark = pytest.mark.django_db


def copy(made, world, day, title="Once more"):
    return duplicate(made, [day], title=title, summary="Again.", by=world.carla, at=NOW)[0]


def test_everything_but_the_people_comes_along(world):
    language(world, "pt")
    made = make_exchange(world, seats_per_city=5, closes_at=BEGINS - timedelta(days=2))
    write_words(made, "en", Words("How", "Two days.", "Bring shoes."), world.carla)
    write_words(made, "pt", Words("Como", "Dois dias.", "Tragam sapatos."), world.carla)
    made.co_hosts.add(world.mahdia)
    made.themes.add("housing")
    SeatQuota.objects.create(exchange=made, city=world.mahdia, seats=9, taken=0)
    ask_ready(made, "diet", by=world.carla, at=NOW)
    made.refresh_from_db()
    first = ask_own(made, None, language="en", words={"label": "Bus?", "why": "To book.", "options": []}, version=made.form_version, by=world.carla, at=NOW, kind="yes_no",
                    required=True, sensitive=False, asked_if_id=None, asked_if_value="")
    made.refresh_from_db()
    ask_own(made, None, language="en", words={"label": "From where?", "why": "To stop there.", "options": []}, version=made.form_version, by=world.carla, at=NOW, kind="text",
            required=False, sensitive=False, asked_if_id=first.pk, asked_if_value="yes")
    seat(made, world.lia)

    twin = copy(made, world, date(2027, 6, 10))
    assert not twin.is_public and twin.key != made.key and twin.slug == "once-more"
    assert [wall_of(each.starts_at, twin.zone).isoformat() for each in twin.sessions.all()] == ["2027-06-10T09:00:00", "2027-06-11T09:00:00"]
    assert wall_of(twin.closes_at, twin.zone).isoformat() == "2027-06-08T09:00:00"
    assert (twin.seats_taken, twin.registrations.count(), twin.sequence, twin.next_place) == (0, 0, 0, 0)
    assert [(each.ready, each.asked_if.words["en"]["label"] if each.asked_if else None) for each in twin.questions.all()] == [("diet", None), ("", None), ("", "Bus?")]
    assert set(twin.questions.values_list("key", flat=True)).isdisjoint(made.questions.values_list("key", flat=True))
    assert [(each.city, each.seats, each.taken) for each in twin.quotas.all()] == [(world.mahdia, 9, 0)]
    assert list(twin.co_hosts.all()) == [world.mahdia] and list(twin.themes.names()) == ["housing"]
    assert text_of(twin, "en").title == "Once more" and "Bring shoes." in str(page_in(twin, "en").body)
    assert text_of(twin, "pt").title == "Como" and not page_in(twin, "pt").live
    assert not any(Page.find_problems())


def test_a_cancelled_session_is_not_copied_and_a_cancelled_exchange_can_be(world):
    made = make_exchange(world)
    made.sessions.filter(pk=made.sessions.last().pk).update(cancelled_at=NOW)
    Exchange.objects.filter(pk=made.pk).update(cancelled_at=NOW, cancelled_reason="Flood.")
    made.refresh_from_db()
    twin = copy(made, world, date(2027, 1, 14))
    assert twin.sessions.count() == 1 and not twin.is_cancelled


def test_a_weekly_circle_is_written_out_anew_at_the_same_hour(world):
    made = make_exchange(world, sessions=0)
    from datetime import time

    begin_series(made, title="Circle", rule=rule_for("week", date(2027, 1, 12), times=4), first_on=date(2027, 1, 12), starts_local=time(10), minutes=60,
                 excepted_on=[date(2027, 1, 19)], seen=made.changed_at, by=world.carla, at=NOW)
    made.refresh_from_db()
    twin = copy(made, world, date(2027, 3, 16))
    assert [wall_of(each.starts_at, twin.zone).strftime("%m-%d %H:%M") for each in twin.sessions.all()] == ["03-16 10:00", "03-30 10:00", "04-06 10:00"]


def test_a_session_that_would_fall_into_the_missing_hour_stops_all_of_it(world):
    made = make_exchange(world, sessions=0)
    make_session(made, "Night walk", BEGINS.replace(hour=1, minute=30), hours=0.4)
    made.refresh_from_db()
    with pytest.raises(NoSuchTime):
        duplicate(made, [date(2027, 1, 14), date(2027, 3, 28)], title="Again", summary="Again.", by=world.carla, at=NOW)
    assert Exchange.objects.count() == 1


def test_a_series_of_copies_at_the_desk(world, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    made = make_exchange(world)
    client.force_login(world.carla)
    address = reverse("desk_duplicate", args=["cascais", made.slug])
    assert client.get(address).status_code == 200
    answer = client.post(address, {"title": "Monthly visit", "summary": "Again.", "day": "2027-01-14", "copies": "3", "every": "month"})
    assert answer.status_code == 302
    days = [wall_of(each.starts_at, each.zone).date().isoformat() for each in Exchange.objects.filter(published_at=None).order_by("starts_at")]
    assert days == ["2027-01-14", "2027-02-11", "2027-03-11"]
    assert client.post(address, {"title": "Past", "summary": "Again.", "day": "2020-01-14", "copies": "1", "every": "month"}).status_code == 422
    assert client.post(address, {"title": "Many", "summary": "Again.", "day": "2027-01-14", "copies": "13", "every": "month"}).status_code == 422


@pytest.mark.parametrize("who", ["mouna", "lia", "nadia"])
def test_others_copy_nothing(world, client, who):
    made = make_exchange(world)
    client.force_login(getattr(world, who))
    answer = client.post(reverse("desk_duplicate", args=["cascais", made.slug]), {"title": "Mine", "summary": "Again.", "day": "2027-01-14", "copies": "1"})
    assert answer.status_code == 404 and Exchange.objects.count() == 1
