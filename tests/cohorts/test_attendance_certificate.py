"""The certificate of attendance: who gets it, what it says, its check, and taking it back."""

import hashlib
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.urls import reverse
from pypdf import PdfReader

from academy.erasure import erase_person
from academy.models import Event
from cohorts import attendance_paper
from cohorts.attendance_sheet import _Sheet, attendance_pdf
from cohorts.attending import mark_one
from cohorts.models import AttendanceCertificate, ExchangeSession
from tests.gatherings import BEGINS, make_exchange, make_session, seat
from tests.world import NOW

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
AFTER = BEGINS + timedelta(days=3)


@pytest.fixture
def visit(world):
    return make_exchange(world)


@pytest.fixture
def lia(world, visit):
    """Was at the first of two days."""
    one = seat(visit, world.lia)
    mark_one(visit.sessions.first(), one, True, world.carla, BEGINS, key="first")
    one.refresh_from_db()
    return one


@pytest.fixture
def paper(lia):
    return attendance_paper.issue(lia, AFTER)


def mine(exchange) -> str:
    return reverse("my_attendance_certificate", args=[exchange.slug])


def page_of(one) -> str:
    return reverse("attendance_certificate", args=[one.code])


class TestIssuing:
    def test_it_says_what_was_attended_and_how_long(self, world, visit, paper):
        assert (paper.holder_name, paper.language) == ("Lia Learns", "en")
        assert paper.words["sessions"] == [["10 Dec 2026", "Day 1", "8 hours"]] and paper.words["time"] == "8 hours" and paper.words["title"] == "How neighbours run services"
        assert Event.objects.get(verb="earned", object_kind="attendance_certificate").subject == world.lia.subject

    def test_twice_is_once(self, lia, paper):
        assert attendance_paper.issue(lia, AFTER + timedelta(days=9)) == paper and AttendanceCertificate.objects.count() == 1

    def test_not_before_the_end(self, lia):
        assert attendance_paper.issue(lia, BEGINS + timedelta(hours=10)) is None

    def test_not_for_who_was_at_nothing(self, world, visit):
        assert attendance_paper.issue(seat(visit, world.marta, "attended"), AFTER) is None

    def test_later_changes_leave_it_as_it_was(self, visit, paper):
        ExchangeSession.objects.update(title="Renamed")
        paper.refresh_from_db()
        assert paper.words["sessions"][0][1] == "Day 1"

    def test_it_speaks_the_persons_language(self, world, lia):
        world.lia.language = "ar"
        world.lia.save()
        lia.refresh_from_db()
        made = attendance_paper.issue(lia, AFTER)
        assert made.language == "ar" and "ديسمبر" in made.words["date"]


class TestTheFile:
    def test_it_says_who_what_when_and_where_to_check(self, paper):
        reader = PdfReader(BytesIO(attendance_pdf(paper)))
        text = " ".join(reader.pages[0].extract_text().split())
        for words in ("Lia Learns", "How neighbours run services", "Day 1", "8 hours", "10 December 2026", paper.code, f"/en/attendance/{paper.code}/"):
            assert words in text, words
        assert len(reader.pages) == 1 and reader.metadata.author == "Lia Learns"

    def test_the_same_row_gives_the_same_bytes(self, paper):
        again = AttendanceCertificate.objects.get(pk=paper.pk)
        assert hashlib.sha256(attendance_pdf(paper)).digest() == hashlib.sha256(attendance_pdf(again)).digest()

    def test_arabic_is_shaped_and_embedded(self, paper):
        paper.language, paper.holder_name = "ar", "ليلى بن صالح"
        page = PdfReader(BytesIO(attendance_pdf(paper))).pages[0]
        fonts = " ".join(str(font.get_object()["/BaseFont"]) for font in page["/Resources"]["/Font"].values())
        assert "NotoNaskhArabic" in fonts and "Helvetica" not in fonts
        sheet = _Sheet(paper)
        sheet.add_page()
        sheet.set_font("naskh", "", 20)
        assert sheet.mirrored and sheet.get_string_width("محمّد") == pytest.approx(sheet.get_string_width("محمد"), abs=0.01)

    def test_a_long_series_stays_on_one_page(self, world, visit, lia):
        for number in range(20):
            extra = make_session(visit, f"Circle {number} " + "with a very long name " * 5, BEGINS - timedelta(days=number + 2), hours=1.5)
            mark_one(extra, lia, True, world.carla, AFTER, key=str(number))
        made = attendance_paper.issue(lia, AFTER)
        assert len(made.words["sessions"]) == 21 and len(PdfReader(BytesIO(attendance_pdf(made))).pages) == 1


