"""The demo's practices and who adapted them, from practices.toml; laid by the same verbs as everybody's, with the clock handed in."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path

from academy.building_skills import set_built
from academy.models import PartnerCity, Skill, User
from academy.models.skills import Builder
from cohorts.adapting import adapt
from cohorts.models import Exchange, Practice
from cohorts.practice_writing import begin, publish

FILE = Path(__file__).with_suffix(".toml")


def lay_practices(now: datetime) -> None:
    """Each once: what coordinators wrote since stays. After exchanges and skills."""
    skills = {code.removeprefix("entrecomp-"): pk for code, pk in Skill.objects.filter(code__startswith="entrecomp-").values_list("code", "pk")}
    for about in tomllib.loads(FILE.read_text())["practice"]:
        if not Practice.objects.filter(slug=about["slug"]).exists():
            _lay(about, skills, now)


def _lay(about: dict, skills: dict[str, int], now: datetime) -> None:
    at, city = now - timedelta(days=about["days_ago"]), PartnerCity.objects.get(slug=about["city"])
    by = User.objects.filter(role_grants__role="city_coordinator", role_grants__city=city).first()
    made = begin(city, by=by, at=at, slug=about["slug"], title=about["title"], summary=about["summary"], text=about["text"], language="en",
                 exchange=Exchange.objects.filter(slug=about.get("exchange", "")).first())
    set_built(Builder.PRACTICE, made.key, {skills[name]: level for name, level in about["skills"].items() if name in skills}, by, at)
    publish(made, by=by, at=at)
    for told in about.get("adapted", ()):
        person, since = User.objects.filter(email=told["who"]).first(), now - timedelta(days=told["days_ago"])
        if person is not None:
            adapt(made, person, place=told["place"], changed=told["changed"], started_on=since.date(), shows_name=told["shows_name"], at=since)
