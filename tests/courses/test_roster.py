"""The roster: who is where, who is stuck, who comes in, what is written to them, and the same as a file."""

import csv
import io
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from academy.models import Event, Intention
from academy.outbox_drain import drain
from cohorts.models import Cohort
from courses.models import Enrolment, QuizAttempt, TaskSubmission, TrainerMessage
from courses.outline import outline_for
from courses.roster import in_order, narrowed, rows
from courses.stuck import stuck
from tests.courses.at_the_desk import sit_down
from tests.world import NOW, enrol, make_person

pytestmark = pytest.mark.any_database

TODAY = NOW.date()


def attempt(world, person, number, passed):
    return QuizAttempt.objects.create(person=person, quiz=world.quiz, lesson_key=world.lessons[2].translation_key, number=number, asked=[],
                                      submitted_at=NOW, percent=100 if passed else 0, passed=passed)


def done(world, *numbers) -> dict:
    return {str(world.lessons[n - 1].translation_key): [1, 5] for n in numbers}


def row_of(world, enrolment):
    [row] = rows([enrolment], outline_for("co-production", "en"), TODAY)
    return row


# The table --------------------------------------------------------------------------------------------

def test_each_lesson_of_a_learner_is_a_tile_with_a_state(world):
    lia = enrol(world.lia, world.course, done=done(world, 1), last_lesson=world.lessons[1].translation_key)
    attempt(world, world.lia, 1, False)
    row = row_of(world, lia)
    assert [tile.state for tile in row.tiles] == ["done", "here", "failed"]
    assert (row.share, row.attempts) == (33, 1)


def test_a_task_that_waits_for_the_trainer_shows(world):
    lia = enrol(world.lia, world.course, done=done(world, 1))
    TaskSubmission.objects.create(person=world.lia, course_key=world.key, lesson_key=world.lessons[0].translation_key, lesson_title="x", text="My work")
    row = row_of(world, lia)
    assert row.tiles[0].state == "handed_in" and row.tasks_to_read == 1


def test_every_tile_has_words_beside_its_form(world, client):
    enrol(world.lia, world.course, done=done(world, 1))
    sit_down(client, world.teo)
    html = client.get(reverse("trainer_roster", args=[world.key])).content.decode()
    assert html.count('<span class="w-sr-only">done</span>') == 1
    assert html.count('<span class="w-sr-only">not done</span>') == 2


def test_fifty_learners_take_as_many_queries_as_five(world, client, django_assert_max_num_queries):
    sit_down(client, world.teo)
    address = reverse("trainer_roster", args=[world.key])

    def count() -> int:
        with django_assert_max_num_queries(100) as taken:
            html = client.get(address).content.decode()
        assert html.count('name="who"') == Enrolment.objects.count()
        return len(taken)

    def add(first, last):
        for number in range(first, last):
            person = make_person(f"learner-{number}", f"Learner {number:02}", world.cascais)
            enrol(person, world.course, done=done(world, 1), last_seen_on=TODAY - timedelta(days=20))
            attempt(world, person, 1, False)
            attempt(world, person, 2, False)

    add(0, 5)
    client.get(address)
    few = count()
    add(5, 50)
    assert count() == few


def test_the_list_is_cut_into_pages_of_fifty(world, client):
    for number in range(53):
        enrol(make_person(f"learner-{number}", f"Learner {number:02}"), world.course)
    sit_down(client, world.teo)
    address = reverse("trainer_roster", args=[world.key])
    assert client.get(address).content.decode().count('name="who"') == 50
    assert client.get(address, {"page": 2}).content.decode().count('name="who"') == 3
    assert client.get(address, {"page": "xyz"}).status_code == 200


def test_it_orders_by_share(world):
    outline = outline_for("co-production", "en")
    low, high = enrol(world.lia, world.course, done=done(world, 1)), enrol(world.marta, world.course, done=done(world, 1, 2))
    assert in_order(Enrolment.objects.all(), "share", outline) == [high.pk, low.pk]
    assert list(in_order(Enrolment.objects.all(), "name", outline)) == [low, high]


