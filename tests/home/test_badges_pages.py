"""My badges and what I take along; the page everybody gets; the check of a file that is held out."""

import json
import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from academy.models import Event, ThrottleCount
from courses.models import BadgeAward
from courses.revoking_badges import revoke
from home.badge_check_form import BadgeCheckForm
from tests.courses.badge_world import earn, make_badge
from tests.world import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
CHECK = "/en/verify/"


@pytest.fixture
def award(world):
    return earn(world, at=timezone.now())


def page(award) -> str:
    return f"/en/verify/{award.pk}/"


def body(answer) -> str:
    return answer.content.decode()


def test_the_shelf_shows_what_was_earned_and_what_is_missing_and_costs_the_same_for_many(world, award, client, django_assert_max_num_queries):
    make_badge(None, "giver", kind="mentoring", rule={"minutes": 180}, titles={"en": "Giver"})
    client.force_login(world.lia)
    client.get("/en/my/badges/")
    with django_assert_max_num_queries(8):
        said = body(client.get("/en/my/badges/"))
    assert "Co-producer" in said and "Vision" in said and "level 3 of 8" in said and "EntreComp" in said
    assert "0 minutes of 3 hours of mentoring given" in said and "linkedin.com/profile/add?startTask=CERTIFICATION_NAME" in said
    assert page(award) in said and "Give it back" in said
    for n in range(4):
        earn(world, badge=make_badge(world.cascais, f"more-{n}"), at=timezone.now())
        make_badge(None, f"next-{n}", kind="hosting", rule={"exchanges": n + 1})
    client.get("/en/my/badges/")
    with django_assert_max_num_queries(8):
        assert body(client.get("/en/my/badges/")).count('class="badge-row') >= 10


def test_each_file_holds_the_signed_badge_and_the_archive_holds_all(world, award, client):
    client.force_login(world.lia)
    files = {kind: client.get(f"/en/my/badges/{award.pk}/badge.{kind}") for kind in ("png", "svg", "jwt", "json")}
    assert {kind: (answer.status_code, answer["Content-Disposition"].partition(";")[0]) for kind, answer in files.items()} == dict.fromkeys(files, (200, "attachment"))
    assert files["jwt"].content.decode() == award.credential_jwt and json.loads(files["json"].content) == award.credential_json
    archive = ZipFile(BytesIO(client.get("/en/my/badges/all.zip").content))
    assert {archive.read(name) for name in archive.namelist()} == {answer.content for answer in files.values()}
    client.logout()
    for kind, answer in files.items():  # anybody may hold them out, whatever the form
        sent = SimpleUploadedFile(f"badge.{kind}", answer.content)
        said = body(client.post(CHECK, {"file": sent}))
        assert "genuine and valid" in said and page(award) in said and f"<strong><bdi>{award.title}</bdi></strong>" in said, kind


def test_nobody_elses_files_and_only_by_the_right_method(world, award, client):
    addresses = [f"/en/my/badges/{award.pk}/badge.png", "/en/my/badges/", "/en/my/badges/all.zip"]
    assert all("/account/login/" in client.get(address).url for address in addresses)
    assert "/account/login/" in client.post(f"/en/my/badges/{award.pk}/name/").url
    assert "/account/login/" in client.post(f"{page(award)}revocation/").url
    client.force_login(world.teo)
    assert client.get(addresses[0]).status_code == 404
    assert client.post(f"/en/my/badges/{award.pk}/name/", {"shown": "no"}).status_code == 404
    assert ZipFile(BytesIO(client.get(addresses[2]).content)).namelist() == []
    client.force_login(world.lia)
    assert [client.post(address).status_code for address in addresses] == [405] * 3 and client.get(f"/en/my/badges/{award.pk}/name/").status_code == 405
    assert client.get(f"/en/my/badges/{award.pk}/badge.exe").status_code == 404
    revoke(award, world.lia, "", timezone.now())
    assert client.get(addresses[0]).status_code == 404


