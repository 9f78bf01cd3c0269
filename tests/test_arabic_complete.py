"""The academy speaks Arabic in full: no screen falls back to English, and no sentence loses a name or a number."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1]
ARABIC = ROOT / "locale" / "ar" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|%[sd]|\{\w*\}")
TAG = re.compile(r"</?[a-z][^>]*>")


def messages(path: Path = ARABIC) -> list:
    with path.open("rb") as source:
        return [message for message in read_po(source) if message.id]


def forms(words) -> list[str]:
    """The originals or the translations of one message, one or several."""
    return [words] if isinstance(words, str) else list(words)


def key(message) -> tuple:
    return message.context, *forms(message.id)


def test_every_sentence_has_its_arabic():
    missing = [message.id for message in messages() if not message.string or not all(forms(message.string))]
    assert missing == [], "make messages, then translate these"


def test_nothing_waits_for_somebody_to_look_at_it_again():
    assert [message.id for message in messages() if message.fuzzy] == []


def test_counted_sentences_have_the_six_forms_of_arabic():
    assert [message.id for message in messages() if not isinstance(message.id, str) and len(message.string) != 6] == []


def test_the_placeholders_are_the_same():
    """None, one and two may do without their number: Arabic says "two lessons" in one word."""
    wrong = []
    for message in messages():
        wanted = set(PLACEHOLDER.findall(forms(message.id)[-1]))
        shapes = [set(PLACEHOLDER.findall(form)) for form in forms(message.string)]
        if len(shapes) == 1:
            good = shapes[0] == wanted
        else:
            good = all(shape <= wanted for shape in shapes[:3]) and all(shape == wanted for shape in shapes[3:])
        if not good:
            wrong.append(message.id)
    assert wrong == []


def test_the_tags_are_the_same():
    wrong = [message.id for message in messages()
             if any(sorted(TAG.findall(form)) != sorted(TAG.findall(forms(message.id)[-1])) for form in forms(message.string))]
    assert wrong == []


def test_it_holds_what_the_code_says_now(tmp_path):
    if not shutil.which("xgettext"):
        pytest.skip("gettext is not installed here, so what the code says now was not gathered")
    keep = {".py", ".html", ".txt"}
    for folder in ("academy", "cohorts", "courses", "home", "mentoring", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder,
                        ignore=lambda here, names: [name for name in names if (Path(here) / name).is_file() and Path(name).suffix not in keep])
    (tmp_path / "locale").mkdir()
    bare = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run([sys.executable, "-m", "django", "makemessages", "-l", "ar", "--no-location", "--no-wrap"],
                   cwd=tmp_path, env=bare, check=True, capture_output=True)
    said = {key(message) for message in messages(tmp_path / "locale" / "ar" / "LC_MESSAGES" / "django.po")}
    held = {key(message) for message in messages()}
    assert (said - held, held - said) == (set(), set()), "make messages"
    assert len(said) > 1000
