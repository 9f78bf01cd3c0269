"""Invitations: sent through the outbox, one by one or by a list that is looked at first; accepted once, by the address they were sent to."""

import hashlib
import json
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from academy.erasure import erase_person
from academy.inviting import MOST_TO_ONE_ADDRESS, invite
from academy.models import Event, Intention, Invitation, Organisation, RoleGrant, User
from academy.models.people import Role
from academy.outbox_drain import run_one
from tests.academy.people_mail import code_in, deliver
from tests.world import make_person

pytestmark = pytest.mark.django_db
HERE = "/en/city/cascais/invitations/"
LIST = f"{HERE}list/"


@pytest.fixture
def carla(world, client):
    client.force_login(world.carla)
    return client


def posted() -> list:
    """Send the invitations that wait in the outbox; the mails."""
    before = len(mail.outbox)
    for intention in Intention.objects.filter(kind="academy.invitation", done_at__isnull=True).order_by("pk"):
        assert run_one(intention)
    return mail.outbox[before:]


def link_of(message) -> str:
    return re.search(r"https?://[^/]+(/\S+/invitations/\S+)", message.body).group(1)


def invited(world, email="new@people.example", role=Role.LEARNER, **fields) -> tuple[Invitation, str]:
    """(an invitation of Carla's to Cascais, the path of its link)"""
    made = invite(world.cascais, email, role, **{"by": world.carla, "at": timezone.now(), "language": "en", **fields})
    return made, f"/en/invitations/{made.token}/"


def send(client, **changes):
    return client.post(HERE, {"email": "New@People.example", "name": "Nuno New", "role": "learner", "language": "pt", **changes})


# Inviting one ----------------------------------------------------------------------------------------------

def test_the_mail_comes_in_the_chosen_language_with_a_link_that_stands_nowhere_else(world, carla):
    assert send(carla, organisation=world.cooperative.pk).status_code == 302
    made = Invitation.objects.get()
    assert (made.email, made.city, made.organisation, made.invited_by, made.role) == ("new@people.example", world.cascais, world.cooperative, world.carla, "learner")
    message, = posted()
    assert "new@people.example" in message.to[0] and "Nuno New" in message.to[0] and message.extra_headers["Content-Language"] == "pt"
    assert link_of(message) == f"/pt/invitations/{made.token}/"
    assert hashlib.sha256(made.token.encode()).hexdigest() == made.token_sha256
    kept = json.dumps([list(Intention.objects.values_list("key", "payload")), list(Event.objects.values_list("details", "object_key")), list(Invitation.objects.values())], default=str)
    assert made.token not in kept
    assert "new@people.example" not in json.dumps(list(Intention.objects.values_list("key", "payload")), default=str)


def test_a_link_made_with_an_older_secret_key_still_works_while_that_is_kept(world, settings, carla):
    made, _path = invited(world)
    token = made.token
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another-secret-key-" + "y" * 40
    assert Invitation.objects.get().token == token
    settings.SECRET_KEY_FALLBACKS = []
    assert Invitation.objects.get().token is None
    intention = Intention.objects.get(kind="academy.invitation")
    assert not run_one(intention) and mail.outbox == []


def test_the_same_is_answered_for_an_address_with_an_account_and_for_one_without(world, carla):
    def said(email):
        assert send(carla, email=email).status_code == 302
        return carla.get(HERE).content.decode().replace(email, "?")

    first = said("nobody@people.example")
    Invitation.objects.all().delete()
    second = said(world.mouna.email)
    strip = re.compile(r'value="[^"]*"|[0-9a-f-]{36}')
    assert strip.sub("", first) == strip.sub("", second)


@pytest.mark.parametrize(("wrong", "field"), [({"email": "no address"}, "email"), ({"email": ""}, "email"), ({"name": "a\nb"}, "name"), ({"role": "trainer"}, "role"),
                                              ({"role": "city_coordinator"}, "role"), ({"role": "network_coordinator"}, "role"), ({"language": "xx"}, "language"),
                                              ({"email": "lia@people.example"}, "email")])
