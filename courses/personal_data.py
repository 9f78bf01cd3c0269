"""What the courses hold about a person: what and why, how they get it, how it goes. See academy/personal_data.py."""

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from academy.personal_data import erases, exports, holds, not_personal
from courses.enrolling import withdraw
from courses.models import (
    BadgeAward,
    Certificate,
    DiscussionPost,
    Enrolment,
    LessonCompletion,
    PostReport,
    QuizAttempt,
    ReflectionEntry,
    ReleaseOverride,
    TaskSubmission,
    ThreadFollow,
    TrainerMessage,
)
from courses.revoking_badges import revoke as revoke_badge

YOU = _("You.")
YOU_AND_TRAINERS = _("You, and the trainers of the course.")
YOU_TRAINERS_CITY = _("You, the trainers of the course, and the coordinators of your city.")
ACCOUNT = _("Until you erase your account.")
WITHOUT_NAME = _("Until you erase your account; then it stays as a number without a name.")

holds("courses.Enrolment", "person", "course_key", "course_title", "state", "enrolled_at", "admitted_at", "done", "held", "records", "last_lesson",
      "last_seen_on", "finished_at", "cohort_slug", "cohort_starts_on", "overrides", "version", topic="learning",
      label=_("Courses you take part in, and how far you are"),
      why=_("So that you find your place again on any device, and trainers see who is stuck. When you were last there is kept by day, not by hour."),
      who=YOU_TRAINERS_CITY, kept=WITHOUT_NAME)
holds("courses.LessonCompletion", "subject", "course_key", "lesson_key", "lesson_title", "verb", "rule", "at", "sequence", topic="learning",
      label=_("Lessons you finished, and when"), why=_("Your certificate rests on it, so it cannot be changed afterwards. It holds your number, not your name."),
      who=YOU_TRAINERS_CITY, kept=WITHOUT_NAME)
holds("courses.Withdrawal", "enrolment", "reason", "started_at", "finished_at", topic="learning", label=_("Times you left a course, and why if you said so"),
      why=_("You can come back and find everything; and we learn what makes people leave."), who=YOU_TRAINERS_CITY, kept=ACCOUNT)
holds("courses.ReleaseOverride", "person", "reason", topic="learning", label=_("Lessons a trainer opened or closed for you alone"),
      why=_("So that an exception made for you holds, and can be explained."), who=YOU_AND_TRAINERS, kept=ACCOUNT)
holds("courses.QuizAttempt", "person", "answers", "asked", "percent", "passed", "number", "started_at", "submitted_at", topic="learning",
      label=_("Your answers to quizzes"), why=_("To grade them, and to show you what you chose. Trainers see whether you passed."), who=YOU_TRAINERS_CITY, kept=ACCOUNT)
holds("courses.Certificate", "holder", "holder_name", "code", "words", "course_title", "finished_on", "issued_at", "revoked_at", "revoked_reason",
      "language", "lessons", "minutes", "tradition", "file_name", "file_sha256", topic="learning", label=_("Your certificates"),
      why=_("So that somebody you give one to can check that it is real."), who=_("You, the trainers, and whoever has the code on it."),
      kept=_("As long as you want it to be checked: when you revoke it while erasing your account, your name goes from it."))
holds("courses.BadgeAward", "holder", "holder_name", "shows_name", "badge", "made_from", "language", "achievement", "evidence", "awarded_at", "expires_at", "key",
      "credential_jwt", "credential_json", "status_list", "status_index", "revoked_at", "revoked_reason", "revoked_by_holder", topic="learning",
      label=_("Badges you earned, and what they rest on"),
      why=_("So that somebody you show a badge to can check that it is real. The signed file holds no name, only a fingerprint of it."),
      who=_("You, and whoever has the address of the badge. You choose whether they see your name."),
      kept=_("As long as you want it to be checked: when you revoke it while erasing your account, your name and the signed file go."))
