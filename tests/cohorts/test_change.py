"""Changing what is agreed: what matters raises SEQUENCE and is mailed, once; two who change at once notice each other."""

from datetime import date, time, timedelta

import pytest

from academy.local_times import NoSuchTime
from academy.models import Event, Intention
from cohorts.cancelling import cancel_exchange
from cohorts.changing import AlreadyCancelled, ChangedMeanwhile, Overlaps, add_session, cancel_session, change_exchange, change_session
from cohorts.exchange_pages import Words
from cohorts.exchange_texts import text_of
from cohorts.models import Exchange, ExchangePage, ExchangeSession, SessionSeries
from cohorts.recurring import TooMany, rule_for
from cohorts.removing import WasPublished, remove_draft, remove_session
from cohorts.series_changes import begin_series, lengthen_series, move_the_rest
from cohorts.session_plan import SessionPlan
from tests.gatherings import BEGINS, make_exchange, seat
from tests.world import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def told() -> list[dict]:
    return list(Intention.objects.filter(kind="cohorts.notice_everyone").order_by("pk").values_list("payload", flat=True))


def plan(session: ExchangeSession, **changes) -> SessionPlan:
    return SessionPlan(**{**{name: getattr(session, name) for name in ("title", "note", "starts_at", "ends_at", "place", "online_url")}, **changes})


def do(verb, what, *args, world, at=LATER, **options):
    """The verb as somebody does it who has just opened the page."""
    exchange = what if isinstance(what, Exchange) else what.exchange
    return verb(what, *args, seen=Exchange.objects.get(pk=exchange.pk).changed_at, by=world.carla, at=at, **options)


# The exchange ----------------------------------------------------------------------------------------

def test_a_typo_is_mended_quietly(world):
    made = make_exchange(world)
    assert not do(change_exchange, made, {"kind": "workshop"}, world=world, words=Words("Better title", "Better summary."))
    made.refresh_from_db()
    assert (made.kind, made.sequence, told()) == ("workshop", 0, [])
    assert text_of(made, "en").title == "Better title"
    assert set(made.sessions.values_list("sequence", flat=True)) == {0}


def test_another_place_is_told_once_with_the_sessions_it_concerns(world):
    made = make_exchange(world)
    first, second = made.sessions.all()
    second.place = "Museum"
    second.save()
    assert do(change_exchange, made, {"place_name": "Town hall", "seats": 25}, world=world)
    made.refresh_from_db()
    assert made.sequence == 1
    assert [each.sequence for each in made.sessions.all()] == [1, 0], "the second has a place of its own"
    assert [(each["what"], each["sequence"], each["sessions"]) for each in told()] == [("changed", 1, [first.pk])]
    assert Event.objects.get(verb="changed").details == {"fields": ["place_name"], "told": True}


def test_a_draft_and_a_past_exchange_change_quietly(world):
    for made in (make_exchange(world, draft=True), make_exchange(world, slug="old")):
        at = BEGINS + timedelta(days=30) if made.is_public else LATER
        assert not do(change_exchange, made, {"place_name": "Elsewhere"}, world=world, at=at)
    assert told() == []


def test_two_who_change_at_once_notice_each_other(world):
    made = make_exchange(world)
    seen = made.changed_at
    change_exchange(made, {"place_name": "Town hall"}, seen=seen, by=world.carla, at=LATER)
    with pytest.raises(ChangedMeanwhile) as refused:
        change_exchange(made, {"place_name": "Museum"}, seen=seen, by=world.marta, at=LATER)
    assert refused.value.exchange.place_name == "Town hall"
    assert len(told()) == 1
    change_exchange(made, {"place_name": "Museum"}, seen=refused.value.exchange.changed_at, by=world.marta, at=LATER)
    assert Exchange.objects.get(pk=made.pk).place_name == "Museum"


