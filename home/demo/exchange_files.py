"""From the exchange files beside this module to exchanges with people in them, laid by the same verbs as everybody's, with the clock handed in."""

import tomllib
import uuid
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from pathlib import Path
from zoneinfo import ZoneInfo

from django.utils import timezone

from academy.local_times import moment_of
from academy.models import PartnerCity, User
from academy.sanitise import clean_rich_text
from cohorts import recurring, registering
from cohorts.attending import DONE, Mark, apply_marks
from cohorts.cancelling import cancel_exchange
from cohorts.exchange_pages import Words, homes, write_words
from cohorts.models import Decision, Exchange, FormQuestion, Minutes, SessionSeries
from cohorts.opening import open_exchange
from cohorts.programme_text import to_text
from cohorts.publishing import publish
from cohorts.ready_questions import ready_fields
from cohorts.session_plan import SessionPlan
from home.demo.site import one_line
from home.demo.visitors import visitors_of

HERE = Path(__file__).parent / "exchanges"


def lay_exchanges(at: datetime, say=lambda words: None) -> None:
    """Each file once; what coordinators changed since stays."""
    for file in sorted(HERE.glob("*.toml")):
        about = tomllib.loads(file.read_text())
        if not Exchange.objects.filter(slug=about["slug"]).exists():
            exchange = _lay(about, at)
            say(f"  exchange “{about['text']['en']['title']}”: {exchange.sessions.count()} sessions, {exchange.registrations.count()} people")


def _lay(about: dict, at: datetime) -> Exchange:
    city = PartnerCity.objects.get(slug=about["host"])
    by = User.objects.filter(role_grants__role="city_coordinator", role_grants__city=city).first()
    plans = _plans(about, city, at)
    # What is past was announced a month before it was held.
    since = min([at, *(each.starts_at - timedelta(days=30) for each in plans), *([at - timedelta(days=45)] if "series" in about else [])])
    words = {code: Words(text["title"], text["summary"], to_text(one_line(text["body"]))) for code, text in about["text"].items()}
    exchange = open_exchange(city, words["en"], plans, by=by, at=since, slug=about["slug"], kind=about["kind"], languages=about["languages"], seats=about["seats"],
                             **{name: about[name] for name in ("place_name", "place_address", "online_url", "seats_per_city", "offer_hours") if name in about})
    exchange.themes.set(about["themes"])
    exchange.co_hosts.set(PartnerCity.objects.filter(slug__in=about["co_hosts"]))
    _lay_questions(exchange, about)
    _lay_series(exchange, about, at)
    for code in sorted(set(words) & set(homes()) - {"en"}):
        write_words(exchange, code, words[code], by)
    publish(exchange, by=by, at=since)
    exchange.refresh_from_db()
    _lay_people(exchange, about, since)
    if "minutes" in about:
        _lay_archive(exchange, about["minutes"], by)
    if "cancelled_reason" in about:
        exchange.refresh_from_db()
        cancel_exchange(exchange, about["cancelled_reason"], seen=exchange.changed_at, by=by, at=at)
    return exchange


def _plans(about: dict, city: PartnerCity, at: datetime) -> list[SessionPlan]:
    """The sessions, in UTC: on their dates, or so many days after `at`."""
    made = []
    for each in about.get("session", []):
        if "starts" in each:
            begins, ends = each["starts"], each["ends"]
        else:
            day = timezone.localdate(at) + timedelta(days=about["in_days"] + each["day"])
            begins, ends = datetime.combine(day, each["from"]), datetime.combine(day, each["to"])
        made.append(SessionPlan(each["title"], *(moment_of(wall, ZoneInfo(city.time_zone), which=0) for wall in (begins, ends)), note=each["note"]))
    return made


def _lay_questions(exchange: Exchange, about: dict) -> None:
    for position, name in enumerate(about.get("ready_questions", [])):
        FormQuestion.objects.create(exchange=exchange, position=position, **ready_fields(name))


def _lay_series(exchange: Exchange, about: dict, at: datetime) -> None:
    """Weekly since the week before last, until two weeks after the clocks have changed."""
    told = about.get("series")
    if told is None:
        return
    first = timezone.localdate(at) - timedelta(days=14)
    first += timedelta(days=(told["weekday"] - first.weekday()) % 7)
    last = _next_clock_change(exchange, first) + timedelta(days=14)
    series = SessionSeries.objects.create(exchange=exchange, title=told["title"], rule=recurring.rule_for("week", first, until=last), first_on=first,
                                          starts_local=told["from"], minutes=told["minutes"], changed_at=at)
    recurring.write_out(series, exchange.zone, at)
    exchange.refresh_span()
    # A circle takes people in for as long as it meets.
    Exchange.objects.filter(pk=exchange.pk).update(closes_at=exchange.ends_at)


def _next_clock_change(exchange: Exchange, day: date) -> date:
    def offset(on: date):
        return datetime.combine(on, time(12), tzinfo=exchange.zone).utcoffset()
    return next((later for later in (day + timedelta(days=each) for each in range(1, 366)) if offset(later) != offset(day)), day)


def _lay_people(exchange: Exchange, about: dict, at: datetime) -> None:
    """They register one after the other, in the order of the file; every second one says what the kitchen should know."""
    diet = next((str(each.key) for each in exchange.questions.all() if each.ready == "diet"), None)
    for number, person in enumerate(_people(about)):
        answers = {diet: [number % 3]} if diet and number % 2 else {}
        registering.register(exchange, person, answers=answers, answers_version=exchange.form_version, at=at + timedelta(minutes=number))


def _people(about: dict) -> list[User]:
    """`people`: "@login" for a demo login, "city n" for the n-th visitor of a city; or `visitors`: so many of each city, taking turns."""
    per_city = [visitors_of(PartnerCity.objects.get(slug=slug), count) for slug, count in about.get("visitors", {}).items()]
    found = [person for turn in zip_longest(*per_city) for person in turn if person is not None]
    for each in about.get("people", []):
        if each.startswith("@"):
            found.append(User.objects.get(email=f"{each[1:]}@demo.example"))
        else:
            slug, number = each.split()
            found.append(visitors_of(PartnerCity.objects.get(slug=slug), int(number))[-1])
    return found


def _lay_archive(exchange: Exchange, told: dict, by) -> None:
    """Everybody came to the first day, all but one to the second; the minutes are published."""
    people = list(exchange.registrations.holding_seats().order_by("place"))
    for number, session in enumerate(exchange.sessions.order_by("starts_at")):
        marks = [Mark(uuid.uuid4().hex, one.code, True, session.starts_at) for one in people[number:]]
        said = apply_marks(session, marks, exchange.registrations.all(), by, session.starts_at)
        assert set(said.values()) == {DONE}, said
    written_at = exchange.ends_at + timedelta(days=5)
    kept = Minutes.objects.create(exchange=exchange, language="en", text=clean_rich_text(one_line(told["text"])), written_by=by, written_at=written_at, published_at=written_at)
    Decision.objects.bulk_create([Decision(minutes=kept, position=position, **each) for position, each in enumerate(told["decisions"])])