holds("courses.ReflectionEntry", "person", "text", "prompt", "lesson_title", "written_at", "changed_at", topic="writing", label=_("Your learning log"),
      why=_("A place for your own thoughts on a lesson. Nobody else reads it: no trainer, no coordinator."), who=YOU, kept=ACCOUNT)
holds("courses.TaskSubmission", "person", "text", "link", "answer_text", "lesson_title", "handed_in_at", "answered_at", topic="writing", label=_("What you handed in, and the answers to it"),
      why=_("So that a trainer can read it and write back."), who=YOU_AND_TRAINERS, kept=ACCOUNT)
holds("courses.DiscussionPost", "author", "title", "text", "html", "language", "lesson_title", "posted_at", "edited_at", "withdrawn_at", "hidden_at",
      "hidden_reason", topic="writing", label=_("What you write in discussions"), why=_("People learn from each other; you can edit and withdraw what you wrote."),
      who=_("People who take part in the course, and those who look after it: trainers, facilitators, network coordinators."),
      kept=_("Until you withdraw it. If you erase your account, it stays as the words of a “former member”."))
holds("courses.PostReport", "reporter", "reason", "outcome", "reported_at", "closed_at", topic="writing", label=_("Posts you reported"), why=_("So that a moderator can look at them."),
      who=_("You and the moderators. Not the writer of the post."), kept=ACCOUNT)
holds("courses.ThreadFollow", "person", "by_mail", "started_at", topic="writing", label=_("Discussions you follow"),
      why=_("To write to you when somebody answers, if you want that."), who=YOU, kept=ACCOUNT)
holds("courses.TrainerMessage", "written_by", "subject", "text", "course_title", "written_at", "sent_to", topic="editing", label=_("Messages you wrote to people of a course"),
      why=_("So that it can be seen later what was said to whom."), who=_("The trainers."), kept=_("The text stays, as a former member's."))
for field in ("DiscussionPost.hidden_by", "PostReport.closed_by", "ReleaseOverride.made_by", "TaskSubmission.answered_by"):
    not_personal(f"courses.{field}", "done in the role of a trainer or moderator; after erasure it points at a former member")
not_personal("courses.ReleaseOverride.cohort_slug", "names a cohort, not a person")


@exports("courses", _("Courses you take part in"), link="my")
def courses(person):
    for one in Enrolment.objects.of(person).order_by("pk").prefetch_related("withdrawals"):
        yield {"course": one.course_title, "state": one.state, "since": one.enrolled_at, "lessons_done": len(one.done), "finished_at": one.finished_at,
               "last_there_on": one.last_seen_on, "cohort": one.cohort_slug, "exceptions_for_you": one.overrides,
               "times_away": [{"from": away.started_at, "until": away.finished_at, "reason": away.reason} for away in one.withdrawals.all()]}


@exports("lessons_finished", _("Lessons you finished, and when"))
def lessons_finished(person):
    for one in LessonCompletion.objects.filter(subject=person.subject).order_by("at", "sequence").iterator():
        yield {"at": one.at, "lesson": one.lesson_title, "what": one.verb, "how": one.rule}


@exports("quiz_answers", _("Your answers to quizzes"))
def quiz_answers(person):
    for one in QuizAttempt.objects.filter(person=person).select_related("quiz").order_by("started_at"):
        yield {"quiz": one.quiz.title, "try": one.number, "started_at": one.started_at, "handed_in_at": one.submitted_at,
               "percent": one.percent, "passed": one.passed, "answers": one.answers}


@exports("certificates", _("Your certificates"))
def certificates(person):
    for one in Certificate.objects.of(person).order_by("issued_at"):
        yield {"course": one.course_title, "name_on_it": one.holder_name, "code": one.code, "finished_on": one.finished_on,
               "issued_at": one.issued_at, "revoked_at": one.revoked_at, "why_revoked": one.revoked_reason}


