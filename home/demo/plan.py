"""The demo's plan: Larissa's, in its third year, from plan.toml; laid by the same verbs as everybody's, with the clock handed in. After exchanges and practices."""

import tomllib
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from academy.models import Organisation, PartnerCity, User
from cohorts.exchange_pages import Words
from cohorts.models import CityPlan, Exchange, Measure, Practice
from cohorts.opening import open_exchange
from cohorts.plan import measuring, planning, supports
from cohorts.plan.indicator_writing import begin_indicator, correct_value, write_value
from cohorts.plan.studies import add_study
from cohorts.programme_text import to_text
from cohorts.publishing import publish
from cohorts.session_plan import SessionPlan

FILE = Path(__file__).with_suffix(".toml")
CITY, YEARS = "larissa", 4
EVENT = "larissa-what-stands-idle"


class _Clock:
    """Days of the toml file as days, and as noon of that day, never after `now`."""

    def __init__(self, now: datetime, zone: str) -> None:
        self.now, self.zone, self.first = now, ZoneInfo(zone), now.year - 2

    def day(self, told: list[int] | None) -> date | None:
        return date(self.first + told[0], *told[1:]) if told else None

    def at(self, told: list[int]) -> datetime:
        return min(datetime.combine(self.day(told), time(12), self.zone), self.now)

    def been(self, told: list[int] | None) -> bool:
        return bool(told) and self.day(told) <= self.now.date()


def lay_plan(now: datetime) -> None:
    """Once: what coordinators wrote since stays."""
    city = PartnerCity.objects.get(slug=CITY)
    if city.plans.exists():
        return
    about, clock = tomllib.loads(FILE.read_text()), _Clock(now, city.time_zone)
    by = User.objects.filter(role_grants__role="city_coordinator", role_grants__city=city).first()
    plan = planning.begin_plan(city, title=about["title"], summary=about["summary"].strip(), language="en", starts_on=date(clock.first, 1, 1),
                               ends_on=date(clock.first + YEARS - 1, 12, 31), by=by, at=clock.at([0, 1, 15]))
    for kind, told in about["phases"].items():
        planning.write_phase(plan, kind, words=told["words"], starts_on=clock.day(told["from"]), ends_on=clock.day(told["to"]),
                             done_on=clock.day(told.get("done")) if clock.been(told.get("done")) else None, by=by, at=clock.at(told["from"]))
    for told in about["measure"]:
        _lay_measure(plan, told, clock, by)
    for told in about["indicator"]:
        _lay_indicator(plan, told, clock, by)
    for told in about["study"]:
        add_study(plan, document=None, title=told["title"], authors=told["authors"], year=clock.first + told["year"], says=told["says"], url="", by=by, at=clock.at([0, 6, 1]))
    planning.choose_consultations(plan, [_consultation(city, clock, by)], by=by, at=clock.at([0, 11, 1]))
    planning.publish_plan(plan, by=by, at=clock.at([0, 12, 15]))


def _lay_measure(plan: CityPlan, told: dict, clock: _Clock, by) -> None:
    made = measuring.begin_measure(
        plan, title=told["title"], words=told["words"], owner=told["owner"], due_on=clock.day(told["due"]), by=by, at=clock.at(told["made"]), organised_as=told.get("model", ""),
        organisation=Organisation.objects.filter(name=told.get("organisation", ""), city=plan.city).first(), practice=Practice.objects.filter(slug=told.get("practice", "")).first(),
        exchange=Exchange.objects.public().filter(slug__startswith=told.get("exchange", "-")).order_by("starts_at").first())
    for key, verb in (("begun", measuring.start), ("done", measuring.finish)):
        if clock.been(told.get(key)):
            verb(made, on=clock.day(told[key]), by=by, at=clock.at(told[key]))
    if clock.been(told.get("dropped")):
        measuring.drop(made, on=clock.day(told["dropped"]), why=told["why"], by=by, at=clock.at(told["dropped"]))
    _attach(made, told.get("supports", ()), clock.now, by)


def _attach(measure: Measure, kinds, now: datetime, by) -> None:
    """The first that a kind of way offers, where an app brings that kind."""
    if not kinds:
        return
    found = {way.kind: way for _label, ways in supports.offered(measure.plan.city, "", "en", now) for way in reversed(ways)}
    for kind in kinds:
        if kind in found:
            supports.attach(measure, kind, found[kind].key, "en", by=by, at=now)


def _lay_indicator(plan: CityPlan, told: dict, clock: _Clock, by) -> None:
    made = begin_indicator(plan, kind=told["kind"], name=told["name"], unit=told["unit"], direction=told.get("direction", "up"), baseline=Decimal(told["baseline"]),
                           baseline_on=clock.day(told["baseline_on"]), baseline_source=told["baseline_source"], target=Decimal(told["target"]), target_on=plan.ends_on,
                           measure=plan.measures.filter(title=told.get("measure", "")).first(), by=by, at=clock.at(told["baseline_on"]))
    for value in told["values"]:
        if clock.been(value["on"]):
            on, at = clock.day(value["on"]), clock.at(value["on"])
            kept = write_value(made, on=on, value=Decimal(value["value"]), source=told["source"], note="" if "corrected" in value else value.get("note", ""), by=by, at=at)
            if "corrected" in value:
                correct_value(kept, on=on, value=Decimal(value["corrected"]), source=told["source"], note=value.get("note", ""), by=by, at=min(at + timedelta(days=40), clock.now))


def _consultation(city: PartnerCity, clock: _Clock, by) -> Exchange:
    """Two working meetings, a year apart, invented."""
    found = Exchange.objects.filter(slug=EVENT).first()
    if found is not None:
        return found
    begins = [datetime.combine(clock.day(each), time(17), clock.zone) for each in ([0, 10, 9], [1, 10, 8])]
    words = Words("Who has, who needs: working meetings on Larissa’s plan", "Owners of idle rooms and groups that look for one sit at one table. Invented for the demo.",
                  to_text("<p>Bring what you know about a place that stands idle, or what you would do in it. These meetings are invented for the demo.</p>"))
    made = open_exchange(city, words, [SessionPlan("At one table", each, each + timedelta(hours=3), note="") for each in begins], by=by, at=begins[0] - timedelta(days=40), slug=EVENT,
                         kind="workshop", languages=["el", "en"], seats=60, place_name="Demo City Hall, Larissa")
    publish(made, by=by, at=begins[0] - timedelta(days=40))
    return made
