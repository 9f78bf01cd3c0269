"""The mails of mentorships: their words are made when they are sent, for one of the two, and only if they are still true then."""

from django.urls import reverse
from django.utils.translation import gettext as _

from academy.emails import absolute_url, mail_context
from mentoring.models import ClosingReason, Mentorship, MentorshipStage, TimePoll
from mentoring.own_side import OwnSide, side_of, whole
from mentoring.session_calendar import invitation
from mentoring.signing import standing_of

ANY = frozenset(MentorshipStage)
UNDER_WAY = ANY - {MentorshipStage.CLOSED}
S = MentorshipStage


def page_of(own: OwnSide, name: str = "mentorship", *more) -> str:
    return absolute_url(reverse(name, args=[own.mentorship.pk, *more]))


def found_for(person, ids: dict, stages=ANY) -> OwnSide | None:
    """The mentorship of these ids, if the person is in it and it stands in one of these stages."""
    one = whole(Mentorship.objects.of(person)).filter(pk=ids["mentorship"]).first()
    return side_of(one, person) if one is not None and one.stage() in stages else None


def words_for(own: OwnSide, **more) -> dict:
    return {"own": own, "partner": own.partner, "mentorship": own.mentorship, "url": page_of(own),
            "why": _("You get this mail because you and %(name)s both said yes to mentoring.") % {"name": own.partner_first}, **more}


def _mail(template: str, stages=ANY, page: str = "mentorship"):
    @mail_context(f"mentoring/{template}")
    def words(person, ids: dict) -> dict | None:
        own = found_for(person, ids, stages)
        return None if own is None else words_for(own, url=page_of(own, page))
    return words


_mail("paused", {S.PAUSED})
_mail("pause_over", {S.PAUSED})
_mail("resumed", {S.ACTIVE})
_mail("concluding", {S.CONCLUDING}, "mentorship_closing")
_mail("feedback", {S.CONCLUDING, S.CLOSED}, "mentorship_closing")
_mail("pulse", {S.ACTIVE}, "mentorship_pulse")


@mail_context("mentoring/begun")
def begun(person, ids: dict) -> dict | None:
    """The first mail with a name and an address in it: it goes out only because both have said yes."""
    own = found_for(person, ids, UNDER_WAY)
    if own is None:
        return None
    hope = own.mentorship.proposal.request.hope if own.is_mentor else ""
    return words_for(own, hope=hope, city=own.partner.city.name if own.partner.city_id else "")


@mail_context("mentoring/agreement")
def agreement(person, ids: dict) -> dict | None:
    own = found_for(person, ids, UNDER_WAY)
    if own is None or own.mentorship.terms_version != ids["version"] or ids["by"] == person.pk:
        return None
    standing = standing_of(own.mentorship)
    return words_for(own, url=page_of(own, "mentorship_agreement"), changed=ids["what"] == "changed", whole=standing.is_signed)


@mail_context("mentoring/ended")
def ended(person, ids: dict) -> dict | None:
    own = found_for(person, ids, {S.CLOSED})
    if own is None:
        return None
    gone = [invitation(own, session) for session in own.mentorship.sessions.filter(pk__in=ids["sessions"], cancelled_at__isnull=False)]
    return words_for(own, calendar=gone, sessions=len(gone), by_me=ids["by"] == person.pk, by_partner=ids["by"] == own.partner.pk, rematch=ids["rematch"],
                     left=own.mentorship.closing_reason == ClosingReason.LEFT, reason=own.mentorship.get_closing_reason_display(),
                     why=_("You get this mail because this mentorship was yours."))


def _poll_mail(template: str):
    @mail_context(f"mentoring/{template}")
    def words(person, ids: dict) -> dict | None:
        poll = TimePoll.objects.filter(pk=ids["poll"], closed_at=None).prefetch_related("options").first()
        own = found_for(person, {"mentorship": poll.mentorship_id}, UNDER_WAY) if poll else None
        if own is None:
            return None
        options = [{"times": own.times(each.starts_at, each.ends_at), "suits": each.suits_mentor if own.other_side == "mentor" else each.suits_mentee}
                   for each in poll.options.all()]
        return words_for(own, url=page_of(own, "mentorship_times"), options=options)
    return words


_poll_mail("times_offered")
_poll_mail("times_marked")
