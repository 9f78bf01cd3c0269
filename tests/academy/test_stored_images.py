"""Pictures from the media folder reach the browser without DEBUG; what lies beside them does not."""

import pytest

PIXEL = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT, settings.DEBUG = tmp_path, False
    for folder in ("images", "certificates", "documents", "original_images"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "mill.png").write_bytes(PIXEL)
    return tmp_path


def test_a_picture_of_a_lesson_is_served_and_kept_for_a_day(media, client, db):
    response = client.get("/media/images/mill.png")
    assert response.status_code == 200 and b"".join(response.streaming_content) == PIXEL
    assert response["Content-Type"] == "image/png" and response["Cache-Control"] == "public, max-age=86400"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["certificates/mill.png", "documents/mill.png", "original_images/mill.png", "images/", "images/gone.png"])
def test_nothing_else_of_the_folder_is(media, client, db, path):
    assert client.get(f"/media/{path}").status_code == 404


@pytest.mark.parametrize("path", ["images/../certificates/mill.png", "images/%2e%2e/certificates/mill.png", "images//etc/passwd"])
def test_no_way_leads_out_of_the_folder(media, client, db, path):
    assert client.get(f"/media/{path}").status_code in (400, 404)


def test_it_only_reads(media, client, db):
    assert client.post("/media/images/mill.png").status_code == 405
