"""Minutes: writing, two people at once, decisions, publishing, and who may."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from academy.models import Event
from cohorts.minute_taking import DecisionRow, WrittenMeanwhile, keep_minutes, publish
from cohorts.minute_text import to_html, to_text
from cohorts.models import Decision, Minutes
from tests.gatherings import make_exchange
from tests.world import NOW

db = pytest.mark.django_db


@pytest.fixture
def visit(world):
    return make_exchange(world)


def whole(exchange, city="cascais") -> str:
    return reverse("minutes_whole", args=[city, exchange.slug])


def typed(text="We met.", version=0, rows=(), **more) -> dict:
    """A filled-in form; a row is (id or "", what, who, until, done)."""
    sent = {"language": "en", "text": text, "version": version, "d-TOTAL_FORMS": len(rows), "d-INITIAL_FORMS": 0, **more}
    for number, row in enumerate(rows):
        sent |= {f"d-{number}-{name}": value for name, value in zip(("id", "text", "owner", "due_on", "done_on"), row, strict=False)}
    return sent


class TestTheText:
    def test_marks_become_headings_lists_and_paragraphs(self):
        made = to_html("## Morning\nWe met.\nAll came.\n\n- bread\n- water\n\n1. first\n2. second")
        assert made == "<h4>Morning</h4><p>We met.<br>All came.</p><ul><li>bread</li><li>water</li></ul><ol><li>first</li><li>second</li></ol>"

    def test_markup_is_text_and_addresses_are_links(self):
        made = to_html("<script>alert(1)</script> see https://example.org/x")
        assert "<script" not in made and "&lt;script&gt;" in made and 'href="https://example.org/x"' in made and "noopener" in made

    def test_what_was_imported_can_be_gone_on_with(self):
        assert to_text("<h2>A</h2><p>One <strong>two</strong><br>three</p><ul><li>x</li></ul>") == "## A\n\nOne two\nthree\n\n- x"

    @given(some.text(alphabet=some.sampled_from("ab <>&#-1. \n\"'*"), max_size=120))
    def test_going_on_writing_changes_nothing(self, text):
        assert to_html(to_text(to_html(text))) == to_html(text)


@db
class TestWriting:
    def test_it_keeps_text_decisions_and_a_line_in_the_log(self, client, world, visit):
        client.force_login(world.carla)
        answer = client.post(whole(visit), typed("We met.", rows=[("", "Open a kitchen", "The parish", "2027-03-01", ""), ("", "", "", "", "")]))
        assert answer.url == whole(visit)
        kept = Minutes.objects.get()
        assert (kept.text, kept.version, kept.published_at, kept.written_by) == ("<p>We met.</p>", 1, None, world.carla)
        assert [(each.text, each.owner, each.due_on.isoformat()) for each in kept.decisions.all()] == [("Open a kitchen", "The parish", "2027-03-01")]
        assert Event.objects.filter(object_kind="minutes", verb="wrote").count() == 1
        page = client.get(whole(visit)).content.decode()
        assert "We met." in page and 'value="Open a kitchen"' in page

    def test_each_session_has_its_own(self, client, world, visit):
        client.force_login(world.carla)
        for session in visit.sessions.all():
            client.post(reverse("minutes_edit", args=["cascais", visit.slug, session.key]), typed(session.title))
        client.post(whole(visit), typed("All"))
        assert Minutes.objects.count() == 3
        page = client.get(reverse("minutes", args=["cascais", visit.slug])).content.decode()
        assert page.count("a draft of") == 3

    def test_decisions_are_changed_done_and_taken_away(self, world, visit):
        kept = keep_minutes(visit, None, text="x", language="en", rows=[DecisionRow(None, "One", "", None, None), DecisionRow(None, "Two", "", None, None)], version=0, by=world.carla, at=NOW)
        one, two = kept.decisions.all()
        keep_minutes(visit, None, text="x", language="en", rows=[DecisionRow(two.pk, "Two, better", "", None, NOW.date()), DecisionRow(one.pk, "", "", None, None)],
                     version=1, by=world.carla, at=NOW)
        assert [(each.pk, each.text, each.done_on) for each in Decision.objects.all()] == [(two.pk, "Two, better", NOW.date())]

    def test_a_decision_of_other_minutes_cannot_be_touched(self, world, visit):
        other = keep_minutes(make_exchange(world, "other", "Other"), None, text="x", language="en", rows=[DecisionRow(None, "Theirs", "", None, None)], version=0, by=world.carla, at=NOW)
        keep_minutes(visit, None, text="x", language="en", rows=[DecisionRow(other.decisions.get().pk, "Mine now", "", None, None)], version=0, by=world.carla, at=NOW)
        assert Decision.objects.get().text == "Theirs"

    def test_what_is_wrong_is_said_and_kept_in_the_form(self, client, world, visit):
        client.force_login(world.carla)
        answer = client.post(whole(visit), typed("", rows=[("", "", "The parish", "", ""), ("", "Build", "", "soon", "")]))
        page = answer.content.decode()
        assert answer.status_code == 422 and "Say what was decided." in page and 'value="The parish"' in page and 'value="soon"' in page
        assert 'href="#id_d-0-text"' in page and not Minutes.objects.exists()


@db
class TestTwoAtOnce:
    def test_the_second_is_told_and_nothing_is_lost(self, client, world, visit):
        keep_minutes(visit, None, text="First words", language="en", rows=[DecisionRow(None, "A kitchen", "", None, None)], version=0, by=world.marta, at=NOW)
        client.force_login(world.carla)
        answer = client.post(whole(visit), typed("Second words", version=0, rows=[("", "A garden", "", "", "")]))
        page = answer.content.decode()
        assert answer.status_code == 409 and "First words" in page and "Second words" in page and "A kitchen" in page and "Marta Mentors" in page
        assert Minutes.objects.get().text == "<p>First words</p>"
        client.post(whole(visit), typed("First and second words", version=1, rows=[("", "A garden", "", "", "")]))
        assert Minutes.objects.get().text == "<p>First and second words</p>" and {each.text for each in Decision.objects.all()} == {"A garden", "A kitchen"}

    def test_the_form_that_comes_back_can_be_kept(self, client, world, visit):
        keep_minutes(visit, None, text="First", language="en", rows=[], version=0, by=world.marta, at=NOW)
        client.force_login(world.carla)
        page = client.post(whole(visit), typed("Second", version=0)).content.decode()
        assert 'name="version" value="1"' in page

    def test_an_old_version_writes_nothing(self, world, visit):
        keep_minutes(visit, None, text="First", language="en", rows=[], version=0, by=world.carla, at=NOW)
        with pytest.raises(WrittenMeanwhile):
            keep_minutes(visit, None, text="Again", language="en", rows=[], version=0, by=world.carla, at=NOW)

    def test_an_exchange_has_one_text_as_a_whole(self, visit):
        from django.db import IntegrityError

        Minutes.objects.create(exchange=visit, language="en", text="", written_at=NOW)
        with pytest.raises(IntegrityError):
            Minutes.objects.create(exchange=visit, language="en", text="", written_at=NOW)


@db
class TestPublishing:
    def test_published_and_back(self, client, world, visit):
        client.force_login(world.carla)
        client.post(whole(visit), typed(do="publish"))
        assert Minutes.objects.get().published_at
        client.post(whole(visit), typed(version=1, do="take_back"))
        assert Minutes.objects.get().published_at is None
        assert set(Event.objects.filter(object_kind="minutes").values_list("verb", flat=True)) == {"wrote", "published", "took_back"}

    def test_twice_is_once(self, world, visit):
        kept = keep_minutes(visit, None, text="x", language="en", rows=[], version=0, by=world.carla, at=NOW)
        assert publish(kept, world.carla, NOW) and not publish(kept, world.carla, NOW)


@db
class TestWhoMayWrite:
    @pytest.mark.parametrize("who", ["lia", "mouna", "nadia", "stranger"])
    def test_others_find_nothing(self, client, world, visit, who):
        client.force_login(getattr(world, who))
        for address in (whole(visit), reverse("minutes", args=["cascais", visit.slug]), reverse("minutes_edit", args=["cascais", visit.slug, visit.sessions.first().key])):
            assert client.get(address).status_code == 404
            assert client.post(address, typed()).status_code in (404, 405)
        assert not Minutes.objects.exists()

    def test_a_co_host_does_not_write_for_the_host(self, client, world, visit):
        visit.co_hosts.add(world.mahdia)
        client.force_login(world.mouna)
        assert client.post(whole(visit, "mahdia"), typed()).status_code == 404

    def test_who_is_signed_out_signs_in_first(self, client, visit):
        assert "/account/login/" in client.post(whole(visit), typed()).url and not Minutes.objects.exists()

    def test_a_session_of_another_exchange_is_not_found(self, client, world, visit):
        other = make_exchange(world, "other", "Other").sessions.first()
        client.force_login(world.carla)
        assert client.post(reverse("minutes_edit", args=["cascais", visit.slug, other.key]), typed()).status_code == 404
