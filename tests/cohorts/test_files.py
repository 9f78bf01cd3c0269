"""Photos and documents of an exchange: what is taken in, what is taken off, and who may open them."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from academy.file_reading import LONGEST_SIDE, SMALL_SIDE, read_document, read_photo
from academy.models import Event
from cohorts.exchange_files import small_name
from cohorts.models import ExchangeFile
from cohorts.refusals import Refused
from tests.gatherings import make_exchange, seat

PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF"
db = pytest.mark.django_db


def photo(size=(300, 200), form="JPEG", name="photo.jpg", exif=None, mode="RGB", colour="red", **more) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new(mode, size, colour).save(out, form, **({"exif": exif} if exif else {}), **more)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def located(orientation=1):
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SecretCam"
    exif.get_ifd(0x8825).update({1: "N", 2: (38.0, 41.0, 49.0)})
    return exif


def package(names: dict, first_mimetype: str = "") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        if first_mimetype:
            made.writestr("mimetype", first_mimetype)
        for name, content in names.items():
            made.writestr(name, content)
    return out.getvalue()


ODT = package({"content.xml": "<x/>"}, "application/vnd.oasis.opendocument.text")
DOCX = package({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"})


def torn(data: bytes) -> bytes:
    """A package whose first file is packed, and broken inside."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", data)
    raw = bytearray(out.getvalue())
    raw[38:44] = b"\xff" * 6
    return bytes(raw)


def test_a_package_that_is_broken_inside_is_refused():
    with pytest.raises(Refused):
        read_document(SimpleUploadedFile("a.odt", torn(b"application/vnd.oasis.opendocument.text" * 4)))