def test_the_page_for_everybody_says_what_it_is_and_can_be_shared(world, award, client):
    answer = client.get(page(award))
    said = body(answer)
    assert "This badge is genuine and valid" in said and "Lia Learns" in said and "Cascais" in said and "Finish the course and write down one idea." in said
    assert '<meta property="og:title" content="Co-producer">' in said and "Earned by Lia Learns, issued by Cascais" in said
    picture = re.search(r'og:image" content="http[^"]*?(/badges/[^"]+\.png)"', said)[1]
    assert client.get(picture)["Content-Type"] == "image/png"
    assert answer["X-Robots-Tag"] == "noindex, nofollow" and answer["Cache-Control"] == "private, no-cache" and "LinkedIn" not in said
    assert "Coprodutora" in body(client.get(page(award).replace("/en/", "/pt/")))


def test_who_hides_their_name_is_not_named_there(world, award, client):
    client.force_login(world.lia)
    client.post(f"/en/my/badges/{award.pk}/name/", {"shown": "no"})
    client.post(f"/en/my/badges/{award.pk}/name/", {"shown": "no"})
    assert Event.objects.filter(verb="hid", object_kind="badge_name").count() == 1
    client.logout()
    said = body(client.get(page(award)))
    assert "Lia" not in said and "genuine and valid" in said
    client.force_login(world.lia)
    client.post(f"/en/my/badges/{award.pk}/name/", {"shown": "yes"})
    assert "Lia Learns" in body(client.get(page(award)))


def test_a_badge_given_back_or_taken_back_says_so_and_names_nobody(world, award, client):
    client.force_login(world.mouna)  # another city's
    assert client.get(f"{page(award)}revocation/").status_code == 404 and client.post(f"{page(award)}revocation/", {"reason": "x"}).status_code == 404
    client.force_login(world.nadia)  # the network's, and it is Cascais's badge
    assert client.post(f"{page(award)}revocation/", {"reason": "x"}).status_code == 404
    client.force_login(world.carla)
    assert client.post(f"{page(award)}revocation/", {"reason": " "}).status_code == 422
    assert client.post(f"{page(award)}revocation/", {"reason": "Awarded by mistake."}).status_code == 302
    client.logout()
    said = body(client.get(page(award)))
    assert "was revoked on" in said and "Awarded by mistake." in said and "Lia" not in said and "og:image" not in said
    assert "genuine, but was revoked" in body(client.post(CHECK, {"text": award.credential_jwt}))
    another = earn(world, badge=make_badge(None, "other"), at=timezone.now())
    client.force_login(world.lia)
    assert client.post(f"{page(another)}revocation/").status_code == 302
    assert "Its holder gave it back." in body(client.get(page(another)))


def test_what_is_no_badge_of_ours_is_told_in_plain_words(world, award, client):
    assert client.get("/en/verify/0b5b7a4e-0000-4000-8000-000000000000/").status_code == client.get("/en/verify/nonsense/").status_code == 404
    assert client.get(f"/en/verify/{str(award.pk).upper()}/").url == page(award)
    assert client.post(CHECK, {"text": f"https://academy.example{page(award)}"}).url == page(award)
    altered = json.dumps({**award.credential_json, "name": "Mayor"})
    for given, words in ((altered, "was changed after it was signed"), ("hello", "cannot be read as a badge"), ("{}", "cannot be read as a badge")):
        answer = client.post(CHECK, {"text": given})
        assert words in body(answer) and "does not hold" in body(answer), given
    assert "is not what we issued" in body(client.post(CHECK, {"text": altered}))
    assert client.post(CHECK, {"text": ""}).status_code == 422 and client.put(CHECK).status_code == 405
    assert client.post(CHECK, {"file": SimpleUploadedFile("empty.png", b"")}).status_code in (200, 422)
    assert not BadgeCheckForm({}, {"file": SimpleUploadedFile("large.png", b"x" * 70_000)}).is_valid()


def test_checking_is_limited(world, award, client):
    make_person("someone", "Some One")
    client.get(page(award))
    ThrottleCount.objects.update(count=60)
    answer = client.get(page(award))
    assert answer.status_code == 429 and "Lia" not in body(answer)
    assert BadgeAward.objects.get().revoked_at is None
