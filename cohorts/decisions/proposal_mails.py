"""The words of the mails about proposals, made when they are sent: whoever has left the group meanwhile is left alone."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.emails import absolute_url, mail_context
from cohorts.decisions.proposal_news import ANSWERED, ASKED, PUT_FORWARD
from cohorts.decisions.proposal_standing import people_of
from cohorts.mail_links import choices_url
from cohorts.models import Amendment, Proposal


def _about(proposal: Proposal, person) -> dict | None:
    if proposal.withdrawn_at or person.pk not in people_of(proposal, timezone.now()):
        return None
    place = proposal.group or proposal.space
    return {"title": proposal.title, "place": place.name, "url": absolute_url(reverse("proposal", args=[proposal.pk])), "choices_url": choices_url(),
            "why": _("You get this mail because you take part in “%(place)s”.") % {"place": place.name}}


@mail_context(PUT_FORWARD)
def put_forward(person, ids: dict) -> dict | None:
    found = Proposal.objects.put_forward().select_related("space__city", "group", "author").filter(pk=ids["proposal"]).first()
    about = _about(found, person) if found else None
    return about and {**about, "author": found.author.get_full_name()}


def _amendment(ids: dict) -> Amendment | None:
    return Amendment.objects.select_related("proposal__space__city", "proposal__group", "author").filter(pk=ids["amendment"]).first()


def _about_amendment(found: Amendment | None, person) -> dict | None:
    about = _about(found.proposal, person) if found else None
    return about and {**about, "amendment": found, "url": absolute_url(reverse("amendment", args=[found.proposal_id, found.number]))}


@mail_context(ASKED)
def asked(person, ids: dict) -> dict | None:
    found = _amendment(ids)
    return _about_amendment(found, person) if found and found.is_open else None


@mail_context(ANSWERED)
def answered(person, ids: dict) -> dict | None:
    return _about_amendment(_amendment(ids), person)
