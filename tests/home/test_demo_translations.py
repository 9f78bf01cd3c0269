"""Lessons 2 and 15 of the demo course in Portuguese and Arabic: the files are whole, and the pages come out in one language."""

import re
from html.parser import HTMLParser
from pathlib import Path

import polib
import pytest

pytestmark = pytest.mark.any_database

FILES = Path(__file__).resolve().parents[2] / "home" / "demo" / "translations"
LANGUAGES = ("pt", "ar")
TITLES = {
    ("pt", "citess-method"): "O método CitESS: uma porta, muitos serviços",
    ("pt", "iess-tunisia"): "Estudo de caso: o iESS! na Tunísia",
    ("ar", "citess-method"): "منهج CitESS: باب واحد وخدمات كثيرة",
    ("ar", "iess-tunisia"): "دراسة حالة: iESS!\u200e في تونس",
}
DIRECTION = {"pt": "ltr", "ar": "rtl"}
TAG = re.compile(r"</?[a-z][^>]*>")
every_language = pytest.mark.parametrize("language", LANGUAGES)


def words(language: str) -> polib.POFile:
    return polib.pofile(str(FILES / f"{language}.po"))


class Nesting(HTMLParser):
    """Opens and closes as it reads; `wrong` says whether something was left open or closed in another order."""

    def __init__(self, html: str):
        super().__init__()
        self.open, self.wrong = [], False
        self.feed(html)
        self.wrong = self.wrong or bool(self.open)

    def handle_starttag(self, tag, attrs):
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        self.wrong = self.wrong or not self.open or self.open.pop() != tag


@every_language
def test_every_sentence_is_translated(language):
    po = words(language)
    assert len(po) > 100
    assert [entry.msgid for entry in po if not entry.msgstr.strip() or entry.fuzzy] == []


@every_language
def test_no_sentence_is_there_twice(language):
    told = [entry.msgid for entry in words(language)]
    assert len(told) == len(set(told))


@every_language
def test_the_tags_are_those_of_the_original_and_balance(language):
    po = words(language)
    assert [entry.msgid for entry in po if sorted(TAG.findall(entry.msgid)) != sorted(TAG.findall(entry.msgstr))] == []
    assert [entry.msgid for entry in po if Nesting(entry.msgstr).wrong] == []


def test_both_languages_translate_the_same_sentences():
    pt, ar = ({entry.msgid for entry in words(language)} for language in LANGUAGES)
    assert pt ^ ar == set()


@pytest.fixture
def demo(transactional_db, database_copy):
    """The demo academy in this test's database."""
    from django.db import connection

    from tests.demo_copy import built_demo

    if connection.vendor != "sqlite":
        pytest.skip("the demo copy is SQLite only")
    database_copy.restore(built_demo(database_copy.template) / "tessera.sqlite3")


@pytest.fixture
def finisher(demo, client):
    """Somebody for whom every lesson is open."""
    from django.conf import settings

    from academy.models import User

    client.force_login(User.objects.get(email="mentor@demo.example"), backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def test_the_files_hold_every_sentence_of_the_pages(demo):
    from home.demo.translating import template
    from home.models import HomePage

    wanted = {entry.msgid for entry in template(HomePage.objects.get(locale__language_code="en"))}
    assert len(wanted) > 100
    for language in LANGUAGES:
        assert wanted - {entry.msgid for entry in words(language)} == set()


def test_translated_lessons_come_out_whole_and_in_their_direction(finisher):
    for (language, slug), title in TITLES.items():
        answer = finisher.get(f"/{language}/courses/co-production/{slug}/")
        page = answer.content.decode()
        assert answer.status_code == 200, (language, slug)
        assert re.search(rf'<html\b[^>]*\blang="{language}"[^>]*\bdir="{DIRECTION[language]}"', page), (language, slug)
        assert re.search(rf"<h1[^>]*>\s*{re.escape(title)}\s*</h1>", page), (language, slug)
        assert not answer.context["untranslated"]
        assert "fallback" not in page, (language, slug)


def test_a_lesson_that_is_not_translated_says_so(finisher):
    """The same words are looked for as above, so the test above cannot pass by looking for the wrong ones."""
    answer = finisher.get("/ar/courses/co-production/seven-principles/")
    assert answer.status_code == 200 and answer.context["untranslated"]
    assert 'dir="rtl"' in answer.content.decode() and "هذا الدرس ليس بلغتك بعد" in answer.content.decode()


def test_the_quiz_of_lesson_two_asks_in_the_readers_language(finisher):
    first = {"pt": "Na vila inventada de Seventeen Wells, o contrato das refeições", "ar": "في بلدة سفنتين ويلز المتخيَّلة كُتب عقد الوجبات"}
    for language, title in (("pt", "Verificação: o balcão único"), ("ar", "اختبر نفسك: الشبّاك الموحّد")):
        quiz = f"/{language}/courses/co-production/citess-method/quiz/the-one-stop-hub/"
        assert title in finisher.get(quiz).content.decode()
        attempt = finisher.post(f"{quiz}attempts/", follow=True)
        asked = attempt.context["questions"]
        assert len(asked) == 6 and first[language] in attempt.content.decode()
        assert [each["lang"] for each in asked] == [""] * 6, "a question still stands in English"