def test_it_filters_by_city_cohort_state_and_name(world):
    lia = enrol(world.lia, world.course, cohort_slug="winter", finished_at=NOW)
    mona = enrol(make_person("mona", "Mona Mahdia", world.mahdia), world.course)
    everyone = Enrolment.objects.all()
    assert list(narrowed(everyone, city=str(world.mahdia.pk))) == [mona]
    assert list(narrowed(everyone, cohort="winter")) == [lia]
    assert list(narrowed(everyone, cohort="none")) == [mona]
    assert list(narrowed(everyone, state="finished")) == [lia]
    assert list(narrowed(everyone, state="not_begun")) == [mona]
    assert list(narrowed(everyone, words="mona mahd")) == [mona]


# Who is stuck -----------------------------------------------------------------------------------------

def test_silence_for_fourteen_days_is_stuck_and_thirteen_is_not(world):
    lia = enrol(world.lia, world.course, last_seen_on=TODAY - timedelta(days=14))
    enrol(world.marta, world.course, last_seen_on=TODAY - timedelta(days=13))
    assert list(stuck(Enrolment.objects.all(), TODAY)) == [lia]
    assert row_of(world, lia).stuck == (("silent", 14),)


def test_a_quiz_failed_twice_is_stuck_until_it_is_passed(world):
    lia = enrol(world.lia, world.course, last_seen_on=TODAY)
    attempt(world, world.lia, 1, False)
    assert not stuck(Enrolment.objects.all(), TODAY)
    attempt(world, world.lia, 2, False)
    assert list(stuck(Enrolment.objects.all(), TODAY)) == [lia]
    assert row_of(world, lia).stuck == (("quiz", world.quiz.title),)
    attempt(world, world.lia, 3, True)
    assert not stuck(Enrolment.objects.all(), TODAY)
    assert row_of(world, lia).stuck == ()


def test_who_never_began_who_finished_and_who_left_is_not_stuck(world):
    enrol(world.lia, world.course)
    enrol(world.marta, world.course, last_seen_on=TODAY - timedelta(days=90), finished_at=NOW)
    enrol(world.teo, world.course, last_seen_on=TODAY - timedelta(days=90), state="withdrawn")
    assert not stuck(Enrolment.objects.all(), TODAY)


# As a file --------------------------------------------------------------------------------------------

def test_the_file_has_safe_cells_a_column_per_lesson_and_a_line_in_the_log(world, client):
    world.lia.name = '=HYPERLINK("http://evil.example","Lia")'
    world.lia.save()
    enrol(world.lia, world.course, done=done(world, 1))
    sit_down(client, world.teo)
    response = client.get(reverse("trainer_roster_csv", args=[world.key]))
    assert response["Content-Disposition"].startswith("attachment") and "no-store" in response["Cache-Control"]
    head, line = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
    assert head[-3:] == ["1. What it is", "2. First steps", "3. Try it"]
    assert line[0] == '\'=HYPERLINK("http://evil.example","Lia")'
    assert line[-3:] == ["done", "", ""]
    assert line[4] == "2026-11-22"
    assert Event.objects.filter(verb="exported", object_key=str(world.key), subject=world.teo.subject).exists()


def test_the_file_holds_what_the_filter_leaves(world, client):
    enrol(world.lia, world.course, finished_at=NOW)
    enrol(world.marta, world.course)
    sit_down(client, world.teo)
    text = client.get(reverse("trainer_roster_csv", args=[world.key]), {"state": "finished"}).content.decode()
    assert "Lia Learns" in text and "Marta" not in text


# Messages ---------------------------------------------------------------------------------------------

@pytest.fixture
def mailing(world):
    return reverse("trainer_message", args=[world.key])


def letter(*enrolments, **fields):
    return {"who": [each.pk for each in enrolments], "subject": "A word", "text": "How is it going?", "form_key": str(uuid.uuid4()), **fields}


def test_each_person_gets_the_message_alone(world, client, mailing, mailoutbox):
    lia, marta = enrol(world.lia, world.course), enrol(world.marta, world.course)
    sit_down(client, world.teo)
    assert client.post(mailing, letter(lia, marta)).status_code == 302
    mails = Intention.objects.filter(kind="mail")
    assert mails.count() == 2 and TrainerMessage.objects.get().sent_to == 2
    drain()
    assert sorted(mail.to[0].split("<")[-1].rstrip(">") for mail in mailoutbox) == [world.lia.email, world.marta.email]
    assert all(len(mail.to) == 1 and not mail.cc and not mail.bcc for mail in mailoutbox)
    assert "How is it going?" in mailoutbox[0].body and "Teo Trains" in mailoutbox[0].body and "A word" in mailoutbox[0].subject
    assert Event.objects.filter(verb="wrote", subject=world.teo.subject, details__people=2).exists()