def test_cancelling_keeps_registrations_and_the_page_and_tells_everybody(world):
    made = make_exchange(world)
    kept = seat(made, world.lia)
    assert do(cancel_exchange, made, "The hall is flooded.", world=world)
    made.refresh_from_db()
    kept.refresh_from_db()
    assert (made.is_cancelled, made.cancelled_reason, made.sequence, kept.state) == (True, "The hall is flooded.", 1, "registered")
    assert [each.sequence for each in made.sessions.all()] == [1, 1]
    assert ExchangePage.objects.get(exchange=made).live
    assert [each["what"] for each in told()] == ["exchange_cancelled"]
    with pytest.raises(AlreadyCancelled):
        do(cancel_exchange, made, "Again.", world=world)


# Sessions --------------------------------------------------------------------------------------------

def test_moving_a_session_moves_the_exchange_and_tells(world):
    made = make_exchange(world)
    second = made.sessions.last()
    assert do(change_session, second, plan(second, starts_at=second.starts_at + timedelta(days=1), ends_at=second.ends_at + timedelta(days=1)), world=world)
    second.refresh_from_db()
    made.refresh_from_db()
    assert (second.sequence, made.sequence, made.ends_at) == (1, 1, second.ends_at)
    news = told()[0]
    assert news["sessions"] == [second.pk] and news["before"]["sessions"][str(second.pk)]["starts_at"] == (BEGINS + timedelta(days=1)).isoformat()


def test_other_words_for_a_session_are_not_told(world):
    session = make_exchange(world).sessions.first()
    assert not do(change_session, session, plan(session, title="Arrival", note="Coffee at nine."), world=world)
    session.refresh_from_db()
    assert (session.title, session.sequence, told()) == ("Arrival", 0, [])


def test_sessions_of_one_exchange_do_not_overlap_but_may_touch(world):
    first, second = make_exchange(world).sessions.all()
    with pytest.raises(Overlaps) as refused:
        do(change_session, second, plan(second, starts_at=first.ends_at - timedelta(minutes=1), ends_at=first.ends_at + timedelta(hours=1)), world=world)
    assert refused.value.other == first
    assert ExchangeSession.objects.get(pk=second.pk).starts_at == second.starts_at
    do(change_session, second, plan(second, starts_at=first.ends_at, ends_at=first.ends_at + timedelta(hours=1)), world=world)


def test_a_cancelled_session_leaves_its_time_free_and_stays_cancelled(world):
    made = make_exchange(world)
    first = made.sessions.first()
    assert do(cancel_session, first, "Strike of the trains.", world=world)
    first.refresh_from_db()
    made.refresh_from_db()
    assert (first.cancelled_reason, first.sequence, made.sequence) == ("Strike of the trains.", 1, 1)
    assert made.starts_at == BEGINS + timedelta(days=1)
    assert [(each["what"], each["sessions"]) for each in told()] == [("session_cancelled", [first.pk])]
    with pytest.raises(AlreadyCancelled):
        do(change_session, first, plan(first), world=world)
    with pytest.raises(AlreadyCancelled):
        do(cancel_session, first, "Again.", world=world)
    do(add_session, made, SessionPlan("Instead", BEGINS, BEGINS + timedelta(hours=1)), world=world)


def test_a_new_session_of_a_published_exchange_is_told(world):
    made = make_exchange(world)
    added = do(add_session, made, SessionPlan("Dinner", BEGINS + timedelta(hours=10), BEGINS + timedelta(hours=12)), world=world)
    assert [each["sessions"] for each in told()] == [[added.pk]]


# Drafts ----------------------------------------------------------------------------------------------

def test_a_draft_can_be_thrown_away_and_what_was_published_cannot(world):
    draft = make_exchange(world, draft=True)
    do(remove_draft, draft, world=world)
    assert not Exchange.objects.filter(pk=draft.pk).exists() and not ExchangePage.objects.exists()
    made = make_exchange(world)
    with pytest.raises(WasPublished):
        do(remove_draft, made, world=world)
    with pytest.raises(WasPublished):
        do(remove_session, made.sessions.first(), world=world)


