"""The rules of the house, held by a test: imports go down, the bedrock knows no Django, files stay small."""

import ast
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = {"academy": 0, "courses": 1, "mentoring": 2, "cohorts": 2, "home": 3}
# Wiring brings every floor together and is imported by nobody.
WIRING = {"academy/urls.py", "academy/celery.py", "academy/settings.py", "academy/people_urls.py"}
BEDROCK = ("academy/standards/", "academy/mosaic", "courses/progress.py", "courses/release.py", "courses/release_rules.py",
           "courses/grading.py", "courses/answer_reading.py", "courses/question_check.py", "mentoring/matching/", "cohorts/counting.py", "cohorts/counting_votes.py", "cohorts/plan/resource_fit.py",
           "home/charts/")
# What values alone may use: the standard library, themselves, and libraries that know nothing of the web.
NO_FRAMEWORK = {"django", "wagtail", "modelcluster", "taggit", "allauth", "rest_framework", "celery", "redis", "psycopg"}
# gift_bridge carries between a standard and our own questions: no Django either, though it may name both sides.
PLAIN = ("courses/gift_bridge.py",)
LONGEST = 300  # lines
LONGER = {"academy/settings.py": 400}  # one file holds every setting, on purpose
# Wagtail tells that a page was published, moved or deleted by signal alone.
MAY_LISTEN = {"courses/versions.py"}
VAGUE = {"utils", "util", "helpers", "helper", "services", "service", "managers", "manager", "common", "misc", "base"}


@cache
def files() -> tuple[str, ...]:
    """Every Python file of the product in the work tree that git does not ignore; migrations apart."""
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True)
    return tuple(sorted(name for name in set(listed.stdout.split()) if "/migrations/" not in name and (ROOT / name).is_file()))


def app_files() -> list[str]:
    return [name for name in files() if name.split("/")[0] in FLOORS]


def imports(name: str) -> list[tuple[int, str]]:
    """[(line, dotted name)] of everything a file imports, at its top or inside a function."""
    found = []
    for node in ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8"), name)):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            package = name.removesuffix(".py").split("/")[:-node.level] if node.level else []
            whole = ".".join([*package, *([node.module] if node.module else [])])
            found += [(node.lineno, whole), *((node.lineno, f"{whole}.{alias.name}") for alias in node.names)]
    return found


def upward(name: str) -> list[str]:
    """The imports of one file that go up a floor, or across to the other app of its floor."""
    own = name.split("/")[0]
    wrong = []
    for line, module in imports(name):
        other = module.split(".")[0]
        if other in FLOORS and other != own and FLOORS[other] >= FLOORS[own]:
            wrong.append(f"{name}:{line} imports {module}: floor {FLOORS[own]} may not name floor {FLOORS[other]}")
    return wrong


def test_imports_go_down():
    assert [wrong for name in app_files() if name not in WIRING for wrong in upward(name)] == []


def test_nobody_imports_the_wiring():
    wiring = {name.removesuffix(".py").replace("/", ".") for name in WIRING} - {"academy.settings"}
    assert [f"{name}:{line}" for name in app_files() for line, module in imports(name)
            if module in wiring and (name, module) != ("academy/__init__.py", "academy.celery")] == []


def test_the_bedrock_knows_no_django():
    wrong = []
    for name in app_files():
        if name.startswith(BEDROCK + PLAIN):
            for line, module in imports(name):
                top = module.split(".")[0]
                ours_but_not_bedrock = top in FLOORS and not (module.replace(".", "/") + "/").startswith(
                    tuple(part.removesuffix(".py") for part in BEDROCK)) and not name.startswith(PLAIN)
                if top in NO_FRAMEWORK or ours_but_not_bedrock:
                    wrong.append(f"{name}:{line} imports {module}")
    assert wrong == []


def test_the_bedrock_is_where_this_test_looks():
    there = [part for part in BEDROCK if part.startswith(("academy/", "courses/"))]
    assert [part for part in there if not any(name.startswith(part) for name in files())] == []


def test_no_file_is_longer_than_one_look():
    lengths = {name: len((ROOT / name).read_text(encoding="utf-8").splitlines()) for name in app_files()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGER.get(name, LONGEST)} == {}


def test_files_are_named_by_their_idea():
    assert [name for name in app_files() if Path(name).stem in VAGUE] == []


def test_news_travels_as_data_not_as_signals():
    assert [f"{name}:{line}" for name in app_files() if name not in MAY_LISTEN for line, module in imports(name)
            if module in {"django.dispatch", "django.db.models.signals"}] == []


@pytest.mark.parametrize("sentence", ["import home.models", "def later():\n    from courses.models import CoursePage"])
def test_it_would_notice(tmp_path, monkeypatch, sentence):
    (tmp_path / "academy").mkdir()
    (tmp_path / "academy" / "new_thing.py").write_text(sentence)
    monkeypatch.setattr("tests.test_house.ROOT", tmp_path)
    assert upward("academy/new_thing.py") != []
