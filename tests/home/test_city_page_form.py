"""A city's coordinators write its page in a simple form: nothing of the editors' is lost, nobody writes over somebody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.models import CityIndexPage, CityPage
from home.simple_text import as_rich_text, as_typed, is_simple
from tests.world import publish_under

pytestmark = pytest.mark.any_database

FORM = {"title": "Cascais", "intro": "By the sea.\n\nAnd the hills.", "offer": "We have\n- rooms\n- time", "seek": "Bakers <b>now</b>"}
ADDRESS = "/en/city/cascais/page/"


@pytest.fixture
def page(world):
    index = publish_under(world.home, CityIndexPage(title="Cities", slug="cities"))
    return publish_under(index, CityPage(title="Cascais", city=world.cascais, intro="<p>Old.</p>", offer='<p>See <a href="https://x.example">this</a>.</p>'))


def version(client) -> str:
    import re

    return re.search(r'name="version" value="(\d+)"', client.get(ADDRESS).content.decode()).group(1)


@pytest.mark.django_db
def test_what_is_typed_is_published_as_paragraphs_and_lists(world, page, client):
    client.force_login(world.carla)
    assert client.post(ADDRESS, {**FORM, "version": version(client)}).url == "/en/cities/cascais/"
    words = client.get("/en/cities/cascais/").content.decode()
    for said in ("By the sea.", "And the hills.", "<li>rooms</li>", "Bakers &lt;b&gt;now&lt;/b&gt;"):
        assert said in words
    assert CityPage.objects.get().latest_revision.user == world.carla


@pytest.mark.django_db
def test_text_with_links_stays_as_editors_made_it_unless_it_is_changed(world, page, client):
    client.force_login(world.carla)
    opened = client.get(ADDRESS).content.decode()
    assert "Editors have put links" in opened
    client.post(ADDRESS, {**FORM, "offer": "See this.", "version": version(client)})
    assert "https://x.example" in CityPage.objects.get().offer
    client.post(ADDRESS, {**FORM, "offer": "See that.", "version": version(client)})
    assert CityPage.objects.get().offer == "<p>See that.</p>"


@pytest.mark.django_db
def test_who_was_slower_is_told_and_keeps_their_words(world, page, client):
    client.force_login(world.carla)
    opened = version(client)
    page.intro = "<p>The editor's.</p>"
    page.save_revision().publish()
    answer = client.post(ADDRESS, {**FORM, "version": opened})
    words = answer.content.decode()
    assert answer.status_code == 422 and "Somebody else has changed the page" in words and "And the hills." in words
    assert CityPage.objects.get().intro == "<p>The editor's.</p>"
    import re

    newer = re.search(r'name="version" value="(\d+)"', words).group(1)
    assert client.post(ADDRESS, {**FORM, "version": newer}).status_code == 302


@pytest.mark.django_db
def test_a_first_page_is_made_where_there_was_none(world, client):
    client.force_login(world.mouna)
    address = "/en/city/mahdia/page/"
    assert "does not exist yet" in client.get(address).content.decode()
    publish_under(world.home, CityIndexPage(title="Cities", slug="cities"))
    assert client.post(address, {**FORM, "title": "Mahdia", "version": "0"}).status_code == 302
    assert "By the sea." in client.get("/en/cities/mahdia/").content.decode()
    client.post(address, {**FORM, "title": "Mahdia", "version": "0"})
    assert CityPage.objects.filter(city=world.mahdia).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"title": ""}, {"title": "a\nb"}, {"offer": "x" * 5001}])
def test_a_wrong_form_is_refused_and_kept(world, page, client, wrong):
    client.force_login(world.carla)
    answer = client.post(ADDRESS, {**FORM, **wrong, "version": version(client)})
    assert answer.status_code == 422 and "And the hills." in answer.content.decode() and CityPage.objects.get().intro == "<p>Old.</p>"


@pytest.mark.django_db
def test_a_locked_page_waits(world, page, client):
    CityPage.objects.update(locked=True)
    client.force_login(world.carla)
    assert "locked" in client.get(ADDRESS).content.decode()
    client.post(ADDRESS, FORM)
    assert CityPage.objects.get().intro == "<p>Old.</p>"


LINE = st.text(st.characters(blacklist_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]), min_size=1, max_size=20).filter(lambda text: text.strip() == text)
BLOCKS = st.lists(st.one_of(st.lists(LINE.filter(lambda line: not line.startswith("-")), min_size=1, max_size=3).map("\n".join),
                            st.lists(LINE.map("- {}".format), min_size=1, max_size=4).map("\n".join)), min_size=1, max_size=5)


@given(BLOCKS)
def test_what_is_typed_comes_back_as_typed(blocks):
    import unicodedata

    typed = unicodedata.normalize("NFC", "\n\n".join(blocks))
    markup = as_rich_text(typed)
    assert as_typed(markup) == typed and is_simple(markup)


def test_markup_that_is_typed_is_text():
    assert as_rich_text("<script>alert(1)</script>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    assert not is_simple("<p><b>x</b></p>") and is_simple("<p>x<br/>y</p><ul><li>z</li></ul>")
