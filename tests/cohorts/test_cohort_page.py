"""The page of a cohort, the list, and joining through them."""

import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from academy.outbox_drain import drain
from cohorts import timetable
from cohorts.models import CohortMeeting, CohortMembership, CohortMessage, JoinWay
from cohorts.models import MembershipState as State
from courses.outline import outline_for
from tests.cohort_world import make_cohort, make_facilitator, put_in
from tests.world import NOW, enrol, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


def page(client, person=None, slug="winter", **asked):
    if person is not None:
        client.force_login(person)
    return client.get(reverse("cohort", args=[slug]), asked)


def join(client, person, slug="winter", **typed):
    client.force_login(person)
    return client.post(reverse("cohort_membership", args=[slug]), typed)


def test_everybody_reads_what_when_and_how_and_no_names(world, client):
    cohort = make_cohort(world, seats=10, description="We read one lesson a week.\n\nAnd talk.")
    fausta = make_facilitator(world, cohort)
    put_in(cohort, world.lia)
    html = page(client).content.decode()
    for words in ("We read one lesson a week.", "Doing things together", "10 in all, 9 free", "On request", fausta.name, "<bdi>Cascais</bdi></dd>", "Sign in to take part"):
        assert words in html, words
    assert "Lia Learns" not in html


def test_an_address_never_stands_in_for_a_name(world, client):
    """Not on the page that everybody reads, nor among members, nor in mails."""
    cohort = make_cohort(world)
    fausta, nameless = make_facilitator(world, cohort), make_person("nameless", "", world.mahdia)
    fausta.name = ""
    fausta.save()
    put_in(cohort, world.lia)
    put_in(cohort, nameless)
    CohortMessage.objects.create(cohort=cohort, subject="Welcome", text="Hello.", written_by=fausta, written_at=NOW, form_key=uuid.uuid4())
    everybody, members = page(client).content.decode(), page(client, world.lia).content.decode()
    for html in (everybody, members):
        assert fausta.email not in html and nameless.email not in html and f"<bdi>{fausta.get_short_name()}</bdi>" in html
    assert f"<bdi>{nameless.get_short_name()}</bdi>" in members


@pytest.mark.postgres
def test_a_letter_that_no_database_keeps_breaks_no_page(world, client):
    """PostgreSQL refuses the character 0 in a question; SQLite does not."""
    cohort = make_cohort(world)
    put_in(cohort, world.lia)
    assert page(client, world.lia, city="cas\x00cais").status_code == 200
    client.force_login(world.carla)
    assert client.get(reverse("lead", args=["winter"]), {"words": "li\x00a", "city": "\x00", "who": "\x00"}).status_code == 200
    assert client.get(reverse("lead_csv", args=["winter"]), {"words": "\x00"}).status_code == 200


def test_a_draft_is_not_there_for_strangers(world, client):
    make_cohort(world, published_on=None)
    assert page(client).status_code == 404
    assert page(client, world.stranger).status_code == 404
    assert join(client, world.stranger).status_code == 404
    assert page(client, world.carla).status_code == 200


def test_asking_for_a_seat(world, client):
    make_cohort(world)
    assert "Otherwise they see your name and your city." in page(client, world.lia).content.decode()
    answer = join(client, world.lia, message="I can on Mondays", name_hidden="on")
    assert answer.status_code == 302
    made = CohortMembership.objects.get()
    assert (made.state, made.message, made.name_hidden) == (State.ASKED, "I can on Mondays", True)
    assert "Take the request back" in page(client).content.decode()
    client.post(reverse("cohort_leaving", args=["winter"]))
    assert CohortMembership.objects.get().state == State.LEFT


def test_a_wrong_code_keeps_what_was_typed_and_many_are_stopped(world, client):
    make_cohort(world, join_way=JoinWay.CODE, code="Azulejo-7")
    answer = join(client, world.lia, code="Panot-8", name_hidden="on")
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "does not open this cohort" in html
    assert 'value="Panot-8"' in html
    for _again in range(9):
        join(client, world.lia, code="Panot-8")
    assert join(client, world.lia, code="Azulejo-7").status_code == 429
    assert not CohortMembership.objects.exists()
    assert join(client, world.marta, code="azulejo-7").status_code == 302


@pytest.mark.parametrize("name", ["cohort_membership", "cohort_leaving", "cohort_name"])
def test_who_is_signed_out_signs_in_first_and_reading_changes_nothing(world, client, name):
    make_cohort(world)
    assert "/account/login/" in client.post(reverse(name, args=["winter"])).url
    client.force_login(world.lia)
    assert client.get(reverse(name, args=["winter"])).status_code == 405


@pytest.mark.parametrize("name", ["cohort_leaving", "cohort_name"])
def test_who_is_not_in_it_finds_nothing_to_leave_or_hide(world, client, name):
    make_cohort(world)
    client.force_login(world.stranger)
    assert client.post(reverse(name, args=["winter"])).status_code == 404


def test_members_see_each_other_unless_hidden_by_city(world, client):
    cohort = make_cohort(world)
    world.stranger.city = world.mahdia
    world.stranger.save()
    for person in (world.lia, world.marta, world.stranger):
        put_in(cohort, person)
    html = page(client, world.lia).content.decode()
    assert "Marta Mentors" in html
    assert "Some Stranger" in html
    narrowed = page(client, world.lia, city="mahdia").content.decode()
    assert "Marta Mentors" not in narrowed
    assert "Some Stranger" in narrowed
    client.force_login(world.marta)
    client.post(reverse("cohort_name", args=["winter"]), {"hidden": "1"})
    assert "Marta Mentors" not in page(client, world.lia).content.decode()