def test_a_double_click_sends_once(world, client, mailing):
    lia = enrol(world.lia, world.course)
    sit_down(client, world.teo)
    same = letter(lia)
    client.post(mailing, same)
    client.post(mailing, same)
    assert TrainerMessage.objects.count() == 1 and Intention.objects.filter(kind="mail").count() == 1


def test_who_left_meanwhile_gets_nothing(world, client, mailing, mailoutbox):
    lia = enrol(world.lia, world.course)
    sit_down(client, world.teo)
    client.post(mailing, letter(lia))
    Enrolment.objects.filter(pk=lia.pk).update(state="withdrawn")
    drain()
    assert not mailoutbox


def test_everyone_of_the_filtered_list_can_be_written_to(world, client, mailing):
    enrol(world.lia, world.course, last_seen_on=timezone.localdate() - timedelta(days=30))
    enrol(world.marta, world.course, last_seen_on=timezone.localdate())
    sit_down(client, world.teo)
    client.post(mailing, {**letter(), "everyone": "1", "state": "stuck"})
    assert TrainerMessage.objects.get().sent_to == 1


def test_nobody_ticked_is_said(world, client, mailing):
    sit_down(client, world.teo)
    assert client.get(mailing).status_code == 302
    assert not TrainerMessage.objects.exists()


def test_typed_words_are_kept_when_the_subject_is_missing_or_has_two_lines(world, client, mailing):
    lia = enrol(world.lia, world.course)
    sit_down(client, world.teo)
    for subject in ("", "A word\nBcc: all@example.org"):
        response = client.post(mailing, letter(lia, subject=subject, text="Something long and typed"))
        assert response.status_code == 422 and "Something long and typed" in response.content.decode()
    assert not TrainerMessage.objects.exists()


def test_messages_are_throttled(world, client, mailing):
    lia = enrol(world.lia, world.course)
    sit_down(client, world.teo)
    for _number in range(21):
        response = client.post(mailing, letter(lia))
    assert response.status_code == 422 and TrainerMessage.objects.count() == 20


def test_people_of_another_course_cannot_be_reached_through_this_one(world, client, mailing):
    from tests.world import make_course

    other = enrol(world.lia, make_course(world.catalogue, "other", "Other"))
    sit_down(client, world.teo)
    client.post(mailing, letter(other))
    assert not TrainerMessage.objects.exists()


@pytest.mark.parametrize("name", ["trainer_message", "trainer_admit"])
def test_writing_is_refused_to_the_anonymous_the_stranger_and_the_read_only(world, client, name):
    lia, address = enrol(world.lia, world.course), reverse(name, args=[world.key])
    assert client.post(address, letter(lia)).status_code == 302
    for person in (world.stranger, world.carla, world.nadia, world.lia):
        sit_down(client, person)
        assert client.post(address, letter(lia)).status_code in (302, 403, 404)
        assert client.delete(address).status_code in (302, 403, 404, 405)
    assert not TrainerMessage.objects.exists()


# At the door ------------------------------------------------------------------------------------------

def test_a_request_is_accepted_once_and_the_person_is_told(world, client):
    lia = enrol(world.lia, world.course, state="requested")
    sit_down(client, world.teo)
    assert "Lia Learns" in client.get(reverse("trainer_roster", args=[world.key])).content.decode()
    address = reverse("trainer_decide", args=[world.key, lia.pk])
    client.post(address, {"answer": "accept"})
    client.post(address, {"answer": "accept"})
    assert Enrolment.objects.get(pk=lia.pk).state == "active"
    assert Intention.objects.filter(kind="mail").count() == 1


def test_a_request_is_declined(world, client):
    lia = enrol(world.lia, world.course, state="requested")
    sit_down(client, world.teo)
    client.post(reverse("trainer_decide", args=[world.key, lia.pk]), {"answer": "decline"})
    assert Enrolment.objects.get(pk=lia.pk).state == "withdrawn"


