"""Issuing a certificate, its file, its name, and taking it back."""

import hashlib
import json
import os
import subprocess
import sys
import threading
import uuid
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, connections, transaction
from pypdf import PdfReader

from academy.models import Event, Intention
from academy.outbox_drain import drain
from courses import credentials
from courses.certificate_pdf import _Sheet, certificate_pdf
from courses.certificate_words import duration, printed_words, written_date
from courses.models import Certificate, Enrolment
from courses.models.certificates import new_code, spelled
from courses.outline import outline_for
from tests.world import NOW, enrol

pytestmark = pytest.mark.any_database

ROOT = Path(__file__).resolve().parents[2]


def finish(world, person) -> Enrolment:
    """The person finishes the course at NOW."""
    outline, enrolment = outline_for("co-production", "en"), enrol(person, world.course)
    for lesson in outline.lessons:
        enrolment.complete(outline, lesson, lesson.completion, NOW)
    return enrolment


def deliver() -> list:
    drain(lambda: datetime.now(UTC) + timedelta(seconds=5))
    return mail.outbox


@pytest.fixture
def issued(world) -> Certificate:
    finish(world, world.lia)
    deliver()
    return Certificate.objects.select_related("holder").get()


@pytest.mark.django_db
class TestIssuing:
    def test_finishing_leads_to_a_certificate_a_file_and_a_mail(self, world, issued):
        assert (issued.holder, issued.holder_name, issued.course_title) == (world.lia, "Lia Learns", "Doing things together")
        assert (issued.lessons, issued.minutes, issued.finished_on) == (3, 25, date(2026, 11, 22))
        stored = default_storage.open(issued.file_name).read()
        assert stored.startswith(b"%PDF") and hashlib.sha256(stored).hexdigest() == issued.file_sha256
        (message,) = mail.outbox
        assert message.subject == "Your certificate: Doing things together" and f"/en/certificates/{issued.code}/" in message.body
        assert Event.objects.filter(verb="earned", object_key=issued.code, subject=world.lia.subject).count() == 1

    def test_issuing_again_gives_the_same_one(self, world, issued):
        again = credentials.issue(issued.enrolment, NOW + timedelta(days=3))
        assert again == issued and Certificate.objects.count() == 1 and len(deliver()) == 1

    def test_an_unfinished_course_gives_none(self, world):
        assert credentials.issue(enrol(world.lia, world.course), NOW) is None and not Certificate.objects.exists()

    def test_optional_lessons_that_were_not_done_are_not_counted(self, world):
        enrolment = finish(world, world.lia)
        Enrolment.objects.filter(pk=enrolment.pk).update(done={key: value for key, value in list(enrolment.done.items())[:2]})
        made = credentials.issue(enrolment, NOW)
        assert made.lessons == 2

    def test_the_day_is_that_of_the_learners_own_clock(self, world):
        world.lia.time_zone = "Pacific/Auckland"
        world.lia.save()
        enrolment = finish(world, world.lia)
        Enrolment.objects.filter(pk=enrolment.pk).update(finished_at=datetime(2026, 11, 22, 20, 0, tzinfo=UTC))
        assert credentials.issue(enrolment, NOW).finished_on == date(2026, 11, 23)

    def test_a_person_without_a_name_is_asked_first_then_gets_it_at_once(self, world, client):
        world.lia.name = ""
        world.lia.save()
        finish(world, world.lia)
        assert [message.subject for message in deliver()] == ["Which name should stand on your certificate?"] and not Certificate.objects.exists()
        client.force_login(world.lia)
        address = "/en/certificates/for/co-production/"
        assert address in mail.outbox[0].body and client.get(address).status_code == 200
        assert client.post(address, {"name": " "}).status_code == 422
        answered = client.post(address, {"name": "Lia  Learns"})
        made = Certificate.objects.get()
        assert answered.url == f"/en/certificates/{made.code}/" and made.holder_name == "Lia Learns"

    def test_the_database_refuses_a_second_one_one_without_a_name_and_a_reason_without_a_date(self, issued):
        for wrong in ({"holder_name": ""}, {"revoked_reason": "because"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Certificate.objects.filter(pk=issued.pk).update(**wrong)
        with pytest.raises(IntegrityError), transaction.atomic():
            Certificate.objects.create(enrolment=issued.enrolment, holder=issued.holder, language="en", holder_name="x", course_key=issued.course_key,
                                       course_title="x", lessons=1, minutes=1, tradition="azulejo", finished_on=issued.finished_on)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_eight_workers_at_once_issue_one_certificate(world):
    pk = finish(world, world.lia).pk
    outcomes = []

    def work() -> None:
        try:
            outcomes.append(credentials.issue(Enrolment.objects.get(pk=pk), NOW).code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(outcomes) == 8 and len(set(outcomes)) == 1 and Certificate.objects.count() == 1
    assert Event.objects.filter(verb="earned").count() == 1 and Intention.objects.filter(kind="courses.certificate_file").count() == 1


ROW = {"code": "abcd-efgh-jkmn-pqrs", "lessons": 17, "minutes": 375, "tradition": "azulejo"}


def row(language="en", name="Lia Learns", title="Co-production", **more) -> Certificate:
    made = Certificate(**{**ROW, **more}, language=language, holder_name=name, course_title=title, course_key=uuid.UUID(int=7),
                       finished_on=date(2026, 11, 22), issued_at=NOW)
    made.words = printed_words(made)
    return made


class TestTheFile:
    def test_another_process_with_another_hash_seed_draws_the_same_bytes(self):
        made = row("ar", "ليلى بن صالح", "الإنتاج المشترك", tradition="zellige")
        fields = {name: getattr(made, name) for name in ("code", "lessons", "minutes", "tradition", "language", "holder_name", "course_title", "words")}
        program = (
            "import sys, json, uuid, hashlib, datetime, django; django.setup()\n"
            "from courses.models import Certificate; from courses.certificate_pdf import certificate_pdf\n"
            "one = Certificate(**json.load(sys.stdin), course_key=uuid.UUID(int=7), finished_on=datetime.date(2026, 11, 22),\n"
            "                  issued_at=datetime.datetime(2026, 11, 22, 10, tzinfo=datetime.timezone.utc))\n"
            "print(hashlib.sha256(certificate_pdf(one)).hexdigest())")
        digests = {
            subprocess.run([sys.executable, "-c", program], input=json.dumps(fields), capture_output=True, text=True, check=True, cwd=ROOT,
                           env={**os.environ, "PYTHONHASHSEED": seed, "DJANGO_SETTINGS_MODULE": "tests.settings"}).stdout.split()[-1]
            for seed in ("1", "2")}
        assert digests == {hashlib.sha256(certificate_pdf(made)).hexdigest()}

    def test_it_says_who_what_when_and_where_to_check(self, tmp_path):
        (tmp_path / "c.pdf").write_bytes(certificate_pdf(row(name="Κωνσταντίνα João Łukasz")))
        reader = PdfReader(tmp_path / "c.pdf")
        text = " ".join(reader.pages[0].extract_text().split())
        for words in ("Κωνσταντίνα João Łukasz", "Co-production", "17", "6 h 15 min", "22 November 2026", "abcd-efgh-jkmn-pqrs", "/en/certificates/abcd-efgh-jkmn-pqrs/"):
            assert words in text, words
        assert len(reader.pages) == 1 and reader.metadata.author == "Κωνσταντίνα João Łukasz" and reader.metadata.creation_date == NOW

    def test_arabic_is_shaped_and_embedded(self):
        from io import BytesIO

        page = PdfReader(BytesIO(certificate_pdf(row("ar", "ليلى بن صالح", "الإنتاج المشترك")))).pages[0]
        fonts = " ".join(str(font.get_object()["/BaseFont"]) for font in page["/Resources"]["/Font"].values())
        assert "NotoNaskhArabic" in fonts and "Helvetica" not in fonts

    def test_vowel_signs_leave_an_arabic_word_whole(self):
        sheet = _Sheet(row("ar"))
        sheet.add_page()
        sheet.set_font("naskh", "", 20)
        assert sheet.get_string_width("محمّد") == pytest.approx(sheet.get_string_width("محمد"), abs=0.01)

    @pytest.mark.parametrize("tradition", ["azulejo", "zellige", "panot", "opus", "brick", "pavement", "one that is no longer drawn"])
    @pytest.mark.parametrize("lessons", [0, 1, 17, 500])
    def test_any_tradition_and_any_number_of_lessons_can_be_drawn(self, tradition, lessons):
        assert certificate_pdf(row(tradition=tradition, lessons=lessons)).startswith(b"%PDF")

    @pytest.mark.parametrize("name", ["A", "W" * 120, "Νικολαΐδης-Παπαδόπουλος " * 5, "محمد " * 24, "日本 太郎", "O’Neil <b>&\u0301"])
    def test_any_name_can_be_drawn(self, name):
        assert certificate_pdf(row(name=name[:120], title="T " * 127)).startswith(b"%PDF")

    def test_words_of_time_and_dates(self):
        assert [duration(minutes) for minutes in (0, 1, 45, 60, 120, 375)] == ["0 minutes", "1 minute", "45 minutes", "1 hour", "2 hours", "6 h 15 min"]
        assert written_date(date(2026, 11, 22), "ar") == "22 نوفمبر 2026" and written_date(date(2026, 11, 22), "el") == "22 Νοεμβρίου 2026"


@pytest.mark.django_db
class TestTheStoredFile:
    def test_a_lost_file_is_made_again_byte_for_byte(self, issued):
        before = default_storage.open(issued.file_name).read()
        default_storage.delete(issued.file_name)
        assert credentials.file_of(issued, NOW) == before and default_storage.exists(issued.file_name)

    def test_a_file_that_somebody_changed_is_not_given_out(self, issued):
        before = default_storage.open(issued.file_name).read()
        default_storage.delete(issued.file_name)
        default_storage.save(issued.file_name, ContentFile(before.replace(b"%%EOF", b"%%EOG")))
        assert credentials.file_of(issued, NOW) == before
        assert not Event.objects.filter(verb="redrawn").exists()

    def test_words_changed_by_a_later_release_do_not_change_it(self, issued, monkeypatch):
        before = credentials.file_of(issued, NOW)
        default_storage.delete(issued.file_name)
        monkeypatch.setattr(credentials, "printed_words", lambda certificate: {"kind": "Other words"})
        assert credentials.file_of(issued, NOW) == before

    def test_a_file_drawn_otherwise_by_a_later_release_is_kept_and_logged(self, issued):
        Certificate.objects.filter(pk=issued.pk).update(file_sha256="0" * 64)
        issued.refresh_from_db()
        credentials.file_of(issued, NOW)
        assert Event.objects.get(verb="redrawn").details["before"] == "0" * 64

    def test_the_holder_puts_a_new_name_on_it_and_the_code_stays(self, world, client, issued):
        old = issued.file_name
        world.lia.name = "Lia Learned"
        world.lia.save()
        client.force_login(world.lia)
        assert "Lia Learned" in client.get(f"/en/certificates/{issued.code}/").content.decode()
        client.post(f"/en/certificates/{issued.code}/name/")
        fresh = Certificate.objects.get()
        assert (fresh.code, fresh.holder_name) == (issued.code, "Lia Learned") and fresh.file_name != old
        assert Event.objects.filter(verb="renamed", subject=world.lia.subject).exists()

    def test_nobody_else_renames_it(self, world, client, issued):
        client.force_login(world.marta)
        assert client.post(f"/en/certificates/{issued.code}/name/").status_code == 404


def test_codes_are_long_and_forgive_how_they_are_typed():
    code = new_code()
    assert len(code) == 19 and spelled(code) == code and len({new_code() for _n in range(200)}) == 200
    for typed in (code.upper(), code.replace("-", ""), code.replace("-", " – "), f"  {code.replace('-', '—')} "):
        assert spelled(typed) == code
    for wrong in ("", "abcd", "abcd-efgh-jkmn-pqr0", "abcd-efgh-jkmn-pqrst", "é" * 16):
        assert spelled(wrong) == ""


def test_the_glazes_on_paper_are_those_of_the_page():
    import re

    from courses.certificate_drawing import PALETTES

    css = (ROOT / "static/css/parts/mosaic.css").read_text()

    def glazes(selector: str) -> dict:
        rule = re.search(rf"^{re.escape(selector)} \{{([^}}]*)\}}", css, re.M).group(1)
        return {name: colour for name, colour in re.findall(r"--(\w+): (#\w{6})", rule)}

    shared = glazes(".mosaic")
    for tradition, palette in PALETTES.items():
        on_page = shared if tradition == "azulejo" else {**shared, **glazes(f".mosaic--{tradition}")}
        assert palette == {name: on_page[name] for name in palette}, tradition
