"""Two people who did everything one can do here, each with a mark in whatever they wrote: what the export and erasure tests read."""

import uuid
from datetime import timedelta

from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from wagtail.models import Comment, PageLogEntry
from wagtail.users.models import UserProfile

from academy.models import Invitation, RoleGrant, User, record
from academy.models.people import Role
from courses.models import (
    Certificate,
    DiscussionPost,
    Enrolment,
    LessonCompletion,
    QuizAttempt,
    ReflectionEntry,
    ReleaseOverride,
    TaskSubmission,
    ThreadFollow,
    TrainerMessage,
    Withdrawal,
)
from tests.world import NOW, enrol

# What each mark stands in; the export must hold all of a person's own.
MARKS = ("name", "thread", "reply", "reflection", "task", "answer", "quiz", "report", "away", "note", "message", "override", "provider", "browser", "invitation")


def mark(person: User, where: str) -> str:
    return f"mark-{person.pk}-{where}"


def live_fully(world, person: User, other: User) -> Enrolment:
    User.objects.filter(pk=person.pk).update(name=mark(person, "name"))
    person.refresh_from_db()
    lesson = world.lessons[1]
    place = {"course_key": world.key, "lesson_key": lesson.translation_key, "lesson_title": lesson.title}
    enrolment = enrol(person, world.course, last_lesson=lesson.translation_key, last_seen_on=NOW.date(), finished_at=NOW)
    Withdrawal.objects.create(enrolment=enrolment, reason=mark(person, "away"), started_at=NOW - timedelta(days=9), finished_at=NOW - timedelta(days=8))
    LessonCompletion.objects.create(sequence=1, subject=person.subject, verb="done", rule="read", at=NOW, **place)
    record(person, "completed", "lesson", lesson.translation_key, at=NOW)
    thread = DiscussionPost.objects.create(author=person, title=mark(person, "thread"), text=mark(person, "thread"), html="x", language="en",
                                           form_key=uuid.uuid4(), **place)
    DiscussionPost.objects.create(author=person, thread=thread, text=mark(person, "reply"), html="x", language="en", form_key=uuid.uuid4(), **place)
    theirs = DiscussionPost.objects.create(author=other, title="Of somebody else", text="of somebody else", html="x", language="en", form_key=uuid.uuid4(), **place)
    theirs.reports.create(reporter=person, reason=mark(person, "report"))
    ThreadFollow.objects.create(thread=thread, person=person)
    ReflectionEntry.objects.create(person=person, block_id=uuid.uuid4(), prompt="?", text=mark(person, "reflection"), **place)
    TaskSubmission.objects.create(person=person, text=mark(person, "task"), answer_text=mark(person, "answer"), answered_at=NOW, answered_by=world.teo, **place)
    QuizAttempt.objects.create(person=person, quiz=world.quiz, lesson_key=lesson.translation_key, number=1, submitted_at=NOW, percent=50, passed=False,
                               asked=[], answers={"1": mark(person, "quiz")})
    ReleaseOverride.objects.create(person=person, course_key=world.key, lesson_key=lesson.translation_key, opens_at=NOW, reason=mark(person, "override"), made_by=world.teo)
    Enrolment.objects.filter(pk=enrolment.pk).update(overrides={"x": {"opens_at": mark(person, "override")}})
    Certificate.objects.create(enrolment=enrolment, holder=person, holder_name=person.name, language="en", course_key=world.key, course_title="C", lessons=3,
                               minutes=30, tradition="azulejo", finished_on=NOW.date(), words={})
    TrainerMessage.objects.create(course_key=world.key, course_title="C", subject="S", text=mark(person, "message"), written_by=person, form_key=uuid.uuid4())
    RoleGrant.objects.grant(person, Role.MENTOR, person.city, by=world.nadia, at=NOW)
    Invitation.objects.create(city=world.cascais, email=person.email, name=mark(person, "invitation"), language="en", invited_by=other, made_at=NOW)
    if not person.authenticator_set.exists():
        TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    SocialAccount.objects.create(user=person, provider="city", uid=mark(person, "provider"), extra_data={"sub": mark(person, "provider")})
    UserSession.objects.create(user=person, ip="192.0.2.7", session_key=f"k{person.pk}", user_agent=mark(person, "browser"))
    Comment.objects.create(user=person, page=world.course.page_ptr, text=mark(person, "note"), contentpath="summary")
    PageLogEntry.objects.log_action(instance=world.course, action="wagtail.edit", user=person)
    UserProfile.get_for_user(person)
    return enrolment


