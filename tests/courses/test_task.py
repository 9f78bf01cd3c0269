"""Tasks: handed in, handed in again, answered by a trainer, and read by nobody else."""

import pytest
from django.db import IntegrityError, connection, transaction

from academy.models import Intention
from courses.models import TaskSubmission
from tests.courses.quiz_pages import take_part
from tests.world import NOW, enrol, make_lesson


@pytest.fixture
def path(world):
    make_lesson(world.course, "do-it", "Do it", completion="task", task="Draw a map of your street.")
    return "/en/courses/co-production/do-it/writing/task/"


def send_the_mail():
    from academy.outbox import find_handler

    find_handler("mail").run(Intention.objects.get(kind="mail", payload__template="courses/task_answered"))


def hand_in(client, path, text="My map", link=""):
    return client.post(path, {"text": text, "link": link})


def test_handing_in_adds_a_row_and_completes_the_lesson(client, world, path):
    enrolment = take_part(client, world)
    assert "Draw a map of your street." in client.get(path).content.decode()
    assert hand_in(client, path, link="https://maps.example/1").status_code == 302
    made = TaskSubmission.objects.get()
    assert (made.person, made.text, made.link, made.lesson_title) == (world.lia, "My map", "https://maps.example/1", "Do it")
    enrolment.refresh_from_db()
    assert str(made.lesson_key) in enrolment.done
    assert "Lesson 4 is done" in client.get(path).content.decode()


def test_handing_in_again_adds_a_row_and_keeps_the_first(client, world, path):
    take_part(client, world)
    hand_in(client, path, "First map")
    hand_in(client, path, "Second map")
    assert list(TaskSubmission.objects.values_list("text", flat=True)) == ["Second map", "First map"]
    page = client.get(path).content.decode()
    assert "First map" in page and "Second map" in page


def test_a_double_click_hands_in_once(client, world, path):
    take_part(client, world)
    hand_in(client, path)
    hand_in(client, path)
    assert TaskSubmission.objects.count() == 1


@pytest.mark.parametrize(("text", "link", "sentence"), [
    ("", "", "Write your work here"), ("x", "javascript:alert(1)", "This is no web address."), ("y" * 100_000, "", "This has 100000 characters"),
    ("x", "no address at all", "This is no web address.")])
def test_what_is_wrong_is_said_with_a_link_to_the_field_and_what_was_typed_comes_back(client, world, path, text, link, sentence):
    take_part(client, world)
    page = hand_in(client, path, text, link)
    html = page.content.decode()
    assert page.status_code == 422 and sentence in html and f"{text}</textarea>" in html
    assert ('href="#id_link"' in html) == bool(link) and not TaskSubmission.objects.exists()


def test_an_answer_is_kept_shown_to_the_writer_and_mailed(client, world, path):
    take_part(client, world)
    hand_in(client, path)
    TaskSubmission.objects.get().answer(world.teo, "Well drawn.\nAdd the bakery.", NOW)
    page = client.get(path).content.decode()
    assert "Answer of Teo Trains" in page and "Add the bakery." in page
    mail = Intention.objects.get(kind="mail", payload__template="courses/task_answered")
    assert mail.payload["person"] == world.lia.pk and "Well drawn" not in str(mail.payload)


def test_the_mail_says_where_the_answer_is_in_the_writers_language(client, world, path, mailoutbox):
    take_part(client, world)
    hand_in(client, path)
    made = TaskSubmission.objects.get()
    made.answer(world.teo, "Well drawn.", NOW)
    send_the_mail()
    mail = mailoutbox[0]
    assert mail.to == ["Lia Learns <lia@people.example>"] or "lia@people.example" in mail.to[0]
    assert "Do it" in mail.subject and "Well drawn." in mail.body and path in mail.body


def test_no_mail_once_the_work_is_gone(client, world, path, mailoutbox):
    take_part(client, world)
    hand_in(client, path)
    TaskSubmission.objects.get().answer(world.teo, "Well drawn.", NOW)
    TaskSubmission.objects.all().delete()
    send_the_mail()
    assert mailoutbox == []


def test_other_learners_do_not_see_it(client, world, path):
    take_part(client, world)
    hand_in(client, path, "Lias own map")
    enrol(world.marta, world.course)
    client.force_login(world.marta)
    assert b"Lias own map" not in client.get(path).content


def test_strangers_hand_in_nothing(client, world, path):
    signed_out = hand_in(client, path)
    assert signed_out.status_code == 403 and "/en/account/login/?next=" in signed_out.content.decode()
    client.force_login(world.stranger)
    assert hand_in(client, path).url == world.path() and not TaskSubmission.objects.exists()


def test_a_lesson_without_a_task_has_no_such_page(client, world):
    take_part(client, world)
    assert client.get(world.path(1) + "writing/task/").status_code == 404


def test_an_answer_without_words_is_refused_by_the_database(world, path, client):
    take_part(client, world)
    hand_in(client, path)
    with pytest.raises(IntegrityError, match="answered_task_says_something"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE courses_tasksubmission SET answered_at = handed_in_at")
