"""What the outbox does for the courses: certificates, and the mails of discussions."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.emails import absolute_url, mail_context, queue_mail
from academy.models import User
from academy.models.people import Role
from academy.outbox import enqueue, handler
from academy.permissions import can
from courses import badge_mail, credentials, enrolment_mail, task_mail, trainer_mail  # noqa: F401  all but credentials register their mails
from courses.models import Certificate, CourseVersion, DiscussionPost, Enrolment, PostReport, ThreadFollow
from courses.permissions import course_of
from courses.reply_mails import post_url, unfollow_url


@handler("courses.certificate")
def certificate(intention) -> None:
    enrolment = Enrolment.objects.select_related("person").filter(pk=intention.payload["enrolment"]).first()
    if enrolment is not None:
        credentials.issue(enrolment, timezone.now())
        if enrolment.finished_at:
            enqueue(f"badges:course:{enrolment.pk}", "courses.badges", {"person": enrolment.person_id})  # carried out in home, which knows all that earns one


@handler("courses.certificate_file", external=True)
def certificate_file(intention) -> None:
    """Draw and store the file, then write to its holder. Drawing again gives the same bytes, the mail's key sends it once."""
    kept = Certificate.objects.select_related("holder").filter(pk=intention.payload["certificate"]).first()
    if kept is None:
        return
    credentials.keep_file(kept)
    with transaction.atomic():
        queue_mail("courses/certificate_issued", kept.holder, f"certificate:{kept.pk}:issued", certificate=kept.pk)


@mail_context("courses/certificate_issued")
def certificate_issued(person, ids) -> dict | None:
    kept = Certificate.objects.valid().of(person).filter(pk=ids["certificate"]).first()
    if kept is None:
        return None
    return {"certificate": kept, "url": absolute_url(reverse("certificate", args=[kept.code])), "why": _("You get this mail because you finished a course.")}


@mail_context("courses/certificate_needs_name")
def certificate_needs_name(person, ids) -> dict | None:
    enrolment = Enrolment.objects.of(person).filter(pk=ids["enrolment"], finished_at__isnull=False).first()
    slug = enrolment and CourseVersion.objects.filter(course_key=enrolment.course_key).values_list("slug", flat=True).first()
    if not slug or Certificate.objects.filter(enrolment=enrolment).exists():
        return None
    return {"course": enrolment.course_title, "url": absolute_url(reverse("my_certificate", args=[slug])), "why": _("You get this mail because you finished a course.")}


@handler("courses.reply_posted")
def reply_posted(intention) -> None:
    """One mail per follower and reply."""
    post = DiscussionPost.objects.shown().filter(pk=intention.payload["post"]).first()
    if post is None:
        return
    for follow in ThreadFollow.objects.to_be_told(post).select_related("person"):
        queue_mail("courses/reply_posted", follow.person, f"reply:{post.pk}:{follow.person_id}", post=post.pk, follow=follow.pk)


@mail_context("courses/reply_posted")
def reply_words(person, ids) -> dict | None:
    """Asked again at sending time: still shown, still followed, still taking part (or moderating)."""
    post = DiscussionPost.objects.shown().select_related("author", "thread").filter(pk=ids["post"]).first()
    if post is None or not person.mail_follows or not ThreadFollow.objects.filter(pk=ids["follow"], person=person, by_mail=True).exists():
        return None
    taking_part = Enrolment.objects.of(person).active().for_course(post.course_key).exists()
    url = post_url(post) if taking_part or can(person, "discussion.moderate", post) else None
    if url is None:
        return None
    return {"post": post, "thread": post.thread, "url": url, "unsubscribe_url": unfollow_url(ids["follow"]),
            "why": _("You get this mail because you follow this thread.")}


@handler("courses.post_reported")
def post_reported(intention) -> None:
    """Tell those who moderate this course that a report waits."""
    report = PostReport.objects.waiting().select_related("post").filter(pk=intention.payload["report"]).first()
    if report is None:
        return
    course = course_of(report.post)
    moderators = User.objects.filter(is_active=True, erased_at__isnull=True, role_grants__role__in=[Role.TRAINER, Role.FACILITATOR]).distinct()
    for person in moderators:
        if can(person, "discussion.moderate", course):
            queue_mail("courses/post_reported", person, f"reported:{report.pk}:{person.pk}", report=report.pk)


@mail_context("courses/post_reported")
def report_words(person, ids) -> dict | None:
    report = PostReport.objects.waiting().select_related("post").filter(pk=ids["report"]).first()
    if report is None or not can(person, "discussion.moderate", report.post):
        return None
    return {"report": report, "url": absolute_url(reverse("reports")), "why": _("You get this mail because you moderate this course.")}


@mail_context("courses/post_hidden")
def hidden_words(person, ids) -> dict | None:
    post = DiscussionPost.objects.of(person).filter(pk=ids["post"], hidden_at__isnull=False).first()
    if post is None:
        return None
    return {"post": post, "url": post_url(post) or "", "why": _("You get this mail because you wrote in a discussion.")}