class TestGettingIt:
    def test_it_is_made_when_it_is_asked_for_and_downloaded_by_its_holder(self, client, world, visit, lia):
        client.force_login(world.lia)
        with time_machine.travel(AFTER, tick=False):
            made = client.get(mine(visit))
        one = AttendanceCertificate.objects.get()
        assert made.url == page_of(one) and "Download the PDF" in client.get(page_of(one)).content.decode()
        answer = client.get(reverse("attendance_certificate_file", args=[one.code]))
        assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF") and answer["X-Robots-Tag"].startswith("noindex")

    def test_before_the_end_it_says_when(self, client, world, visit, lia):
        client.force_login(world.lia)
        with time_machine.travel(BEGINS + timedelta(hours=1), tick=False):
            assert client.get(mine(visit)).url == reverse("exchange", args=[visit.slug])
        assert not AttendanceCertificate.objects.exists()

    def test_a_missing_name_is_asked_first(self, client, world, visit, lia):
        world.lia.name = ""
        world.lia.save()
        client.force_login(world.lia)
        with time_machine.travel(AFTER, tick=False):
            assert "Which name" in client.get(mine(visit)).content.decode()
            client.post(mine(visit), {"name": "Lia L."})
        assert AttendanceCertificate.objects.get().holder_name == "Lia L."

    @pytest.mark.parametrize("who", ["marta", "carla", "stranger"])
    def test_nobody_else_gets_one(self, client, world, visit, paper, who):
        seat(visit, world.marta)  # registered, never there
        client.force_login(getattr(world, who))
        with time_machine.travel(AFTER, tick=False):
            assert client.get(mine(visit)).status_code == 404
        assert client.get(reverse("attendance_certificate_file", args=[paper.code])).status_code == 404

    def test_who_is_signed_out_signs_in_first(self, client, visit, paper):
        for address in (mine(visit), reverse("attendance_certificate_file", args=[paper.code]), reverse("attendance_certificate_revocation", args=[paper.code])):
            assert "/account/login/" in client.get(address).url


class TestTheCheck:
    def test_everyone_with_the_code_reads_it(self, client, paper):
        page = client.get(page_of(paper))
        text = page.content.decode()
        assert "genuine and valid" in text and "Lia Learns" in text and "Day 1" in text and "Download" not in text and page["Referrer-Policy"] == "strict-origin"

    def test_a_code_typed_otherwise_is_found(self, client, paper):
        assert client.get(reverse("attendance_certificate", args=[paper.code.upper().replace("-", "")])).url == page_of(paper)
        assert client.get(reverse("attendance_certificate_check"), {"code": paper.code.upper()}).url == page_of(paper)

    def test_an_unknown_one_is_said_to_be(self, client, db):
        answer = client.get(reverse("attendance_certificate", args=["abcd-efgh-jkmn-pqrs"]))
        assert answer.status_code == 404 and "No certificate has this code" in answer.content.decode()

    def test_guessing_is_slowed_down(self, client, world, monkeypatch):
        monkeypatch.setattr("cohorts.views.attendance_certificate.CHECKS", 1)
        client.get(reverse("attendance_certificate", args=["x"]))
        assert client.get(reverse("attendance_certificate", args=["y"])).status_code == 429

    @pytest.mark.parametrize("who", ["carla", "lia"])
    def test_host_and_holder_take_it_back(self, client, world, paper, who):
        client.force_login(getattr(world, who))
        assert "Revoke the certificate of Lia Learns?" in client.get(reverse("attendance_certificate_revocation", args=[paper.code])).content.decode()
        client.post(reverse("attendance_certificate_revocation", args=[paper.code]))
        assert Event.objects.filter(verb="revoked", object_kind="attendance_certificate").count() == 1
        client.logout()
        page = client.get(page_of(paper)).content.decode()
        assert "was revoked on" in page and "Lia" not in page
        client.force_login(world.lia)
        assert client.get(reverse("attendance_certificate_file", args=[paper.code])).status_code == 404

    @pytest.mark.parametrize("who", ["mouna", "nadia", "marta", "stranger"])
    def test_others_do_not(self, client, world, paper, who):
        client.force_login(getattr(world, who))
        for ask in (client.get, client.post):
            assert ask(reverse("attendance_certificate_revocation", args=[paper.code])).status_code == 404
        paper.refresh_from_db()
        assert paper.revoked_at is None

    @pytest.mark.parametrize(("revokes", "words"), [(False, "former member"), (True, "was revoked on")])
    def test_erasing_the_account_takes_the_name_off(self, client, world, paper, revokes, words):
        erase_person(world.lia, at=NOW + timedelta(days=60), revoke_certificates=revokes, say_goodbye=False)
        page = client.get(page_of(paper)).content.decode()
        assert words in page and "Lia" not in page
        paper.refresh_from_db()
        assert paper.holder_name == "" and "Lia" not in str(paper.words)