def test_a_meeting_taken_out_of_a_draft_series_is_left_out_by_its_rule(world):
    made = make_exchange(world, draft=True, sessions=0)
    series = weekly(world, made, times=3)
    do(remove_session, series.sessions.all()[1], world=world)
    series.refresh_from_db()
    assert series.excepted_on == ["2027-03-23"] and series.sessions.count() == 2


# Series ----------------------------------------------------------------------------------------------

def weekly(world, exchange, times=4, hour=10, **options) -> SessionSeries:
    first = date(2027, 3, 16)
    return do(begin_series, exchange, world=world, title="Circle", rule=rule_for("week", first, times=times), first_on=first, starts_local=time(hour, 30),
              minutes=60, excepted_on=[], **options)


def test_a_circle_takes_people_in_for_as_long_as_it_meets(world):
    made = make_exchange(world, sessions=0)
    weekly(world, made)
    made.refresh_from_db()
    assert made.closes_at == made.ends_at
    ended_at = made.ends_at
    do(lengthen_series, made.series.get(), 2, world=world)
    made.refresh_from_db()
    assert made.closes_at == made.ends_at > ended_at


def test_calls_after_a_visit_do_not_hold_its_registration_open(world):
    made = make_exchange(world, sessions=2)
    weekly(world, made)
    made.refresh_from_db()
    assert made.closes_at is None


def test_a_series_is_told_once_and_one_meeting_moves_alone(world):
    made = make_exchange(world, sessions=0)
    series = weekly(world, made)
    assert len(told()) == 1 and len(told()[0]["sessions"]) == 4
    second = series.sessions.all()[1]
    planned = second.original_starts_at
    do(change_session, second, plan(second, starts_at=second.starts_at + timedelta(hours=2), ends_at=second.ends_at + timedelta(hours=2)), world=world)
    second.refresh_from_db()
    assert second.original_starts_at == planned != second.starts_at
    assert list(series.sessions.values_list("sequence", flat=True)) == [0, 1, 0, 0]


def test_a_series_with_a_meeting_in_the_missing_hour_or_at_a_taken_time_keeps_nothing(world):
    made = make_exchange(world, sessions=0)
    with pytest.raises(NoSuchTime):
        do(begin_series, made, world=world, title="Night", rule=rule_for("week", date(2027, 3, 21), times=2), first_on=date(2027, 3, 21), starts_local=time(1, 30),
           minutes=60, excepted_on=[])
    weekly(world, made)
    with pytest.raises(Overlaps):
        weekly(world, made, times=1)
    assert SessionSeries.objects.count() == 1 and made.sessions.count() == 4


def test_more_meetings_at_its_end_up_to_sixty(world):
    made = make_exchange(world, sessions=0)
    series = weekly(world, made, times=58)
    assert len(do(lengthen_series, series, 2, world=world)) == 2
    with pytest.raises(TooMany):
        do(lengthen_series, SessionSeries.objects.get(pk=series.pk), 1, world=world)
    assert series.sessions.count() == 60


def test_all_that_are_to_come_move_to_another_hour_of_the_wall_clock(world):
    made = make_exchange(world, sessions=0)
    series = weekly(world, made)
    after_the_first = series.sessions.first().ends_at + timedelta(hours=1)
    assert do(move_the_rest, series, time(17), 90, world=world, at=after_the_first) == 3
    zone = made.zone
    assert [each.starts_at.astimezone(zone).strftime("%H:%M") for each in series.sessions.all()] == ["10:30", "17:00", "17:00", "17:00"]
    assert all(each.original_starts_at.astimezone(zone).strftime("%H:%M") == "10:30" for each in series.sessions.all())
    assert len(told()[-1]["sessions"]) == 3


def test_another_place_reaches_the_entry_of_a_series_too(world):
    made = make_exchange(world, sessions=0)
    series = weekly(world, made)
    do(change_exchange, made, {"place_name": "Library"}, world=world)
    series.refresh_from_db()
    assert series.sequence == 1