def test_only_a_trainer_of_the_course_decides_and_only_by_post(world, client):
    lia = enrol(world.lia, world.course, state="requested")
    address = reverse("trainer_decide", args=[world.key, lia.pk])
    assert client.post(address, {"answer": "accept"}).status_code == 302
    for person in (world.stranger, world.carla, world.lia):
        sit_down(client, person)
        client.post(address, {"answer": "accept"})
    assert Enrolment.objects.get(pk=lia.pk).state == "requested"
    sit_down(client, world.teo)
    assert client.get(address).status_code == 405


# Cohorts ----------------------------------------------------------------------------------------------

def test_people_are_put_into_a_cohort(world, client):
    cohort = Cohort.objects.create(slug="winter", name="Winter", course_key=world.key, starts_on=TODAY, ends_on=TODAY + timedelta(days=60))
    lia, marta = enrol(world.lia, world.course), enrol(world.marta, world.course)
    sit_down(client, world.teo)
    address = reverse("trainer_admit", args=[world.key])
    assert "Winter" in client.get(address, {"who": [lia.pk, marta.pk]}).content.decode()
    client.post(address, {"who": [lia.pk, marta.pk], "cohort": cohort.pk})
    assert set(Enrolment.objects.values_list("cohort_slug", "cohort_starts_on")) == {("winter", TODAY)}


def test_a_cohort_whose_start_moves_moves_everyone_in_it(world):
    cohort = Cohort.objects.create(slug="winter", name="Winter", course_key=world.key, starts_on=TODAY, ends_on=TODAY + timedelta(days=60))
    lia = enrol(world.lia, world.course)
    cohort.admit(lia)
    cohort.starts_on = TODAY + timedelta(days=7)
    cohort.save()
    assert Enrolment.objects.get(pk=lia.pk).cohort_starts_on == TODAY + timedelta(days=7)


def test_a_trainer_makes_a_cohort_in_the_admin(world, client):
    sit_down(client, world.teo)
    address = reverse("wagtailsnippets_cohorts_cohort:add")
    assert client.get(address).status_code == 200
    response = client.post(address, {"course_key": str(world.key), "name": "Spring", "slug": "spring", "city": "", "starts_on": "2027-03-01", "ends_on": "2027-05-31"})
    assert response.status_code == 302, response.content.decode()[-3000:]
    assert Cohort.objects.get().course_key == world.key


# Tasks and certificates -------------------------------------------------------------------------------

def test_a_task_is_read_and_answered(world, client):
    work = TaskSubmission.objects.create(person=world.lia, course_key=world.key, lesson_key=world.lessons[0].translation_key, lesson_title="What it is", text="<b>My</b> work")
    sit_down(client, world.teo)
    assert "What it is" in client.get(reverse("trainer_tasks", args=[world.key])).content.decode()
    address = reverse("trainer_task", args=[world.key, work.pk])
    assert "&lt;b&gt;My&lt;/b&gt; work" in client.get(address).content.decode()
    assert client.post(address, {"text": ""}).status_code == 422
    for _twice in range(2):
        client.post(address, {"text": "Well done."})
    work.refresh_from_db()
    assert (work.answer_text, work.answered_by) == ("Well done.", world.teo)
    assert Intention.objects.filter(kind="mail").count() == 1


def test_a_task_of_another_course_or_for_a_stranger_is_not_there(world, client):
    from tests.world import make_course

    other = make_course(world.catalogue, "other", "Other")
    work = TaskSubmission.objects.create(person=world.lia, course_key=other.translation_key, lesson_key=uuid.uuid4(), lesson_title="x", text="y")
    sit_down(client, world.teo)
    assert client.get(reverse("trainer_task", args=[world.key, work.pk])).status_code == 404
    sit_down(client, world.carla)
    assert client.post(reverse("trainer_task", args=[other.translation_key, work.pk]), {"text": "Hm"}).status_code == 404


def test_a_certificate_is_revoked_with_a_reason(world, client):
    from courses import credentials

    lia = enrol(world.lia, world.course, finished_at=NOW, done=done(world, 1, 2, 3))
    certificate = credentials.issue(lia, NOW)
    sit_down(client, world.teo)
    address = reverse("trainer_revoke", args=[world.key, certificate.pk])
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Issued by mistake."}).status_code == 302
    certificate.refresh_from_db()
    assert certificate.revoked_reason == "Issued by mistake."
    assert "Issued by mistake." in client.get(reverse("trainer_certificates", args=[world.key])).content.decode()
