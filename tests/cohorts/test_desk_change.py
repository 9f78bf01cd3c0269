"""Changing an exchange at the desk: what people will hear is read before it is kept, and nothing is overwritten silently."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from academy.models import Intention
from cohorts.exchange_pages import page_in
from cohorts.exchange_texts import text_of
from cohorts.models import Exchange, SeatQuota
from tests.gatherings import BEGINS, make_exchange, make_visitors, seat
from tests.world import NOW

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def sunday(time_machine):
    time_machine.move_to(NOW + timedelta(hours=1), tick=False)


def told() -> int:
    return Intention.objects.filter(kind="cohorts.notice_everyone").count()


def hidden(answer, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())
    return found[1] if found else ""


class Desk:
    """Carla at her desk, with one exchange."""

    def __init__(self, client, person, made) -> None:
        client.force_login(person)
        self.client, self.made = client, made

    def at(self, name: str, *args) -> str:
        return reverse(name, args=["cascais", self.made.slug, *args])

    def seen(self) -> str:
        return Exchange.objects.get(pk=self.made.pk).changed_at.isoformat()

    def post(self, name: str, *args, **fields):
        return self.client.post(self.at(name, *args), {"seen": self.seen(), **fields})

    def what(self, **changes) -> dict:
        made, page = self.made, page_in(self.made, "en")
        return {"title": page.title, "summary": page.summary, "text": "", "kind": made.kind, "place_name": made.place_name, "place_address": made.place_address,
                "online_url": made.online_url, "languages": made.languages, "themes": "", **changes}


@pytest.fixture
def desk(world, client):
    return Desk(client, world.carla, make_exchange(world))


# What and where --------------------------------------------------------------------------------------

def test_a_better_title_is_kept_at_once_and_mailed_to_nobody(desk, world):
    seat(desk.made, world.lia)
    answer = desk.post("desk_edit", **desk.what(title="Better", text="Come early.\n\n- Bring shoes", themes="Housing, care, housing"))
    assert answer.status_code == 302 and told() == 0
    assert text_of(desk.made, "en").title == "Better"
    assert "<li>Bring shoes</li>" in str(page_in(desk.made, "en").body)
    assert sorted(desk.made.themes.names()) == ["care", "housing"]
    assert "- Bring shoes" in desk.client.get(desk.at("desk_edit")).content.decode(), "it comes back to be typed on"


def test_another_place_is_read_before_it_is_told(desk, world):
    seat(desk.made, world.lia)
    asked = desk.post("desk_edit", **desk.what(place_name="Town hall"))
    assert asked.status_code == 200 and told() == 0
    page = asked.content.decode()
    assert "1 person gets a mail" in page and "Casa das Histórias" in page and 'value="Town hall"' in page
    assert Exchange.objects.get(pk=desk.made.pk).place_name == "Casa das Histórias"
    kept = desk.post("desk_edit", **desk.what(place_name="Town hall", told=hidden(asked, "told")))
    assert kept.status_code == 302 and told() == 1
    other = desk.post("desk_edit", **desk.what(place_name="Museum", told=hidden(asked, "told")))
    assert other.status_code == 200 and told() == 1, "another change is read once more"


def test_the_second_of_two_is_told_and_loses_nothing(desk, world):
    before = desk.seen()
    desk.post("desk_edit", **desk.what(kind="workshop"))
    second = desk.client.post(desk.at("desk_edit"), {**desk.what(title="Mine"), "seen": before})
    assert second.status_code == 409
    page = second.content.decode()
    assert "Somebody else changed this exchange" in page and 'value="Mine"' in page
    assert text_of(desk.made, "en").title != "Mine"
    desk.client.post(desk.at("desk_edit"), {**desk.what(title="Mine"), "seen": hidden(second, "seen")})
    assert text_of(desk.made, "en").title == "Mine"


@pytest.mark.parametrize("seen", ["", "never", "2026-13-40T99:00", "1970-01-01", "9999-12-31T23:59:59.999999+00:00", "0001-01-01T00:00:00+14:00"])
def test_a_page_that_does_not_say_what_it_saw_overwrites_nothing(desk, seen):
    answer = desk.client.post(desk.at("desk_edit"), {**desk.what(title="Mine"), "seen": seen})
    assert answer.status_code == 409


def test_what_editors_made_of_the_programme_is_left_to_them(desk):
    page = page_in(desk.made, "en")
    page.body = [("text", "<p><b>Bold</b></p>"), ("quote", {"text": "Come.", "source": "Us"})]
    page.save_revision().publish()
    assert "Editors have made more" in desk.client.get(desk.at("desk_edit")).content.decode()
    desk.post("desk_edit", **desk.what(title="Better"))
    page = page_in(desk.made, "en")
    assert page.title == "Better" and "<b>Bold</b>" in str(page.body) and len(page.body) == 2


# Sessions --------------------------------------------------------------------------------------------

def session_fields(session, **changes) -> dict:
    return {"title": session.title, "day": f"{session.starts_at:%Y-%m-%d}", "begins": f"{session.starts_at:%H:%M}", "ends": f"{session.ends_at:%H:%M}", "note": "", "place": "",
            "online_url": "", **changes}


def test_the_second_day_is_moved_after_reading_who_hears_of_it(desk, world):
    seat(desk.made, world.lia)
    second = desk.made.sessions.last()
    asked = desk.post("desk_session", second.key, **session_fields(second, day="2026-12-12"))
    assert asked.status_code == 200 and "1 person gets a mail" in asked.content.decode() and told() == 0
    desk.post("desk_session", second.key, **session_fields(second, day="2026-12-12", told=hidden(asked, "told")))
    second.refresh_from_db()
    assert (second.starts_at.day, second.sequence, told()) == (12, 1, 1)


def test_an_overlap_is_said_with_the_other_session_and_nothing_is_lost(desk):
    second = desk.made.sessions.last()
    answer = desk.post("desk_session", second.key, **session_fields(second, day="2026-12-10", title="My title"))
    page = answer.content.decode()
    assert answer.status_code == 422 and "At that time there is “Day 1” already" in page and 'value="My title"' in page


def test_a_session_of_another_exchange_is_not_here(desk, world):
    other = make_exchange(world, slug="other").sessions.first()
    assert desk.client.get(desk.at("desk_session", other.key)).status_code == 404
    assert desk.post("desk_session_cancel", other.key, reason="No.").status_code == 404


def test_a_session_is_cancelled_with_a_reason(desk, world):
    seat(desk.made, world.lia)
    second = desk.made.sessions.last()
    assert desk.post("desk_session_cancel", second.key, reason="").status_code == 422
    assert desk.post("desk_session_cancel", second.key, reason="The trains\nstand still.").status_code == 302
    second.refresh_from_db()
    assert (second.cancelled_reason, told()) == ("The trains stand still.", 1)


def test_a_session_of_a_draft_is_taken_out(world, client):
    desk = Desk(client, world.carla, make_exchange(world, draft=True))
    desk.post("desk_session_cancel", desk.made.sessions.last().key)
    assert desk.made.sessions.count() == 1 and told() == 0


def test_one_more_session(desk):
    assert desk.post("desk_session_new", title="Dinner", day="2026-12-10", begins="19:00", ends="21:00", note="", place="Harbour", online_url="").status_code == 302
    assert desk.made.sessions.get(title="Dinner").starts_at == BEGINS + timedelta(hours=10)


SERIES = {"title": "Circle", "day": "2027-03-16", "begins": "10:00", "ends": "11:00", "every": "week", "times": "4", "until": "", "without": "", "place": "", "online_url": ""}


@pytest.mark.parametrize(("changes", "words"), [
    ({"times": ""}, "one of the two"), ({"until": "2027-06-01"}, "one of the two"), ({"times": "", "until": "2027-03-01"}, "before the first"),
    ({"times": "", "until": "2029-03-01"}, "60 are the most"), ({"without": "tomorrow"}, "is no date"), ({"without": "2027-03-17"}, "no meeting on"),
    ({"day": "2027-03-21", "begins": "01:30", "ends": "02:30"}, "there is no 01:30 in Lisbon"), ({"ends": "10:02"}, "at least five minutes"),
    ({"without": "2027-03-16"}, "begin on a later one"), ({"times": "61"}, "less than or equal to 60"),
])
def test_a_series_that_cannot_be_says_why(desk, changes, words):
    answer = desk.post("desk_series_new", **{**SERIES, **changes})
    assert answer.status_code == 422 and words in answer.content.decode()
    assert desk.made.sessions.count() == 2


def test_a_weekly_circle_is_written_out_moved_and_made_longer(desk):
    assert desk.post("desk_series_new", **{**SERIES, "without": "2027-03-23"}).status_code == 302
    series = desk.made.series.get()
    assert series.sessions.count() == 3
    assert desk.post("desk_series", series.key, begins="17:00", ends="18:30").status_code == 302
    assert {each.starts_at.astimezone(desk.made.zone).hour for each in series.sessions.all()} == {17}
    assert desk.post("desk_series", series.key, more="2").status_code == 302
    assert series.sessions.count() == 5
    assert desk.post("desk_series", series.key, more="60").status_code == 422


# Seats -----------------------------------------------------------------------------------------------

SEATS = {"seats": "25", "seats_per_city": "", "admission": "first_come", "opens_at": "", "closes_at": "", "answers_until": "", "offer_hours": "48", "new_body": "", "new_body_seats": ""}


def test_seats_shares_window_and_co_hosts(desk, world):
    answer = desk.post("desk_seats", **{**SEATS, "seats": "30", "seats_per_city": "5", f"city_{world.mahdia.pk}": "10", "new_body": world.cooperative.pk, "new_body_seats": "3",
                                        "co_hosts": [world.mahdia.pk], "closes_at": "2026-12-01T18:00", "admission": "approval"})
    assert answer.status_code == 302
    made = Exchange.objects.get(pk=desk.made.pk)
    assert (made.seats, made.seats_per_city, made.admission, made.closes_at.isoformat()) == (30, 5, "approval", "2026-12-01T18:00:00+00:00")
    shares = SeatQuota.objects.filter(exchange=made, by_default=False)
    assert {(each.city or each.organisation, each.seats) for each in shares} == {(world.mahdia, 10), (world.cooperative, 3)}
    assert list(made.co_hosts.all()) == [world.mahdia]
    page = desk.client.get(desk.at("desk_seats")).content.decode()
    assert 'value="2026-12-01T18:00"' in page and 'value="10"' in page


@pytest.mark.parametrize(("changes", "words"), [
    ({"seats_per_city": "26"}, "cannot be more than the seats in all"), ({"offer_hours": "0"}, "greater than or equal to 1"),
    ({"opens_at": "2026-12-02T10:00", "closes_at": "2026-12-01T10:00"}, "cannot close before it opens"),
    ({"closes_at": "soon"}, "Write the date and the time like this"), ({"closes_at": "2027-03-28T01:30"}, "there is no 01:30"), ({"closes_at": "2027-10-31T01:30"}, "comes twice"),
    ({"new_body_seats": "3"}, "Choose an organisation"), ({"answers_until": "2027-02-01T10:00"}, "after the exchange is over"),
])
def test_seats_that_cannot_be_say_why(desk, changes, words):
    answer = desk.post("desk_seats", **{**SEATS, **changes})
    assert answer.status_code == 422 and words in answer.content.decode()
    assert Exchange.objects.get(pk=desk.made.pk).closes_at is None


def test_fewer_seats_than_people_names_who_would_have_to_leave(desk, world):
    for person in make_visitors(world.cascais, 3):
        seat(desk.made, person)
    answer = desk.post("desk_seats", **{**SEATS, "seats": "2", "offer_hours": "24"})
    assert answer.status_code == 422 and "Visitor 3 of Cascais" in answer.content.decode()
    made = Exchange.objects.get(pk=desk.made.pk)
    assert (made.seats, made.offer_hours, made.seats_taken) == (25, 48, 3), "nothing of it is kept"


def test_the_second_who_changes_seats_is_told(desk):
    before = desk.seen()
    desk.post("desk_seats", **{**SEATS, "seats": "30"})
    answer = desk.client.post(desk.at("desk_seats"), {**SEATS, "seats": "20", "seen": before})
    assert answer.status_code == 409 and Exchange.objects.get(pk=desk.made.pk).seats == 30


# Cancelling, languages -------------------------------------------------------------------------------

def test_cancelling_says_how_many_hear_of_it_and_wants_a_reason(desk, world):
    seat(desk.made, world.lia)
    assert "1 person is told by mail" in desk.client.get(desk.at("desk_cancel")).content.decode()
    assert desk.post("desk_cancel", reason=" ").status_code == 422
    assert desk.post("desk_cancel", reason="Flood.").status_code == 302
    assert told() == 1 and "Flood." in desk.client.get(desk.at("desk_exchange")).content.decode()


def test_a_draft_is_thrown_away(world, client):
    desk = Desk(client, world.carla, make_exchange(world, draft=True))
    assert desk.post("desk_cancel").status_code == 302
    assert not Exchange.objects.exists()


def test_one_more_language_is_written_at_the_desk(desk, world):
    from tests.cohorts.test_publish import language

    language(world, "pt")
    answer = desk.client.post(desk.at("desk_language", "pt"), {"title": "Como fazem", "summary": "Dois dias.", "text": "Tragam sapatos.", "version": ""})
    assert answer.status_code == 302 and text_of(desk.made, "pt").title == "Como fazem"
    late = desk.client.post(desk.at("desk_language", "pt"), {"title": "Other", "summary": "Dois dias.", "text": "", "version": ""})
    assert late.status_code == 409 and text_of(desk.made, "pt").title == "Como fazem"
    assert desk.client.get(desk.at("desk_language", "fr")).status_code == 404
    assert desk.client.get(desk.at("desk_language", "en")).status_code == 302


def test_a_picture_wants_words(desk):
    from io import BytesIO

    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    drawn = BytesIO()
    Image.new("RGB", (40, 30), "navy").save(drawn, "PNG")

    def send(**fields):
        return desk.client.post(desk.at("desk_picture"), {"picture": SimpleUploadedFile("a.png", drawn.getvalue(), "image/png"), **fields})

    assert send(image_alt="", consent="on").status_code == 422
    assert send(image_alt="A street").status_code == 422
    assert send(image_alt="A street", consent="on").status_code == 302
    page = page_in(desk.made, "en")
    assert page.image is not None and page.image_alt == "A street"


def test_a_picture_does_not_tell_where_it_was_taken(desk):
    from io import BytesIO

    from PIL import Image

    from tests.cohorts.test_files import located, photo

    desk.client.post(desk.at("desk_picture"), {"picture": photo(exif=located(), size=(1200, 800)), "image_alt": "A street", "consent": "on"})
    image = page_in(desk.made, "en").image
    for stored in (image.file, image.get_rendition("width-600").file):
        with stored.open() as opened:
            data = opened.read()
        assert b"SecretCam" not in data and not Image.open(BytesIO(data)).getexif()
    refused = desk.client.post(desk.at("desk_picture"), {"picture": photo(form="GIF", name="a.gif"), "image_alt": "A street", "consent": "on"})
    assert refused.status_code == 422 and page_in(desk.made, "en").image == image


def test_a_page_that_an_editor_deleted_is_laid_anew(desk):
    page_in(desk.made, "en").delete()
    for name in ("desk_edit", "desk_publish", "desk_duplicate", "desk_languages", "desk_picture"):
        assert desk.client.get(desk.at(name)).status_code == 200
    desk.post("desk_edit", **{**desk.what(), "title": "Here again", "summary": "Two days."})
    assert text_of(desk.made, "en").title == "Here again" and page_in(desk.made, "en").live
