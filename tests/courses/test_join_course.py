"""Joining, waiting for a place, leaving and coming back."""

import threading

import pytest
from django.db import connections

from courses import enrolling
from courses.models import CoursePage, Enrolment
from courses.models.records import EnrolmentState as State
from courses.outline import outline_for
from tests.world import NOW, make_person

pytestmark = pytest.mark.django_db


def limit(course: CoursePage, **fields) -> CoursePage:
    CoursePage.objects.filter(pk=course.pk).update(**fields)
    return CoursePage.objects.get(pk=course.pk)


def test_joining_twice_is_joining_once(world):
    first = enrolling.join(world.lia, world.course, NOW)
    assert enrolling.join(world.lia, world.course, NOW).pk == first.pk
    assert first.state == State.ACTIVE


def test_a_full_course_keeps_people_in_line_and_a_freed_place_goes_to_the_first(world):
    course = limit(world.course, places=1)
    first, second, third = (enrolling.join(person, course, NOW) for person in (world.lia, world.marta, world.stranger))
    assert (second.state, third.state) == (State.WAITING, State.WAITING)
    assert enrolling.place_in_line(third) == 2
    enrolling.withdraw(first, NOW)
    assert Enrolment.objects.get(pk=second.pk).state == State.ACTIVE
    assert Enrolment.objects.get(pk=third.pk).state == State.WAITING


def test_coming_back_loses_no_work(world):
    enrolment = enrolling.join(world.lia, world.course, NOW)
    outline = outline_for("co-production", "en")
    enrolment.complete(outline, outline.lessons[0], "read", NOW)
    assert enrolling.withdraw(enrolment, NOW, reason="No time")
    assert not enrolling.withdraw(enrolment, NOW)
    back = enrolling.join(world.lia, world.course, NOW)
    assert back.state == State.ACTIVE
    assert list(back.done) == [outline.lessons[0].key]
    assert back.withdrawals.get().finished_at == NOW


def test_a_wrong_code_opens_nothing_and_the_right_one_forgives_case_and_space(world):
    course = limit(world.course, enrolment_way="code", enrolment_code="Azulejo-7")
    with pytest.raises(enrolling.WrongCode):
        enrolling.join(world.lia, course, NOW, code="azulejo")
    assert enrolling.join(world.lia, course, NOW, code=" azulejo-7 ").state == State.ACTIVE


def test_a_request_is_answered_once(world):
    course = limit(world.course, enrolment_way="approval")
    asked = enrolling.join(world.lia, course, NOW)
    assert asked.state == State.REQUESTED
    assert enrolling.decide(asked, world.teo, True, NOW)
    assert not enrolling.decide(asked, world.teo, False, NOW)
    assert Enrolment.objects.get(pk=asked.pk).state == State.ACTIVE


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_places_hold_under_a_rush(world):
    course = limit(world.course, places=5)
    people = [make_person(f"rush{n}", f"Rush {n}") for n in range(16)]

    def rush(person) -> None:
        try:
            enrolling.join(person, course, NOW)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=rush, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert Enrolment.objects.active().count() == 5
    assert Enrolment.objects.filter(state=State.WAITING).count() == 11


def test_somebody_who_was_declined_asks_again_and_does_not_let_themselves_in(world):
    course = limit(world.course, enrolment_way="approval")
    asked = enrolling.join(world.lia, course, NOW)
    enrolling.decide(asked, world.teo, False, NOW)
    assert enrolling.join(world.lia, course, NOW).state == State.REQUESTED
    enrolling.withdraw(asked, NOW)
    assert enrolling.join(world.lia, course, NOW).state == State.REQUESTED


def test_somebody_who_was_in_comes_back_without_asking(world):
    course = limit(world.course, enrolment_way="approval")
    asked = enrolling.join(world.lia, course, NOW)
    enrolling.decide(asked, world.teo, True, NOW)
    enrolling.withdraw(asked, NOW)
    assert enrolling.join(world.lia, course, NOW).state == State.ACTIVE


def test_publishing_more_places_lets_those_in_line_in(world):
    course = limit(world.course, places=1)
    enrolling.join(world.lia, course, NOW)
    second = enrolling.join(world.marta, course, NOW)
    course.places = 2
    course.save_revision().publish()
    assert Enrolment.objects.get(pk=second.pk).state == State.ACTIVE


@pytest.mark.parametrize("accepted", [True, False])
def test_the_answer_and_the_free_place_reach_people_by_mail(world, mailoutbox, accepted):
    from academy.outbox_drain import drain

    course = limit(world.course, enrolment_way="approval", places=1)
    asked, later = enrolling.join(world.lia, course, NOW), enrolling.join(world.marta, course, NOW)
    enrolling.decide(asked, world.teo, accepted, NOW)
    if accepted:
        enrolling.decide(later, world.teo, True, NOW)
        enrolling.withdraw(asked, NOW)
    drain()
    told = {(mail.to[0], mail.subject) for mail in mailoutbox}
    if accepted:
        assert any("marta@" in to and "You have a place" in subject for to, subject in told)
    else:
        assert any("lia@" in to and "has an answer" in subject for to, subject in told)
        assert "You can ask again" in mailoutbox[0].body