def test_leaving_from_the_page(world, client):
    cohort = make_cohort(world)
    put_in(cohort, world.lia)
    enrolment = enrol(world.lia, world.course)
    cohort.admit(enrolment)
    client.force_login(world.lia)
    answer = client.post(reverse("cohort_leaving", args=["winter"]), {"reason": "No  time\r\nreally"}, follow=True)
    assert "you go on taking part in it" in answer.content.decode()
    mine = CohortMembership.objects.get()
    assert (mine.state, mine.reason) == (State.LEFT, "No time really")


def test_the_timetable_shows_the_members_own_clock_and_progress(world, client):
    cohort = make_cohort(world)
    world.lia.time_zone = "Africa/Tunis"
    world.lia.save()
    put_in(cohort, world.lia)
    outline = outline_for("co-production", "en")
    enrolment = enrol(world.lia, world.course)
    cohort.admit(enrolment)
    enrolment.refresh_from_db()
    enrolment.complete(outline, outline.lessons[0], "read", NOW)
    timetable.lay(cohort, outline, 7, world.carla, NOW)
    html = page(client, world.lia).content.decode()
    assert "opens on 14 December 2026 at 01:00" in html
    assert "due on 21 December 2026 at 01:00" in html
    assert "1 of 3 lessons done" in html
    with time_machine.travel(NOW + timedelta(days=40), tick=False):
        client.force_login(world.lia)
        assert "was due on" in page(client).content.decode()


def test_on_the_same_clock_days_are_just_days(world, client):
    cohort = make_cohort(world)
    put_in(cohort, world.lia)
    cohort.admit(enrol(world.lia, world.course))
    timetable.lay(cohort, outline_for("co-production", "en"), 7, world.carla, NOW)
    html = page(client, world.lia).content.decode()
    assert "opens on 14 December 2026" in html
    assert "due on 20 December 2026" in html
    assert " at 00:00" not in html


def test_messages_to_another_city_or_to_the_stuck_do_not_show(world, client):
    cohort = make_cohort(world)
    put_in(cohort, world.lia)
    for number, (subject, audience, city) in enumerate([("To all of you", "all", None), ("To Cascais", "city", world.cascais), ("To Mahdia", "city", world.mahdia), ("Are you stuck", "stuck", None)]):
        CohortMessage.objects.create(cohort=cohort, subject=subject, text="…", audience=audience, city=city, form_key=f"00000000-0000-4000-8000-00000000000{number}")
    html = page(client, world.lia).content.decode()
    assert "To all of you" in html
    assert "To Cascais" in html
    assert "To Mahdia" not in html
    assert "Are you stuck" not in html


def test_a_meeting_shows_both_clocks_and_its_link_to_members_alone(world, client):
    cohort = make_cohort(world)
    world.lia.time_zone = "Africa/Tunis"
    world.lia.save()
    put_in(cohort, world.lia)
    CohortMeeting.objects.create(cohort=cohort, title="First evening", starts_at=NOW + timedelta(days=20), ends_at=NOW + timedelta(days=20, hours=1), online_url="https://meet.example/secret")
    html = page(client, world.lia).content.decode()
    assert "10:00–11:00" in html
    assert "11:00–12:00" in html
    assert "https://meet.example/secret" in html
    assert "meet.example" not in page(client, world.stranger).content.decode()


def test_the_list_shows_what_is_public_and_mine_first(world, client):
    make_cohort(world, slug="hidden", name="Hidden", published_on=None)
    put_in(make_cohort(world, name="Winter one"), world.lia)
    make_cohort(world, slug="old", name="Long over", starts_on=date(2025, 1, 1), ends_on=date(2025, 2, 1))
    client.force_login(world.lia)
    html = client.get(reverse("cohorts")).content.decode()
    assert html.index("My cohorts") < html.index("Winter one") < html.index("Long over")
    assert "Hidden" not in html


def test_the_page_and_the_list_take_as_many_queries_for_five_as_for_fifty(world, client):
    cohort = make_cohort(world)
    put_in(cohort, world.lia)
    counts = {}
    for size in (5, 50):
        while cohort.seats_taken < size:
            put_in(cohort, make_person(f"more{cohort.seats_taken}", f"More {cohort.seats_taken}", world.mahdia))
            make_cohort(world, slug=f"also-{cohort.seats_taken}")
        page(client, world.lia)
        with CaptureQueriesContext(connection) as of_page:
            page(client)
        with CaptureQueriesContext(connection) as of_list:
            client.get(reverse("cohorts"))
        counts[size] = (len(of_page), len(of_list))
    assert counts[5] == counts[50], counts
    assert max(counts[50]) <= 32, counts


def test_my_space_has_a_line_for_it(world, client):
    cohort = make_cohort(world)
    put_in(cohort, world.lia)
    fausta = make_facilitator(world, cohort)
    client.force_login(world.lia)
    assert reverse("cohort", args=["winter"]) in client.get(reverse("my")).content.decode()
    client.force_login(fausta)
    assert reverse("lead", args=["winter"]) in client.get(reverse("my")).content.decode()


def test_a_person_hears_by_mail_what_became_of_asking(world, client, mailoutbox):
    make_cohort(world, join_way=JoinWay.CODE, code="c")
    join(client, world.lia, code="c")
    drain()
    assert mailoutbox[0].subject == "You are in the cohort “Winter”"
    assert "/en/cohorts/winter/" in mailoutbox[0].body
