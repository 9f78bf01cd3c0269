"""A post that is too big, or cannot be read, is refused in plain words before it reaches a disk."""

from io import BytesIO

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files import uploadhandler
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from academy.models import User
from academy.upload_quota import NOBODY_MAY_SEND, UploadQuota

pytestmark = pytest.mark.django_db
MB = 1024 * 1024
DOOR = "/en/account/login/"


@pytest.fixture
def disk(monkeypatch):
    """Counts what uploads write to the disk."""
    written = []
    kept = uploadhandler.TemporaryFileUploadHandler.receive_data_chunk

    def count(self, raw_data, start):
        written.append(len(raw_data))
        return kept(self, raw_data, start)

    monkeypatch.setattr(uploadhandler.TemporaryFileUploadHandler, "receive_data_chunk", count)
    return written


def upload(megabytes: int) -> dict:
    return {"login": "x", "file": SimpleUploadedFile("big.bin", b"x" * (megabytes * MB))}


@pytest.fixture
def stranger():
    """Somebody who has opened the sign-in page, so that Django reads what they post."""
    browser = Client(enforce_csrf_checks=True)
    assert browser.get(DOOR).cookies["csrftoken"]
    return browser


def test_a_stranger_writes_nothing_to_the_disk(disk, stranger):
    answer = stranger.post(DOOR, upload(20))
    assert answer.status_code == 413 and disk == []
    assert "too much at once" in answer.content.decode() and "Back button" in answer.content.decode()


def test_without_the_quota_a_stranger_writes_it_all(disk, settings, stranger):
    """The opposite, so that the test above is known to see what it looks for."""
    settings.FILE_UPLOAD_HANDLERS = settings.FILE_UPLOAD_HANDLERS[1:]
    stranger.post(DOOR, upload(20))
    assert sum(disk) >= 20 * MB


def test_a_length_that_lies_is_found_out_while_reading(disk, rf):
    quota = UploadQuota(rf.post(DOOR))
    quota.handle_raw_input(BytesIO(), {}, 10, b"x")
    quota.receive_data_chunk(b"x" * NOBODY_MAY_SEND, 0)
    with pytest.raises(RequestDataTooBig):
        quota.receive_data_chunk(b"x", NOBODY_MAY_SEND)


@pytest.mark.parametrize(("path", "most"), [("/en/courses/x/y/writing/", 12), ("/cms/images/add/", 100)])
def test_somebody_signed_in_may_send_up_to_the_cap(rf, path, most):
    request = rf.post(path)
    request.user = User(email="lia@example.org")
    for megabytes, taken in ((most, True), (most + 1, False)):
        quota = UploadQuota(request)
        try:
            quota.handle_raw_input(BytesIO(), {}, megabytes * MB, b"x")
        except RequestDataTooBig:
            assert not taken
        else:
            assert taken


def test_a_text_of_100_kilobytes_reaches_its_form_and_is_not_lost(client):
    answer = client.post(DOOR, {"login": "w" * 100_000, "password": "x"})
    assert answer.status_code == 200, "the form itself says what is wrong"
    assert "w" * 200 in answer.content.decode(), "what was typed is still there"


def test_a_text_beyond_reason_gets_a_page(client):
    answer = client.post(DOOR, {"login": "w" * 400_000})
    assert answer.status_code == 413 and "too much at once" in answer.content.decode()


def test_two_thousand_fields_get_a_page(client):
    assert client.post(DOOR, {f"f{n}": "x" for n in range(2000)}).status_code == 413


def test_a_garbled_upload_gets_a_page(stranger):
    answer = stranger.post(DOOR, b"--x\r\nnonsense", content_type="multipart/form-data")
    assert answer.status_code == 400 and "could not read that" in answer.content.decode()


def test_a_host_that_is_not_ours_gets_no_page_of_ours(client):
    answer = client.get("/en/", headers={"host": "evil.example"})
    assert answer.status_code == 400 and "<" not in answer.content.decode()
