"""Searching courses and lessons, on both databases."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from courses.models import CoursePage, LessonPage
from courses.snippets import begins_with, fold, snippet, text_of_blocks, words_of
from tests.world import make_course, make_lesson

ADDRESS = "/en/courses/search/"


def titles(client, reader="en", **query) -> list[str]:
    """Titles of the results, in their order."""
    answered = client.get(f"/{reader}/courses/search/", query)
    assert answered.status_code == 200
    return [hit.page.title for hit in answered.context["hits"]]


def translate(page, language: str, **words):
    """The page published in another language, under its translated parent."""
    locale, _made = Locale.objects.get_or_create(language_code=language)
    if not page.get_parent().get_translations().filter(locale=locale).exists():
        parent = page.get_parent().specific
        translate(parent, language) if parent.depth > 2 else parent.copy_for_translation(locale)
    made = page.copy_for_translation(locale)
    for name, value in words.items():
        setattr(made, name, value)
    made.save_revision().publish()
    return type(page).objects.get(pk=made.pk)


@pytest.mark.postgres
@pytest.mark.django_db
class TestFinding:
    def test_a_word_of_the_body_finds_the_lesson_and_shows_it_marked(self, client, world):
        answered = client.get(ADDRESS, {"q": "street"})
        text = answered.content.decode()
        assert [hit.page.title for hit in answered.context["hits"]] == ["First steps"]
        assert "Lesson 2 of 3" in text and "Doing things together" in text and "<mark>street</mark>" in text
        assert f'href="{world.path(2)}"' in text

    def test_the_beginning_of_a_word_is_enough_and_accents_of_the_highlight_do_not_matter(self, client, world):
        make_lesson(world.course, "more", "Cooperação em rede")
        assert titles(client, q="coopera") == ["Cooperação em rede"]
        assert "<mark>Cooperação</mark>" in str(snippet("A Cooperação cresce", ["cooperacao"]))

    def test_all_words_must_stand_there_and_if_nothing_has_them_all_some_are_enough(self, client, world):
        assert titles(client, q="begin street") == ["First steps"]
        answered = client.get(ADDRESS, {"q": "street zebra"})
        assert [hit.page.title for hit in answered.context["hits"]] == ["First steps"] and "some of them" in answered.content.decode()

    def test_hyphens_quotes_and_operators_are_only_words(self, client, world):
        make_lesson(world.course, "co", "Why co-production pays")
        for q in ("co-production", '"co-production"', "co production AND", "co* production)", "'co' \\ production", "NOT co-production"):
            assert "Why co-production pays" in titles(client, q=q), q
        for q in ('"', "*", "()", "\x00", "%", "a" * 5000, "- -", "NEAR(a b)"):
            assert client.get(ADDRESS, {"q": q}).status_code == 200, q

    def test_a_short_word_must_stand_there_whole(self, client, world):
        make_lesson(world.course, "comes", "What comes of it, service and all")
        make_lesson(world.course, "co", "Co and service")
        assert titles(client, q="co service") == ["Co and service"]

    def test_a_hit_in_the_title_comes_before_one_in_the_text(self, client, world):
        make_lesson(world.course, "later", "Pottery", body=[("text", "<p>Clay.</p>")])
        make_lesson(world.course, "earlier", "Bread", body=[("text", "<p>pottery pottery pottery pottery</p>")])
        assert titles(client, q="pottery") == ["Pottery", "Bread"]

    def test_only_published_public_pages_of_published_courses(self, client, world):
        from wagtail.models import PageViewRestriction

        draft = make_lesson(world.course, "draft", "Zebra draft")
        draft.unpublish()
        closed = make_course(world.catalogue, "closed", "Zebra closed")
        PageViewRestriction.objects.create(page=closed, restriction_type="login")
        make_lesson(closed, "inside", "Zebra inside")
        gone = make_course(world.catalogue, "gone", "Zebra gone")
        make_lesson(gone, "inside-gone", "Zebra inside gone")
        CoursePage.objects.filter(pk=gone.pk).update(live=False)
        assert titles(client, q="zebra") == []

    def test_a_lesson_that_not_everyone_may_read_shows_no_words_of_its_body(self, client, world):
        course = make_course(world.catalogue, "members", "Members", open_to_read=False)
        make_lesson(course, "secret", "Zebra", summary="About zebras.", body=[("text", "<p>The stripes are a secret zebra.</p>")])
        later = make_lesson(world.course, "later", "Zebra later", body=[("text", "<p>hidden until then</p>")])
        later.release = [("after_previous", None)]
        later.save_revision().publish()
        text = client.get(ADDRESS, {"q": "zebra"}).content.decode()
        assert "secret" not in text.replace("/secret/", "") and "hidden until then" not in text and "About <mark>zebras</mark>." in text

    def test_what_is_indexed_is_escaped_in_the_snippet(self, client, world):
        make_lesson(world.course, "angle", "Angles", summary="<b onclick=x>zebra</b> & co")
        text = client.get(ADDRESS, {"q": "zebra"}).content.decode()
        assert "&lt;b onclick=x&gt;<mark>zebra</mark>&lt;/b&gt; &amp; co" in text


@pytest.mark.postgres
@pytest.mark.django_db
class TestLanguages:
    def test_a_lesson_is_found_once_in_the_readers_language_whichever_language_matched(self, client, world):
        translate(world.lessons[1], "pt", title="Primeiros passos")
        assert titles(client, "pt", q="passos") == ["Primeiros passos"]
        assert titles(client, "pt", q="street") == ["Primeiros passos"]
        assert titles(client, "en", q="passos") == ["First steps"]

    def test_what_is_not_translated_is_shown_in_its_own_language_and_says_so(self, client, world):
        translate(world.course, "pt", title="Fazer juntos")
        answered = client.get("/pt/courses/search/", {"q": "street"})
        text = answered.content.decode()
        assert [hit.page.title for hit in answered.context["hits"]] == ["First steps"]
        assert 'lang="en"' in text and "Fazer juntos" in text and 'href="/pt/courses/co-production/first-steps/"' in text

    def test_arabic_words_find_arabic_lessons(self, client, world):
        translate(world.lessons[0], "ar", title="الإنتاج المشترك")
        assert titles(client, "ar", q="المشترك") == ["الإنتاج المشترك"]

    def test_an_alias_is_not_found_beside_its_source(self, client, world):
        world.course.create_alias(parent=world.catalogue, update_slug="alias-of-it")
        assert len(titles(client, q="together")) == len(set(titles(client, q="together")))


@pytest.mark.django_db
class TestNarrowing:
    def test_by_audience_city_tag_kind_and_language(self, client, world):
        course = make_course(world.catalogue, "of-mahdia", "Pots of Mahdia", city=world.mahdia, for_students=True)
        course.tags.add("clay")
        course.save_revision().publish()
        make_lesson(course, "story", "A story of pots", kind="story")
        make_lesson(course, "lesson", "How pots are made")
        translate(course, "ar", title="فخار")
        both = ["Pots of Mahdia", "A story of pots", "How pots are made"]
        assert sorted(titles(client, city="mahdia")) == sorted(both) == sorted(titles(client, audience="student")) == sorted(titles(client, tag="clay"))
        assert titles(client, kind="story") == ["A story of pots"] and titles(client, q="pots", kind="course") == ["Pots of Mahdia"]
        assert titles(client, language="ar") == ["Pots of Mahdia"]
        assert titles(client, q="pots", city="cascais") == []

    def test_an_unknown_choice_is_no_error(self, client, world):
        assert client.get(ADDRESS, {"q": "street", "kind": "x", "audience": "y", "page": "-9"}).status_code == 200
        assert titles(client, q="street", tag="no-such") == []

    def test_nothing_asked_shows_themes_and_nothing_found_helps(self, client, world):
        assert "Themes" in client.get(ADDRESS).content.decode()
        text = client.get(ADDRESS, {"q": "zzzz", "kind": "story"}).content.decode()
        assert "0 results" in text and "Try fewer words" in text and 'href="/en/courses/search/?q=zzzz"' in text and 'value="zzzz"' in text

    def test_what_is_typed_is_cut_and_shown_escaped(self, client, world):
        answered = client.get(ADDRESS, {"q": '"><script>' + "x" * 500})
        text = answered.content.decode()
        assert len(answered.context["wanted"].q) == 100 and "<script>x" not in text and f'value="&quot;&gt;&lt;script&gt;{"x" * 90}"' in text

    def test_the_second_page_keeps_the_search(self, client, world):
        for number in range(12):
            make_lesson(world.course, f"z{number}", f"Zebra {number}")
        text = client.get(ADDRESS, {"q": "zebra", "kind": "lesson"}).content.decode()
        assert "12 results" in text and "?q=zebra&amp;kind=lesson&amp;page=2" in text
        assert len(titles(client, q="zebra", page=2)) == 2


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow(client, world):
    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            client.get(ADDRESS, {"q": "street together"})
        return len(caught)

    make_lesson(world.course, "both", "Street together")
    client.get(ADDRESS, {"q": "street"})
    few = asked()
    for number in range(6):
        course = make_course(world.catalogue, f"c{number}", f"Street {number} together")
        make_lesson(course, f"l{number}", f"Street together {number}")
        translate(course, "pt", title=f"Rua {number}")
    assert LessonPage.objects.count() == 10 and asked() == few <= 20


def test_words_fold_and_begin():
    assert words_of("  Co-Production & “Ação” co ") == ["co", "production", "ação"] and words_of("!!! ---") == [] and len(words_of("a b c d e f g h i j")) == 8
    assert fold("Ação İstanbul ΆΒΓ") == "acao istanbul αβγ" and len(fold("ﬀ ß İ")) == len("ﬀ ß İ")
    assert begins_with("Social economy", "social") == 2 and begins_with("Social economy", "eco") == 1 and begins_with("Social economy", "ec") == 0


def test_a_snippet_stands_around_the_first_word_and_marks_all():
    told = str(snippet("start " + "word " * 60 + "zebra and zebras " + "word " * 60, ["zebra"]))
    assert told.startswith("… ") and told.endswith(" …") and "<mark>zebra</mark> and <mark>zebras</mark>" in told and len(told) < 260
    assert snippet("nothing here", ["zebra"]) is None


def test_the_text_of_blocks_leaves_markup_and_addresses_out():
    raw = [{"type": "text", "id": "1", "value": "<p>One &amp; <b>two</b></p><p>three</p>"}, {"type": "video", "id": "2", "value": {"title": "Film", "url": "https://x.org", "file": 7}}]
    assert " ".join(text_of_blocks(raw).split()) == "One & two three Film"