@exports("badges", _("Badges you earned"))
def badges(person):
    for one in BadgeAward.objects.of(person).order_by("awarded_at"):
        yield {"badge": one.title, "name_on_it": one.holder_name, "shows_name": one.shows_name, "awarded_at": one.awarded_at, "expires_at": one.expires_at,
               "evidence": one.evidence, "revoked_at": one.revoked_at, "why_revoked": one.revoked_reason, "signed": one.credential_jwt,
               "signed_document": one.credential_json}


@exports("reflections", _("Your learning log"))
def reflections(person):
    for one in ReflectionEntry.objects.of(person).order_by("written_at"):
        yield {"lesson": one.lesson_title, "asked": one.prompt, "text": one.text, "written_at": one.written_at, "changed_at": one.changed_at}


@exports("tasks", _("What you handed in"))
def tasks(person):
    for one in TaskSubmission.objects.of(person).order_by("handed_in_at"):
        yield {"lesson": one.lesson_title, "text": one.text, "link": one.link, "handed_in_at": one.handed_in_at,
               "answer": one.answer_text, "answered_at": one.answered_at}


@exports("discussions", _("What you wrote in discussions"))
def discussions(person):
    for one in DiscussionPost.objects.of(person).order_by("posted_at"):
        yield {"lesson": one.lesson_title, "title": one.title, "text": one.text, "posted_at": one.posted_at, "edited_at": one.edited_at,
               "withdrawn_at": one.withdrawn_at, "hidden_at": one.hidden_at, "why_hidden": one.hidden_reason}


@exports("reports", _("Posts you reported"))
def reports(person):
    for one in PostReport.objects.filter(reporter=person).order_by("reported_at"):
        yield {"why": one.reason, "reported_at": one.reported_at, "outcome": one.outcome}


@exports("followed", _("Discussions you follow"))
def followed(person):
    for one in ThreadFollow.objects.filter(person=person).select_related("thread").order_by("started_at"):
        yield {"lesson": one.thread.lesson_title, "by_mail": one.by_mail, "since": one.started_at}


@exports("messages_written", _("Messages you wrote to people of a course"))
def messages_written(person):
    for one in TrainerMessage.objects.filter(written_by=person).order_by("written_at"):
        yield {"course": one.course_title, "subject": one.subject, "text": one.text, "written_at": one.written_at, "sent_to": one.sent_to}


@erases("courses")
def erase(person, at) -> None:
    """Private notes, tasks and answers go; posts stay as a former member's; seats are given to those who wait."""
    ReflectionEntry.objects.of(person).delete()
    TaskSubmission.objects.of(person).delete()
    QuizAttempt.objects.filter(person=person).delete()
    ThreadFollow.objects.filter(person=person).delete()
    PostReport.objects.filter(reporter=person).delete()
    ReleaseOverride.objects.filter(person=person).delete()
    DiscussionPost.objects.of(person).filter(hidden_at__isnull=False).update(text="", html="")
    for enrolment in Enrolment.objects.of(person):
        withdraw(enrolment, at)
        enrolment.withdrawals.update(reason="")
    Enrolment.objects.of(person).update(last_lesson=None, last_seen_on=None, overrides={}, cohort_slug="", cohort_starts_on=None)
    if person.revokes_certificates:
        for certificate in Certificate.objects.of(person):
            _take_the_name_off(certificate, person, at)
        for award in BadgeAward.objects.of(person).select_related("badge"):
            revoke_badge(award, person, gettext("Revoked by its holder."), at)
        BadgeAward.objects.of(person).update(holder_name=gettext("former member"), shows_name=False, evidence=[], credential_jwt="", credential_json={})


def _take_the_name_off(certificate: Certificate, person, at) -> None:
    certificate.revoke(person, gettext("Revoked by its holder."), at)
    file_name = certificate.file_name
    Certificate.objects.filter(pk=certificate.pk).update(holder_name=gettext("former member"), file_name="", file_sha256="")
    if file_name:
        transaction.on_commit(lambda: default_storage.delete(file_name))
