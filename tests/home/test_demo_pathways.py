"""The demo's pathways and practices name only what the demo has. Read from the files, without a database."""

import csv
import tomllib
from pathlib import Path

from django.utils.text import slugify

from academy.demo_people import CITIES, PERSONAS
from academy.models.people import ENTRY_PATHS
from home.demo import practices
from home.demo.pathways import FILE, HERS

DEMO = Path(practices.__file__).parent
FRAMEWORK = DEMO.parent.parent / "academy" / "frameworks" / "entrecomp.csv"


def skills() -> set[str]:
    with FRAMEWORK.open(newline="") as rows:
        return {row["code"].removeprefix("entrecomp-") for row in csv.DictReader(rows) if not row["heading"]}


def exchanges() -> dict[str, dict]:
    return {about["slug"]: about for about in (tomllib.loads(file.read_text()) for file in (DEMO / "exchanges").glob("*.toml"))}


def test_each_public_has_a_pathway_whose_steps_exist_in_three_languages():
    pathways = tomllib.loads(FILE.read_text())["pathway"]
    assert [each["entry_path"] for each in pathways] == [public for public, _words in ENTRY_PATHS] and HERS in [each["slug"] for each in pathways]
    courses = {tomllib.loads(file.read_text())["slug"] for file in DEMO.glob("*/course.toml")}
    themes = {slugify(theme) for about in exchanges().values() for theme in about["themes"]}
    known = {"course": courses, "exchange": themes, "mentoring": {"", "3", "6"}, "assessment": {"before", "during", "after"}, "practice": {""}}
    for pathway in pathways:
        for texts in (pathway["titles"], pathway["intros"], *(step["words"] for step in pathway["step"])):
            assert set(texts) == {"en", "pt", "ar"}
        for step in pathway["step"]:
            assert step["key"] in known[step["kind"]] and step.get("skill", "vision") in skills(), step


def test_practices_name_cities_skills_exchanges_and_people_of_the_demo():
    people = {persona.email for persona in PERSONAS}
    for practice in tomllib.loads(practices.FILE.read_text())["practice"]:
        assert practice["city"] in CITIES and set(practice["skills"]) <= skills() and practice.get("exchange", "cascais-2022") in exchanges()
        for told in practice.get("adapted", ()):
            assert told["who"] in people and told["days_ago"] < practice["days_ago"], "nobody adapts what is not told yet"