class TestPhotos:
    def test_place_camera_and_comments_are_gone(self):
        sent = photo(exif=located(), comment=b"at home", size=(300, 200))
        assert b"SecretCam" in sent.read() and not sent.seek(0)
        read = read_photo(sent)
        for data in (read.large, read.small):
            opened = Image.open(BytesIO(data))
            assert opened.format == "JPEG" and not opened.getexif() and "comment" not in opened.info and "exif" not in opened.info
            assert b"SecretCam" not in data and b"Exif" not in data and b"at home" not in data

    def test_it_is_turned_the_right_way_up(self):
        read = read_photo(photo(size=(300, 200), exif=located(orientation=6)))
        assert (read.width, read.height) == (200, 300)

    def test_a_large_one_is_made_smaller(self):
        read = read_photo(photo(size=(4000, 1000)))
        assert (read.width, read.height) == (LONGEST_SIDE, 500) and Image.open(BytesIO(read.small)).width == SMALL_SIDE

    @pytest.mark.parametrize(("form", "mode"), [("PNG", "RGBA"), ("WEBP", "RGB"), ("PNG", "P"), ("PNG", "LA"), ("PNG", "I;16")])
    def test_other_kinds_become_jpeg(self, form, mode):
        colour = {"RGBA": (0, 0, 0, 0), "LA": (0, 0), "RGB": "red"}.get(mode, 3)
        read = read_photo(photo(form=form, name="x.png", mode=mode, colour=colour))
        assert read.large.startswith(b"\xff\xd8\xff")
        if mode == "RGBA":
            assert Image.open(BytesIO(read.large)).getpixel((5, 5)) == (255, 255, 255)

    @pytest.mark.parametrize("data", [b"", b"GIF89a" + b"\0" * 50, b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xff\xd8\xff" + b"no" * 30, PDF])
    def test_what_is_none_is_refused(self, data):
        with pytest.raises(Refused) as refused:
            read_photo(SimpleUploadedFile("photo.jpg", data, "image/jpeg"))
        assert refused.value.code == "no_photo"

    def test_a_cut_off_one_is_refused(self):
        with pytest.raises(Refused):
            read_photo(SimpleUploadedFile("photo.jpg", photo(size=(900, 900)).read()[:900]))

    def test_a_bomb_of_pixels_is_refused_before_it_is_drawn(self, monkeypatch):
        monkeypatch.setattr("academy.file_reading.MOST_PIXELS", 100)
        with pytest.raises(Refused) as refused:
            read_photo(photo())
        assert refused.value.code == "too_many_pixels"


class TestDocuments:
    @pytest.mark.parametrize(("name", "data"), [("a.pdf", PDF), ("a.PDF", PDF), ("a.odt", ODT), ("a.docx", DOCX), ("a.txt", "Olá, مرحبا".encode()), ("a.csv", b"a;b\n1;2")])
    def test_what_is_what_it_says_is_taken(self, name, data):
        read = read_document(SimpleUploadedFile(name, data))
        assert read.content == data and read.ending == name[2:].lower()

    @pytest.mark.parametrize(("name", "data"), [
        ("a.pdf", b"<html>"), ("a.pdf", DOCX), ("a.docx", PDF), ("a.odt", DOCX), ("a.docx", ODT), ("a.txt", b"\0\1"), ("a.txt", b"\xff\xfe"), ("a.docx", b"PK\3\4broken"),
        ("a.docx", package({"[Content_Types].xml": "", "word/document.xml": "", "word/vbaProject.bin": ""})),
        ("a.odt", package({"Basic/script.xml": ""}, "application/vnd.oasis.opendocument.text"))])
    def test_what_is_something_else_is_refused(self, name, data):
        with pytest.raises(Refused) as refused:
            read_document(SimpleUploadedFile(name, data))
        assert refused.value.code == "not_what_it_says"

    @pytest.mark.parametrize("name", ["a.html", "a.svg", "a.exe", "a", "a.docm", "a.pdf.js"])
    def test_other_kinds_are_refused(self, name):
        with pytest.raises(Refused) as refused:
            read_document(SimpleUploadedFile(name, PDF))
        assert refused.value.code == "unknown_kind"

    def test_a_package_that_swells_is_refused(self, monkeypatch):
        monkeypatch.setattr("academy.file_reading.MOST_UNPACKED", 3)
        with pytest.raises(Refused):
            read_document(SimpleUploadedFile("a.docx", DOCX))

    def test_a_large_one_is_refused(self, monkeypatch):
        monkeypatch.setattr("academy.file_reading.MOST_BYTES", 3)
        with pytest.raises(Refused) as refused:
            read_document(SimpleUploadedFile("a.pdf", PDF))
        assert refused.value.code == "too_large"


@pytest.fixture
def visit(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_exchange(world)


def desk(exchange, city="cascais") -> str:
    return reverse("files", args=[city, exchange.slug])


def a_photo(**more) -> dict:
    return {"kind": "photo", "file": photo(exif=located()), "title": "At the table", "description": "Twelve people around a table", "who": "everyone", "consent": "on", **more}


def a_document(**more) -> dict:
    return {"kind": "document", "file": SimpleUploadedFile("../../Plan.pdf", PDF), "title": "The plan", "who": "took_part", **more}


@db
class TestPuttingThem:
    def test_a_photo_is_kept_bare_with_a_small_one(self, client, world, visit):
        client.force_login(world.carla)
        assert client.post(desk(visit), a_photo()).status_code == 302
        kept = ExchangeFile.objects.get()
        assert (kept.kind, kept.everyone, kept.width, kept.description) == ("photo", True, 300, "Twelve people around a table")
        assert b"SecretCam" not in default_storage.open(kept.file.name).read() and default_storage.exists(small_name(kept.file.name))
        assert Event.objects.get(object_kind="exchange_file").details["consent_confirmed"] is True

    @pytest.mark.parametrize("missing", ["consent", "description", "file", "title"])
    def test_consent_and_words_are_needed(self, client, world, visit, missing):
        client.force_login(world.carla)
        sent = a_photo()
        del sent[missing]
        answer = client.post(desk(visit), sent)
        assert answer.status_code == 422 and b"error-summary" in answer.content and not ExchangeFile.objects.exists()

    def test_a_document_gets_a_name_of_ours(self, client, world, visit):
        client.force_login(world.carla)
        client.post(desk(visit), a_document())
        kept = ExchangeFile.objects.get()
        assert kept.file.name.startswith("exchanges/") and "Plan" not in kept.file.name and not kept.everyone

    def test_what_is_refused_says_why(self, client, world, visit):
        client.force_login(world.carla)
        answer = client.post(desk(visit), a_document(file=SimpleUploadedFile("plan.pdf", b"<html>")))
        assert answer.status_code == 422 and b"something else inside" in answer.content and b'value="The plan"' in answer.content

    def test_it_can_be_opened_up_and_taken_away(self, client, world, visit, django_capture_on_commit_callbacks):
        client.force_login(world.carla)
        client.post(desk(visit), a_photo(who="took_part"))
        kept = ExchangeFile.objects.get()
        one = reverse("file_change", args=["cascais", visit.slug, kept.pk])
        client.post(one, {"do": "everyone"})
        kept.refresh_from_db()
        assert kept.everyone
        assert Event.objects.get(verb="chose_readers", object_key=kept.pk).details == {"exchange": str(visit.key), "everyone": True}
        with django_capture_on_commit_callbacks(execute=True):
            client.post(one, {"do": "away"})
        assert not ExchangeFile.objects.exists() and not default_storage.exists(kept.file.name) and not default_storage.exists(small_name(kept.file.name))

    @pytest.mark.parametrize("who", ["lia", "mouna", "nadia", "stranger"])
    def test_others_find_nothing(self, client, world, visit, who):
        client.force_login(world.carla)
        client.post(desk(visit), a_document())
        client.force_login(getattr(world, who))
        assert client.post(desk(visit), a_document()).status_code == 404
        assert client.post(reverse("file_change", args=["cascais", visit.slug, ExchangeFile.objects.get().pk]), {"do": "away"}).status_code == 404
        assert ExchangeFile.objects.count() == 1

    def test_who_is_signed_out_signs_in_first(self, client, visit):
        assert "/account/login/" in client.post(desk(visit), {"kind": "document"}).url

    def test_a_file_of_another_exchange_is_not_found(self, client, world, visit):
        client.force_login(world.carla)
        client.post(desk(visit), a_document())
        other = make_exchange(world, "other", "Other")
        assert client.post(reverse("file_change", args=["cascais", other.slug, ExchangeFile.objects.get().pk]), {"do": "away"}).status_code == 404


@db
class TestWhoMayOpen:
    def put(self, client, world, visit, sent) -> str:
        client.force_login(world.carla)
        client.post(desk(visit), sent)
        client.logout()
        return reverse("exchange_file", args=[visit.slug, ExchangeFile.objects.get().pk])

    def test_everyone_sees_an_open_photo_and_it_is_nothing_but_a_photo(self, client, world, visit):
        answer = client.get(self.put(client, world, visit, a_photo()))
        assert (answer.status_code, answer["Content-Type"], answer["X-Content-Type-Options"]) == (200, "image/jpeg", "nosniff")
        assert "sandbox" in answer["Content-Security-Policy"] and b"".join(answer).startswith(b"\xff\xd8")
        small = client.get(reverse("exchange_file_small", args=[visit.slug, ExchangeFile.objects.get().pk]))
        assert small.status_code == 200

    @pytest.mark.parametrize(("state", "found"), [("registered", 200), ("attended", 200), ("waitlisted", 404), ("withdrawn", 404), ("rejected", 404)])
    def test_the_rest_is_for_those_who_took_part(self, client, world, visit, state, found):
        address = self.put(client, world, visit, a_document())
        seat(visit, world.lia, state)
        client.force_login(world.lia)
        answer = client.get(address)
        assert answer.status_code == found
        if found == 200:
            assert answer["Content-Disposition"] == 'attachment; filename="the-plan.pdf"' and answer["Content-Type"] == "application/pdf"

    @pytest.mark.parametrize(("who", "found"), [(None, 404), ("stranger", 404), ("mouna", 404), ("nadia", 404), ("carla", 200)])
    def test_nobody_else_opens_it(self, client, world, visit, who, found):
        address = self.put(client, world, visit, a_document())
        if who:
            client.force_login(getattr(world, who))
        assert client.get(address).status_code == found

    def test_nothing_of_a_draft_is_found(self, client, world, visit):
        address = self.put(client, world, visit, a_photo())
        visit.published_at = None
        visit.save()
        assert client.get(address).status_code == 404

    def test_the_folder_itself_is_closed(self, client, world, visit):
        self.put(client, world, visit, a_photo())
        assert client.get(f"/media/{ExchangeFile.objects.get().file.name}").status_code == 404

    def test_a_lost_file_is_not_there(self, client, world, visit):
        address = self.put(client, world, visit, a_photo())
        default_storage.delete(ExchangeFile.objects.get().file.name)
        assert client.get(address).status_code == 404

    def test_reading_only(self, client, world, visit):
        assert client.post(self.put(client, world, visit, a_photo())).status_code == 405
