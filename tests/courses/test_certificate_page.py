"""The public check page, the download, and revoking."""

import pytest

from academy.models import Event
from courses import credentials
from courses.models import Certificate
from tests.courses.test_certificate import deliver, finish
from tests.world import NOW

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@pytest.fixture
def issued(world) -> Certificate:
    finish(world, world.lia)
    deliver()
    return Certificate.objects.select_related("holder").get()


def page(issued, act="") -> str:
    return f"/en/certificates/{issued.code}/{act}"


def test_everyone_with_the_code_reads_who_what_and_when(client, issued):
    answered = client.get(page(issued))
    text = answered.content.decode()
    assert answered.status_code == 200 and "genuine and valid" in text
    for words in ("Lia Learns", "Doing things together", "22 November 2026", "25 minutes", issued.code):
        assert words in text
    assert "lia@people.example" not in text and "Download" not in text and "Revoke" not in text
    assert answered["X-Robots-Tag"] == "noindex, nofollow" and '<meta name="robots" content="noindex">' in text and answered["Referrer-Policy"] == "strict-origin"


@pytest.mark.parametrize("typed", ["upper", "bare", "spaces"])
def test_case_dashes_and_spaces_are_forgiven(client, issued, typed):
    code = {"upper": issued.code.upper(), "bare": issued.code.replace("-", ""), "spaces": issued.code.replace("-", " ")}[typed]
    answered = client.get("/en/certificates/", {"code": code})
    assert answered.url == page(issued)
    assert client.get(f"/en/certificates/{code}/").url == page(issued)


def test_an_unknown_code_is_a_404_with_a_form_that_keeps_it(client, world):
    answered = client.get("/en/certificates/zzzz-zzzz-zzzz-zzzz/")
    assert answered.status_code == 404 and 'value="zzzz-zzzz-zzzz-zzzz"' in answered.content.decode()
    assert client.get("/en/certificates/%3Cscript%3E/").status_code == 404


def test_something_that_is_no_code_is_told_so(client, world):
    answered = client.get("/en/certificates/", {"code": "hello 0"})
    assert answered.status_code == 422 and "cannot be a code of ours" in answered.content.decode() and 'value="hello 0"' in answered.content.decode()


def test_checking_is_throttled(client, issued):
    for _n in range(60):
        client.get("/en/certificates/zzzz-zzzz-zzzz-zzzz/")
    assert client.get(page(issued)).status_code == 429


def test_only_the_holder_downloads_the_pdf(client, world, issued):
    assert "login" in client.get(page(issued, "certificate.pdf")).url
    for person in (world.marta, world.nadia):
        client.force_login(person)
        assert client.get(page(issued, "certificate.pdf")).status_code == 404
    client.force_login(world.lia)
    answered = client.get(page(issued, "certificate.pdf"))
    assert answered["Content-Type"] == "application/pdf" and answered.content.startswith(b"%PDF") and answered.content == credentials.file_of(issued, NOW)
    assert answered["Content-Disposition"] == f'attachment; filename="certificate-{issued.code}.pdf"'


def test_a_trainer_revokes_with_a_reason_and_the_page_says_since_when_without_the_name(client, world, issued):
    client.force_login(world.teo)
    assert client.post(page(issued, "revocation/"), {"reason": ""}).status_code == 422
    client.post(page(issued, "revocation/"), {"reason": "Issued by mistake"})
    issued.refresh_from_db()
    assert not issued.is_valid and Event.objects.get(verb="revoked").subject == world.teo.subject
    client.logout()
    text = client.get(page(issued)).content.decode()
    assert "was revoked on" in text and "Issued by mistake" in text and "Lia Learns" not in text


def test_the_holder_revokes_without_a_reason_and_downloads_no_more(client, world, issued):
    client.force_login(world.lia)
    assert "cannot be undone" in client.get(page(issued, "revocation/")).content.decode()
    client.post(page(issued, "revocation/"))
    assert Event.objects.get(verb="revoked").details["by_holder"] is True
    assert client.get(page(issued, "certificate.pdf")).status_code == 404


def test_a_coordinator_of_the_network_may_revoke_and_nobody_else(client, world, issued):
    for person in (world.marta, world.carla, world.mouna, world.stranger):
        client.force_login(person)
        assert client.get(page(issued, "revocation/")).status_code == 404
        assert client.post(page(issued, "revocation/"), {"reason": "x"}).status_code == 404
    client.force_login(world.nadia)
    assert client.get(page(issued, "revocation/")).status_code == 200


def test_revoking_leaves_the_file_as_it_was(world, issued):
    before = credentials.file_of(issued, NOW)
    assert issued.revoke(world.teo, "Mistake", NOW) and not issued.revoke(world.teo, "Again", NOW)
    assert credentials.keep_file(issued) == before and issued.revoked_reason == "Mistake"


def test_it_is_there_at_once_even_before_the_outbox(client, world):
    finish(world, world.lia)
    client.force_login(world.lia)
    answered = client.get("/en/certificates/for/co-production/")
    made = Certificate.objects.get()
    assert answered.url == page(made) and client.get(page(made, "certificate.pdf")).content.startswith(b"%PDF")
    deliver()
    assert Certificate.objects.count() == 1


def test_who_has_not_finished_has_no_certificate_to_go_to(client, world):
    client.force_login(world.stranger)
    assert client.get("/en/certificates/for/co-production/").status_code == 404


def test_the_page_reads_from_right_to_left_in_arabic(client, issued):
    text = client.get(page(issued).replace("/en/", "/ar/")).content.decode()
    assert 'dir="rtl"' in text and "<bdi>Lia Learns</bdi>" in text and "22 نوفمبر 2026" in text
