"""The mails of cohorts: their words are made when they are sent, and only if they are still true then."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from academy.both_times import both_times
from academy.emails import absolute_url, mail_context, queue_mail
from academy.mail_message import build, render_text, send
from academy.outbox import GiveUp, handler
from cohorts.cohort_course import course_outline
from cohorts.joining import place_in_line
from cohorts.models import CohortInvitation, CohortMeeting, CohortMembership, CohortMessage
from cohorts.models import MembershipState as State


def _page(cohort) -> str:
    return absolute_url(reverse("cohort", args=[cohort.slug]))


def _because(cohort) -> str:
    return _("You get this mail because you are in the cohort “%(cohort)s”, or asked to be.") % {"cohort": cohort.name}


def _membership_mail(template: str, *states: str):
    """A mail about one membership, sent while it is in one of these states."""
    @mail_context(template)
    def words(person, ids: dict) -> dict | None:
        one = CohortMembership.objects.of(person).filter(pk=ids["membership"], state__in=states).select_related("cohort", "cohort__city").first()
        if one is None:
            return None
        outline = course_outline(one.cohort, translation.get_language())
        return {"cohort": one.cohort, "membership": one, "place": place_in_line(one), "url": _page(one.cohort), "course": outline.title if outline else "",
                "why": _because(one.cohort)}
    return words


_membership_mail("cohorts/cohort_joined", State.MEMBER)
_membership_mail("cohorts/cohort_waiting", State.WAITING)
_membership_mail("cohorts/cohort_refused", State.REFUSED)
_membership_mail("cohorts/cohort_taken_out", State.LEFT)


@handler("cohorts.meeting_news")
def meeting_news(intention) -> None:
    """One mail for each member, unless the meeting has changed again: then the newer news is on its way."""
    asked = intention.payload
    meeting = CohortMeeting.objects.filter(pk=asked["meeting"], sequence=asked["sequence"]).first()
    if meeting is None:
        return
    for each in CohortMembership.objects.members().filter(cohort=meeting.cohort_id).select_related("person"):
        queue_mail(f"cohorts/meeting_{asked['what']}", each.person, f"cohort_meeting:{meeting.key}:{meeting.sequence}:{each.person_id}",
                   meeting=meeting.pk, sequence=meeting.sequence)


def _meeting_mail(template: str):
    @mail_context(template)
    def words(person, ids: dict) -> dict | None:
        meeting = CohortMeeting.objects.filter(pk=ids["meeting"], sequence=ids["sequence"]).select_related("cohort", "cohort__city").first()
        if meeting is None or meeting.ends_at < timezone.now() or not CohortMembership.objects.of(person).members().filter(cohort=meeting.cohort).exists():
            return None
        return {"meeting": meeting, "cohort": meeting.cohort, "times": both_times(meeting.starts_at, meeting.ends_at, meeting.cohort.zone_name, person.zone_name),
                "url": _page(meeting.cohort), "why": _because(meeting.cohort)}
    return words


for _what in ("called", "changed", "cancelled"):
    _meeting_mail(f"cohorts/meeting_{_what}")


@mail_context("cohorts/cohort_message")
def message_words(person, ids: dict) -> dict | None:
    message = CohortMessage.objects.select_related("cohort", "written_by").filter(pk=ids["message"]).first()
    if message is None or not CohortMembership.objects.of(person).members().filter(cohort=message.cohort).exists():
        return None
    return {"message": message, "cohort": message.cohort, "facilitator": message.written_by.name if message.written_by else "", "url": _page(message.cohort),
            "why": _because(message.cohort)}


@handler("cohorts.cohort_invitation", external=True)
def deliver_cohort_invitation(intention) -> None:
    """To an address, whether it has an account or not; its words, link and address are put together only now."""
    invitation = (CohortInvitation.objects.waiting(timezone.now()).exclude(email="").select_related("cohort", "cohort__city", "invited_by")
                  .filter(pk=intention.payload["invitation"]).first())
    if invitation is None:
        return
    token = invitation.token
    if token is None:
        raise GiveUp("SECRET_KEY was changed since; put the old one in SECRET_KEY_FALLBACKS, or invite again")
    with translation.override(invitation.language or settings.LANGUAGE_CODE):
        cohort = invitation.cohort
        outline = course_outline(cohort, translation.get_language())
        words = {"cohort": cohort, "course": outline.title if outline else "", "inviter": invitation.invited_by.name if invitation.invited_by else "",
                 "site": settings.WAGTAIL_SITE_NAME, "url": absolute_url(reverse("cohort_invitation", args=[token])), "until": invitation.expires_at}
        message = build(
            key=intention.key, name="", to=invitation.email,
            subject=render_text("emails/cohorts/cohort_invitation/subject.txt", words), text=render_text("emails/cohorts/cohort_invitation/body.txt", words),
            why=_("You get this mail because a facilitator of %(cohort)s typed your address. If you do nothing, it is forgotten 90 days after the invitation "
                  "ends; if you answer, at once.") % {"cohort": cohort.name})
    send(message)
