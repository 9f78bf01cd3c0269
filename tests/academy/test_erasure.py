"""Erasing a person: nothing leads to them any more, and nobody else's rows break."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.db import connection

from academy.erasure import erase_person
from academy.erasure_journal import replay
from academy.models import Event, Intention, LedgerSubject, RoleGrant, User
from academy.outbox_drain import run_one
from courses.models import Certificate, DiscussionPost, Enrolment, QuizAttempt, ReflectionEntry, TaskSubmission
from tests.academy.a_full_life import live_fully, mark
from tests.academy.people_mail import deliver
from tests.world import NOW, PASSWORD, enrol, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def lia(world):
    live_fully(world, world.lia, other=world.teo)
    live_fully(world, world.mouna, other=world.teo)
    return world.lia


@pytest.fixture(autouse=True)
def own_journal(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def every_text_of_the_database() -> str:
    """All rows of all tables, as text: what a thief of the database would read."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [f"{table}: {row}" for row in cursor.fetchall()]
    return "\n".join(found)


def test_what_stays_in_the_database_leads_to_nobody(world, lia):
    address, subject = lia.email, lia.subject
    erase_person(lia, at=NOW, revoke_certificates=True)
    deliver()
    left = every_text_of_the_database()
    assert address not in left
    for gone in ("name", "reflection", "task", "answer", "quiz", "report", "away", "override", "provider", "browser"):
        assert mark(lia, gone) not in left, gone
    for stays in ("thread", "reply", "note", "message"):
        assert mark(lia, stays) in left, stays
    assert not LedgerSubject.objects.filter(subject=subject).exists()
    assert mark(world.mouna, "reflection") in left, "nobody else's is touched"


def test_the_person_becomes_a_former_member(lia):
    erase_person(lia, at=NOW)
    lia.refresh_from_db()
    assert (str(lia), lia.get_short_name(), lia.is_active, lia.erased_at) == ("former member", "former member", False, NOW)
    assert lia.subject is None
    assert not lia.has_usable_password()


