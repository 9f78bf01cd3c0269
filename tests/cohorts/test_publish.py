"""From a draft to a page in every language."""

from datetime import timedelta

import pytest
from wagtail.models import Locale, Page

from academy.models import Event
from cohorts.exchange_pages import Words, lay_aliases, write_words
from cohorts.exchange_texts import text_of
from cohorts.models import Exchange, ExchangeIndexPage, ExchangePage
from cohorts.opening import open_exchange
from cohorts.publishing import NotReady, gaps, publish
from cohorts.session_plan import SessionPlan
from tests.gatherings import BEGINS
from tests.world import NOW

pytestmark = pytest.mark.django_db


def language(world, code: str):
    """A home page in one more language."""
    locale, _made = Locale.objects.get_or_create(language_code=code)
    home = world.home.copy_for_translation(locale)
    home.save_revision().publish()
    return type(world.home).objects.get(pk=home.pk)


def draft(world, title="How neighbours run services", **fields) -> Exchange:
    return open_exchange(world.cascais, Words(title, "Two days with those who do it.", "Bring shoes."), [SessionPlan("Day 1", BEGINS, BEGINS + timedelta(hours=8))],
                         by=world.carla, at=NOW, **{"place_name": "Casa das Histórias", **fields})


def test_opening_makes_the_row_its_session_and_a_draft_page_of_one_key(world):
    made = draft(world)
    page = ExchangePage.objects.get(exchange=made)
    assert (made.slug, made.time_zone, made.starts_at) == ("how-neighbours-run-services", "Europe/Lisbon", BEGINS)
    assert page.translation_key == made.key and not page.live and page.slug == made.slug
    assert "Bring shoes." in str(page.body)
    assert ExchangeIndexPage.objects.get() == page.get_parent().specific
    assert Event.objects.get(verb="opened").object_key == str(made.key)
    assert not any(Page.find_problems())


def test_a_title_used_before_gets_another_address_and_one_without_latin_letters_the_citys(world):
    assert [draft(world).slug, draft(world).slug] == ["how-neighbours-run-services", "how-neighbours-run-services-2"]
    assert draft(world, title="زيارة").slug == "cascais-2026-12-10"
    assert draft(world, title="Calendar").slug == "calendar-2", "the programme has a calendar of its own"


def test_publishing_lays_a_page_in_every_language_that_has_a_home(world):
    for code in ("pt", "ar"):
        language(world, code)
    made = draft(world)
    assert publish(made, by=world.carla, at=NOW)
    made.refresh_from_db()
    assert made.published_at == NOW
    pages = {page.locale.language_code: page for page in ExchangePage.objects.filter(exchange=made).select_related("locale")}
    assert set(pages) == {"en", "pt", "ar"}
    assert all(page.live and page.slug == made.slug and page.translation_key == made.key for page in pages.values())
    assert pages["pt"].alias_of_id == pages["ar"].alias_of_id == pages["en"].pk
    assert {page.get_parent().specific_class for page in pages.values()} == {ExchangeIndexPage}
    assert len(set(ExchangeIndexPage.objects.values_list("translation_key", flat=True))) == 1
    assert not any(Page.find_problems())
    assert Event.objects.get(verb="published").object_key == str(made.key)


def test_publishing_twice_is_publishing_once(world):
    made = draft(world)
    assert publish(made, by=world.carla, at=NOW)
    assert not publish(made, by=world.carla, at=NOW + timedelta(hours=1))
    assert Exchange.objects.get(pk=made.pk).published_at == NOW
    assert lay_aliases(made) == []


@pytest.mark.parametrize(("change", "step"), [
    ({"place_name": ""}, "desk_edit"), ({"closes_at": NOW - timedelta(days=1)}, "desk_seats"), ({"source_language": "fr"}, "desk_languages"),
])
def test_what_is_missing_is_said_and_nothing_is_published(world, change, step):
    made = draft(world)
    Exchange.objects.filter(pk=made.pk).update(**change)
    made.refresh_from_db()
    assert step in [gap.step for gap in gaps(made, NOW)]
    with pytest.raises(NotReady):
        publish(made, by=world.carla, at=NOW)
    assert Exchange.objects.get(pk=made.pk).published_at is None
    assert not ExchangePage.objects.filter(exchange=made, live=True).exists()


def test_an_exchange_without_a_day_or_with_past_ones_is_not_published(world):
    made = draft(world)
    assert [gap.step for gap in gaps(made, BEGINS + timedelta(days=2))] == ["desk_sessions"]
    made.sessions.all().delete()
    assert [gap.step for gap in gaps(made, NOW)] == ["desk_sessions"]


def test_a_place_for_each_session_is_a_place(world):
    made = draft(world, place_name="")
    made.sessions.update(online_url="https://meet.example/a")
    assert gaps(made, NOW) == []


def test_writing_a_language_makes_a_real_page_of_the_alias(world):
    language(world, "pt")
    made = draft(world)
    publish(made, by=world.carla, at=NOW)
    made.refresh_from_db()
    write_words(made, "pt", Words("Como os vizinhos fazem", "Dois dias.", "Tragam sapatos."), world.carla)
    page = ExchangePage.objects.get(exchange=made, locale__language_code="pt")
    assert page.alias_of_id is None and page.live and page.slug == made.slug
    assert text_of(made, "pt").title == "Como os vizinhos fazem"
    assert "Tragam sapatos." in str(page.body) and "Bring shoes." not in str(page.body)
    write_words(made, "en", Words("Renamed", "Two days.", None), world.carla)
    assert text_of(made, "en").title == "Renamed"
    assert text_of(made, "pt").title == "Como os vizinhos fazem", "no longer an echo of the first language"
    assert not any(Page.find_problems())


def test_a_language_can_be_written_before_publishing_and_goes_live_with_it(world):
    language(world, "pt")
    made = draft(world)
    write_words(made, "pt", Words("Como os vizinhos fazem", "Dois dias.", ""), world.carla)
    assert not ExchangePage.objects.filter(exchange=made, live=True).exists()
    publish(made, by=world.carla, at=NOW)
    assert ExchangePage.objects.filter(exchange=made, live=True, alias_of=None).count() == 2
    assert not any(Page.find_problems())


def test_an_alias_follows_the_first_language(world):
    language(world, "ar")
    made = draft(world)
    publish(made, by=world.carla, at=NOW)
    made.refresh_from_db()
    write_words(made, "en", Words("Renamed", "Two days.", "New words."), world.carla)
    alias = ExchangePage.objects.get(exchange=made, locale__language_code="ar")
    assert (alias.title, alias.live) == ("Renamed", True) and "New words." in str(alias.body)
    assert alias.locale.language_code == "ar" and alias.translation_key == made.key


def test_words_of_a_draft_are_changed_in_place(world):
    made = draft(world)
    write_words(made, "en", Words("Renamed", "Short.", None), world.carla)
    assert text_of(made, "en").title == "Renamed"
    publish(made, by=world.carla, at=NOW)
    assert text_of(made, "en", drafts=False).title == "Renamed"
