"""The story that calendar programs are told in tests: Lia subscribed, then the organiser moved a meeting and cancelled another, twice.

A visit of two days in Lisbon's clock, and a weekly circle at ten in Barcelona's, across the night of 28 March 2027, when Madrid's clocks
jump and Tunis's do not. Everything by the verbs the desk uses.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cohorts.cancelling import cancel_exchange
from cohorts.changing import cancel_session, change_session
from cohorts.models import Exchange
from cohorts.series_changes import begin_series
from cohorts.session_plan import SessionPlan
from tests.gatherings import make_exchange, seat
from tests.world import NOW

VISIT, CIRCLE, FAIR = "How neighbours run services", "Weekly circle", "Fair of the cooperatives"
MADRID, TUNIS = "Europe/Madrid", "Africa/Tunis"


def begin(world):
    """(visit, circle): what Lia takes part in when she subscribes; a fair besides, which will be cancelled whole."""
    visit = make_exchange(world)
    circle = make_exchange(world, "circle", CIRCLE, sessions=0, time_zone=MADRID, place_name="", online_url="https://meet.example/circle")
    begin_series(circle, title=CIRCLE, rule="FREQ=WEEKLY;COUNT=5", first_on=date(2027, 3, 11), starts_local=time(10), minutes=60, excepted_on=[],
                 seen=circle.changed_at, by=world.carla, at=NOW)
    fair = make_exchange(world, "fair", FAIR, sessions=1)
    for exchange in (visit, circle, fair):
        seat(Exchange.objects.get(pk=exchange.pk), world.lia)
    return visit, circle


def organiser_acts(world, at=NOW + timedelta(hours=1)) -> None:
    """The second day is moved to the Monday afternoon; of the circle, 25 March is cancelled and 1 April moved to noon; the fair is cancelled."""
    by = world.carla
    visit, circle, fair = (Exchange.objects.get(slug=slug) for slug in ("neighbourhood-services", "circle", "fair"))
    day = visit.sessions.get(title="Day 2")
    change_session(day, SessionPlan("Day 2", datetime(2026, 12, 14, 14, tzinfo=UTC), datetime(2026, 12, 14, 17, tzinfo=UTC)), seen=visit.changed_at, by=by, at=at)
    third, fourth = circle.sessions.order_by("starts_at")[2:4]
    cancel_session(third, "Everybody is in Larissa", seen=circle.changed_at, by=by, at=at)
    circle.refresh_from_db()
    noon = datetime(2027, 4, 1, 12, tzinfo=ZoneInfo(MADRID)).astimezone(UTC)
    change_session(fourth, SessionPlan(CIRCLE, noon, noon + timedelta(hours=1)), seen=circle.changed_at, by=by, at=at)
    cancel_exchange(fair, "The hall burned down", seen=fair.changed_at, by=by, at=at)


def utc(*moment) -> datetime:
    return datetime(*moment, tzinfo=UTC)


# {(title, beginning, is it cancelled?)}, as calendars must have it.
CIRCLE_BEFORE = [utc(2027, 3, 11, 9), utc(2027, 3, 18, 9), utc(2027, 3, 25, 9), utc(2027, 4, 1, 8), utc(2027, 4, 8, 8)]
BEFORE = {(f"{VISIT}: Day 1", utc(2026, 12, 10, 9), False), (f"{VISIT}: Day 2", utc(2026, 12, 11, 9), False), (FAIR, utc(2026, 12, 10, 9), False),
          *((CIRCLE, moment, False) for moment in CIRCLE_BEFORE)}
AFTER = {(f"{VISIT}: Day 1", utc(2026, 12, 10, 9), False), (f"{VISIT}: Day 2", utc(2026, 12, 14, 14), False), (f"Cancelled: {FAIR}", utc(2026, 12, 10, 9), True),
         (CIRCLE, utc(2027, 3, 11, 9), False), (CIRCLE, utc(2027, 3, 18, 9), False), (f"Cancelled: {CIRCLE}", utc(2027, 3, 25, 9), True),
         (CIRCLE, utc(2027, 4, 1, 10), False), (CIRCLE, utc(2027, 4, 8, 8), False)}