def test_ways_in_are_gone(lia, client):
    erase_person(lia, at=NOW)
    for model in (EmailAddress, Authenticator, SocialAccount, UserSession):
        assert not model.objects.filter(user=lia).exists(), model
    client.post("/en/account/login/", {"login": "lia@people.example", "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_a_session_on_another_device_ends(lia, client):
    client.force_login(lia)
    assert client.get("/en/my/profile/").status_code == 200
    erase_person(lia, at=NOW)
    assert client.get("/en/my/profile/").status_code == 302


def test_posts_stay_as_a_former_members(lia):
    erase_person(lia, at=NOW)
    post = DiscussionPost.objects.get(title=mark(lia, "thread"))
    assert post.author_name == "former member"


def test_private_things_and_roles_are_deleted(lia):
    erase_person(lia, at=NOW)
    for rows in (ReflectionEntry.objects.filter(person=lia), TaskSubmission.objects.filter(person=lia), QuizAttempt.objects.filter(person=lia), RoleGrant.objects.filter(person=lia)):
        assert not rows.exists()
    assert not lia.groups.exists()


def test_the_ledger_stays_whole_and_says_so(lia):
    subject = lia.subject
    before = Event.objects.filter(subject=subject).count()
    erase_person(lia, at=NOW)
    assert Event.objects.filter(subject=subject).count() > before
    assert Event.objects.get(verb="erased").subject == subject


def test_certificates_go_on_being_valid_unless_revoked(world, lia):
    erase_person(lia, at=NOW)
    kept = Certificate.objects.get(holder=lia)
    assert kept.is_valid and kept.holder_name == mark(lia, "name")
    erase_person(world.mouna, at=NOW, revoke_certificates=True)
    gone = Certificate.objects.get(holder=world.mouna)
    assert not gone.is_valid and gone.holder_name == "former member"


def test_the_place_in_a_full_course_goes_to_the_next_in_line(world, lia):
    from courses.models import CoursePage

    CoursePage.objects.filter(pk=world.course.pk).update(places=2)
    waiting = enrol(world.stranger, world.course, state="waiting")
    erase_person(lia, at=NOW)
    waiting.refresh_from_db()
    assert waiting.state == "active"
    assert Enrolment.objects.get(person=lia).state == "withdrawn"


def test_erasing_twice_is_erasing_once(lia):
    erase_person(lia, at=NOW)
    erase_person(lia, at=NOW)
    assert Event.objects.filter(verb="erased").count() == 1


def test_a_mail_that_waited_is_not_sent_and_a_last_one_is(lia, client):
    client.post("/en/account/password/reset/", {"email": lia.email})
    erase_person(lia, at=NOW)
    message, = deliver()
    assert message.to == ["lia@people.example"] and "erased" in message.subject


def test_no_row_of_anybody_breaks(world, lia):
    erase_person(lia, at=NOW)
    connection.check_constraints()
    for model in apps.get_models():
        for row in model._default_manager.all()[:50]:
            str(row)


def test_the_same_address_may_join_again(lia):
    erase_person(lia, at=NOW)
    assert make_person("lia", "Lia again").pk != lia.pk


# After a restore ------------------------------------------------------------------------------------------

def write_journal() -> None:
    for intention in Intention.objects.filter(kind="academy.erasure_journal", done_at__isnull=True):
        assert run_one(intention)


def test_a_restored_backup_does_not_bring_anybody_back(world, lia):
    subject = lia.subject
    erase_person(lia, at=NOW)
    write_journal()
    # The backup was older: the person is there again, under the same subject.
    back = make_person("back", "Lia is back")
    LedgerSubject.objects.update_or_create(user=back, defaults={"subject": subject})
    sent_before = len(deliver())
    assert replay(NOW) == 1
    back.refresh_from_db()
    assert back.erased_at == NOW
    assert sent_before == 1 and deliver() == [], "the last mail is not sent a second time"
    assert replay(NOW) == 0
    assert User.objects.filter(erased_at__isnull=True).count() == 6


def test_the_journal_names_nobody(lia, settings):
    erase_person(lia, at=NOW)
    write_journal()
    text = "".join(path.read_text() for path in (settings.VAR_DIR / "erasures").iterdir())
    assert "lia" not in text and str(lia.pk) not in text.replace(str(NOW.year), "").split('"')


# The page ---------------------------------------------------------------------------------------------------

def test_it_asks_for_the_password_first(world, client):
    client.force_login(world.lia)
    for response in (client.get("/en/my/data/erase/"), client.post("/en/my/data/erase/", {"understood": "on"})):
        assert "/account/reauthenticate/" in response.url
    world.lia.refresh_from_db()
    assert world.lia.erased_at is None


def test_it_says_what_goes_and_erases_only_when_understood(world, lia, client):
    Authenticator.objects.filter(user=lia).delete()
    client.force_login(lia)
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/en/my/data/erase/").content.decode()
    assert "What stays" in page and "Your learning log" in page and "Revoke my certificates too" in page
    assert client.post("/en/my/data/erase/", {}).status_code == 422
    lia.refresh_from_db()
    assert lia.erased_at is None
    done = client.post("/en/my/data/erase/", {"understood": "on", "revoke_certificates": "on"})
    assert done.status_code == 302
    lia.refresh_from_db()
    assert lia.erased_at is not None and not Certificate.objects.get(holder=lia).is_valid
    assert "_auth_user_id" not in client.session


def test_who_has_no_password_must_have_signed_in_just_now(world, client):
    from datetime import timedelta

    from django.utils import timezone

    world.lia.set_unusable_password()
    world.lia.save()
    client.force_login(world.lia)
    assert client.get("/en/my/data/erase/").status_code == 200
    User.objects.filter(pk=world.lia.pk).update(last_login=timezone.now() - timedelta(hours=1))
    assert client.get("/en/my/data/erase/").status_code == 403
    assert client.post("/en/my/data/erase/", {"understood": "on"}).status_code == 403