def test_a_wrong_invitation_is_refused_and_what_was_typed_is_kept(world, carla, wrong, field):
    answer = send(carla, **wrong)
    assert answer.status_code == 422 and f'href="#id_{field}"' in answer.content.decode() and not Invitation.objects.exists()
    assert "name" in wrong or 'value="Nuno New"' in answer.content.decode()


def test_an_organisation_of_another_city_is_refused(world, carla):
    loom = Organisation.objects.create(name="Loom", city=world.mahdia)
    assert send(carla, organisation=loom.pk).status_code == 422


def test_the_network_may_invite_a_citys_first_coordinator(world, client):
    client.force_login(world.nadia)
    assert send(client, role="city_coordinator").status_code == 302
    assert Invitation.objects.get().role == "city_coordinator"
    world_list = client.get(HERE).content.decode()
    assert "new@people.example" in world_list, "whom one invited oneself, one sees"


def test_who_was_invited_and_has_not_answered_is_not_invited_twice(world, carla):
    send(carla)
    assert send(carla).status_code == 422 and Invitation.objects.count() == 1


def test_the_database_holds_one_open_invitation_for_an_address_and_city(world):
    invited(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        invited(world)
    other = invite(world.mahdia, "new@people.example", Role.LEARNER, by=world.mouna, at=timezone.now(), language="ar")
    assert other.pk


def test_one_that_ended_unanswered_makes_room_for_a_new_one(world):
    old, _path = invited(world, at=timezone.now() - timedelta(days=31))
    invited(world)
    assert Invitation.objects.get(pk=old.pk).withdrawn_at is not None


def test_writing_again_sends_a_new_link_and_the_one_before_stops_working(world, carla):
    made, path = invited(world)
    carla.post(f"{HERE}{made.pk}/again/")
    newer = Invitation.objects.exclude(pk=made.pk).get()
    assert "no longer works" in carla.get(path).content.decode()
    assert len(posted()) == 1, "the first mail, not sent yet, is not wanted any more"
    assert newer.email == made.email and newer.token != made.token


def test_an_address_is_written_to_a_few_times_a_day_at_most(world, carla):
    _made, _path = invited(world)
    for _time in range(MOST_TO_ONE_ADDRESS + 2):
        carla.post(f"{HERE}{Invitation.objects.unanswered().get().pk}/again/")
    assert Invitation.objects.count() == MOST_TO_ONE_ADDRESS


def test_taken_back_before_the_mail_went_out_nothing_is_sent(world, carla):
    made, _path = invited(world)
    carla.post(f"{HERE}{made.pk}/withdrawal/")
    assert posted() == []
    assert carla.post(f"{HERE}{made.pk}/withdrawal/").status_code == 404


# Answering ------------------------------------------------------------------------------------------------

def test_a_newcomer_signs_up_with_the_address_filled_in_and_is_in_the_city(world, client):
    invited(world, "nuno@people.example", Role.MENTOR, organisation=world.cooperative, name="Nuno")
    path = link_of(posted()[0])
    words = client.get(path).content.decode()
    assert "Carla Coordinates" in words and "Mentor" in words and "Pottery Co-operative" in words
    on = client.post(f"{path}account/")
    form = client.get(on.url).content.decode()
    assert 'value="nuno@people.example"' in form
    made = client.post("/en/account/signup/", {"name": "Nuno", "email": "nuno@people.example", "password1": "a-long-enough-sentence", "next": path})
    confirmed = client.post(made.url, {"code": code_in(deliver()[0])})
    assert confirmed.url == path
    assert client.post(f"{path}acceptance/").url == "/en/cities/cascais/"
    nuno = User.objects.get(email="nuno@people.example")
    assert (nuno.city, nuno.organisation) == (world.cascais, world.cooperative)
    assert RoleGrant.objects.get(person=nuno).role == Role.MENTOR
    assert RoleGrant.objects.get(person=nuno).granted_by == world.carla
    assert Invitation.objects.get().accepted_by == nuno


def test_somebody_with_an_account_accepts_and_moves_city_knowing_it(world, client):
    _made, path = invited(world, world.mouna.email)
    client.force_login(world.mouna)
    assert "You are with Mahdia now" in client.get(path).content.decode()
    client.post(f"{path}acceptance/")
    world.mouna.refresh_from_db()
    assert world.mouna.city == world.cascais
    assert RoleGrant.objects.filter(person=world.mouna, role=Role.CITY_COORDINATOR, city=world.mahdia, finished_on=None).exists(), "roles elsewhere are not touched"


def test_it_is_accepted_by_its_own_address_only(world, client):
    _made, path = invited(world)
    client.force_login(world.stranger)
    assert "sent to another address" in client.get(path).content.decode()
    answer = client.post(f"{path}acceptance/")
    assert answer.status_code == 422 and "sent to another address" in answer.content.decode()
    assert "new@people.example" not in answer.content.decode()
    world.stranger.refresh_from_db()
    assert world.stranger.city is None and Invitation.objects.get().accepted_at is None


def test_an_address_that_is_not_confirmed_counts_for_nothing(world, client):
    _made, path = invited(world)
    pretender = make_person("pretender", "Pretender")
    pretender.emailaddress_set.create(email="new@people.example", verified=False)
    client.force_login(pretender)
    assert client.post(f"{path}acceptance/").status_code == 422


def test_twice_is_once(world, client):
    _made, path = invited(world, world.stranger.email)
    client.force_login(world.stranger)
    client.post(f"{path}acceptance/")
    again = client.post(f"{path}acceptance/")
    assert again.status_code == 422 and "You have accepted" in again.content.decode()
    assert RoleGrant.objects.filter(person=world.stranger).count() == 1


@pytest.mark.parametrize(("change", "said"), [({"expires_at": timezone.now() - timedelta(days=1), "made_at": timezone.now() - timedelta(days=31)}, "This invitation ended on"),
                                              ({"withdrawn_at": timezone.now()}, "This link no longer works"), ({"declined_at": timezone.now()}, "was declined")])
def test_one_that_is_over_says_so_and_opens_nothing(world, client, change, said):
    made, path = invited(world, world.stranger.email)
    Invitation.objects.filter(pk=made.pk).update(**change)
    client.force_login(world.stranger)
    assert said in client.get(path).content.decode()
    answer = client.post(f"{path}acceptance/")
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not RoleGrant.objects.filter(person=world.stranger).exists()


def test_no_role_comes_from_somebody_who_no_longer_gives_it(world, client):
    _made, path = invited(world, world.stranger.email, Role.FACILITATOR)
    RoleGrant.objects.get(person=world.carla).end(by=world.nadia, at=timezone.now())
    client.force_login(world.stranger)
    assert "no longer gives roles" in client.get(path).content.decode()
    assert client.post(f"{path}acceptance/").status_code == 422


def test_declining_needs_no_account_and_forgets_the_address_at_once(world, client):
    _made, path = invited(world, name="Nuno")
    assert "was declined" in client.post(f"{path}refusal/").content.decode()
    row = Invitation.objects.get()
    assert (row.email, row.name) == ("", "") and row.declined_at
    client.post(f"{path}refusal/")
    assert Event.objects.filter(verb="declined").count() == 1


def test_signed_out_nobody_accepts(world, client):
    _made, path = invited(world)
    assert "/account/login/" in client.post(f"{path}acceptance/").url


def test_an_unknown_link_is_nothing_and_known_ones_are_kept_private(world, client):
    _made, path = invited(world)
    assert client.get("/en/invitations/made-up/").status_code == client.post("/en/invitations/made-up/acceptance/").status_code == 404
    answer = client.get(path)
    assert answer["Referrer-Policy"] == "strict-origin" and answer["X-Robots-Tag"].startswith("noindex") and "no-store" in answer["Cache-Control"]
    for step in ("acceptance/", "refusal/", "account/"):
        assert client.get(path + step).status_code == 405


def test_the_token_is_cut_out_of_logs(world):
    from academy.logs import cut

    made, path = invited(world)
    for line in (f"Not Found: {path}", f"GET /en/account/login/?next={path}"):
        assert made.token not in cut(line)


# A list ------------------------------------------------------------------------------------------------------

GOOD = "email,name,role,organisation,language\nana@people.example,Ana,learner,,pt\nOmar@people.example,Omar,Mentor,pottery co-operative,ar\n"


def seal_in(answer) -> str:
    return re.search(r'name="seal" value="([0-9a-f]{64})"', answer.content.decode()).group(1)


def test_a_list_is_looked_at_first_and_sent_on_confirming(world, carla):
    looked = carla.post(LIST, {"text": GOOD, "language": "en"})
    assert looked.status_code == 200 and not Invitation.objects.exists() and "2 people would be invited" in looked.content.decode()
    done = carla.post(LIST, {"text": GOOD.replace("\n", "\r\n"), "language": "en", "seal": seal_in(looked)})
    assert done.status_code == 302
    assert set(Invitation.objects.values_list("email", "role", "language", "organisation__name")) == {
        ("ana@people.example", "learner", "pt", None), ("omar@people.example", "mentor", "ar", "Pottery Co-operative")}
    assert len(posted()) == 2


@pytest.mark.parametrize("raw", [GOOD.encode(), b"\xef\xbb\xbf" + GOOD.encode(), GOOD.encode("utf-16"), GOOD.replace(",", ";").encode(), GOOD.replace(",", "\t").encode(),
                                 GOOD.split("\n", 1)[1].encode()])
def test_a_file_of_any_spreadsheet_is_read(world, carla, raw):
    looked = carla.post(LIST, {"file": SimpleUploadedFile("people.csv", raw), "language": "en"})
    assert "2 people would be invited" in looked.content.decode()


BAD = [("email,name\nana@people.example,Ana\nno-address,B\n", 3, "is not an e-mail address"),
       ("email\nana@people.example\n\nANA@people.example\n", 4, "stands in line 2 already"),
       ("email\nlia@people.example\n", 2, "in your city already"),
       ("email,organisation\nana@people.example,Nowhere\n", 2, "has no organisation “Nowhere”"),
       ("email,role\nana@people.example,king\n", 2, "“king” is not a role you can give here"),
       ("email,role\nana@people.example,trainer\n", 2, "“trainer” is not a role you can give here"),
       ('email,name\nb@people.example,B\nana@people.example,"An\na"\n', 3, "line break inside a cell"),
       ("email,name\nana@people.example,An\x07a\n", 2, "hidden characters"),
       ("email,language\nana@people.example,xx\n", 2, "does not speak “xx”"),
       ("email,name\nana@people.example,Ana,more\n", 2, "more cells than columns"),
       ("email,name\n,Ana\n", 2, "There is no e-mail address"),
       (f"email,name\nana@people.example,{'x' * 121}\n", 2, "longer than 120"),
       ('email,name\nb@people.example,B\nana@people.example,"Ana\n', 3, "cannot be read")]


@pytest.mark.parametrize(("text", "line", "said"), BAD)
def test_what_is_wrong_is_said_by_line_and_nobody_is_invited(world, carla, text, line, said):
    looked = carla.post(LIST, {"text": text, "language": "en"})
    words = looked.content.decode()
    row = re.search(rf'<tr[^>]*><th scope="row">{line}</th>(.*?)</tr>', words, re.S).group(1)
    assert looked.status_code == 422 and said in row and 'name="seal"' not in words
    carla.post(LIST, {"text": text, "language": "en", "seal": "0" * 64})
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(("text", "said"), [("name\nAna\n", "There is no column “email”"), ("email,shoe\na@b.example,4\n", "There is no column “shoe”"),
                                            ("email,email\n", "stands there twice"), ("email\n", "and nobody"),
                                            ("email\n" + "".join(f"p{n}@people.example\n" for n in range(501)), "These are 501 lines")])
def test_what_is_wrong_with_the_whole_list_is_said(world, carla, text, said):
    looked = carla.post(LIST, {"text": text, "language": "en"})
    assert looked.status_code == 422 and said in looked.content.decode()


def test_a_file_that_is_no_text_is_refused(world, carla):
    for raw, said in ((b"PK\x03\x04\xff\xfe\xf0", "cannot be read"), (b"a" * 200_001, "too long")):
        answer = carla.post(LIST, {"file": SimpleUploadedFile("people.csv", raw), "language": "en"})
        assert answer.status_code == 422 and said in answer.content.decode()
    assert carla.post(LIST, {"language": "en"}).status_code == 422


def test_what_was_changed_after_looking_is_not_carried_out(world, carla):
    seal = seal_in(carla.post(LIST, {"text": GOOD, "language": "en"}))
    for text, language in ((GOOD.replace("ana@", "eva@"), "en"), (GOOD + "third@people.example,,,,\n", "en")):
        answer = carla.post(LIST, {"text": text, "language": language, "seal": seal})
        assert answer.status_code == 422 and "Nothing was sent" in answer.content.decode()
    make_person("ana", "Ana", world.cascais)
    answer = carla.post(LIST, {"text": GOOD, "language": "en", "seal": seal})
    assert answer.status_code == 422 and "in your city already" in answer.content.decode()
    assert not Invitation.objects.exists(), "all or nothing"


def test_a_seal_of_one_city_or_person_opens_nothing_elsewhere(world, carla, client):
    seal = seal_in(carla.post(LIST, {"text": GOOD.replace("pottery co-operative", ""), "language": "en"}))
    client.force_login(world.mouna)
    assert client.post("/en/city/mahdia/invitations/list/", {"text": GOOD.replace("pottery co-operative", ""), "language": "en", "seal": seal}).status_code == 422
    assert not Invitation.objects.exists()


def test_confirmed_twice_it_is_sent_once(world, carla):
    seal = seal_in(carla.post(LIST, {"text": GOOD, "language": "en"}))
    for _twice in range(2):
        carla.post(LIST, {"text": GOOD, "language": "en", "seal": seal})
    assert Invitation.objects.count() == 2 and len(posted()) == 2


def test_an_address_known_elsewhere_looks_like_any_other(world, carla):
    known = carla.post(LIST, {"text": f"{world.mouna.email}\n", "language": "en"}).content.decode()
    assert "1 person would be invited" in known and "Mouna" not in known


def test_looking_costs_the_same_queries_whatever_the_length(world, carla):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counted = []
    for length in (2, 200):
        text = "".join(f"p{n}@people.example\n" for n in range(length))
        with CaptureQueriesContext(connection) as queries:
            carla.post(LIST, {"text": text, "language": "en"})
        counted.append(len(queries))
    assert counted[0] == counted[1]


# What is forgotten ------------------------------------------------------------------------------------------

def test_addresses_are_forgotten_90_days_after_the_end(world):
    old, _path = invited(world, "old@people.example", at=timezone.now() - timedelta(days=121), name="Old")
    young, _path = invited(world, "young@people.example", at=timezone.now() - timedelta(days=119))
    call_command("nightly", verbosity=0)
    assert (Invitation.objects.get(pk=old.pk).email, Invitation.objects.get(pk=old.pk).name) == ("", "")
    assert Invitation.objects.get(pk=young.pk).email == "young@people.example"


def test_who_erases_their_account_goes_from_invitations_too(world):
    accepted, _path = invited(world, "other@people.example", name="Stranger")
    Invitation.objects.filter(pk=accepted.pk).update(accepted_at=timezone.now(), accepted_by=world.stranger)
    invite(world.mahdia, world.stranger.email, Role.LEARNER, by=world.mouna, at=timezone.now(), language="en")
    erase_person(world.stranger, at=timezone.now())
    assert set(Invitation.objects.values_list("email", "name", "accepted_by")) == {("", "", None)}


def test_raw_sql_cannot_break_the_rules(world):
    made, _path = invited(world)
    now = timezone.now()
    for wrong in ({"accepted_at": now, "withdrawn_at": now}, {"declined_at": now, "withdrawn_at": now}, {"expires_at": made.made_at}, {"role": "network_coordinator"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Invitation.objects.filter(pk=made.pk).update(**wrong)
