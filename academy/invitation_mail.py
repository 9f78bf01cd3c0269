"""The mail of an invitation: its words, its link and its address are put together when it is sent; the outbox holds an id only."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from academy.emails import absolute_url
from academy.mail_message import build, render_text, send
from academy.models import Intention, Invitation
from academy.outbox import GiveUp


def deliver_invitation(intention: Intention) -> None:
    """Send it while it still waits for an answer; one that was withdrawn, answered or forgotten meanwhile is not sent."""
    invitation = (Invitation.objects.waiting(timezone.now()).exclude(email="").select_related("city", "organisation", "invited_by")
                  .filter(pk=intention.payload["invitation"]).first())
    if invitation is None:
        return
    token = invitation.token
    if token is None:
        raise GiveUp("SECRET_KEY was changed since; put the old one in SECRET_KEY_FALLBACKS, or send the invitation again")
    with translation.override(invitation.language or settings.LANGUAGE_CODE):
        words = {"invitation": invitation, "city": invitation.city.name, "role": invitation.get_role_display(),
                 "inviter": invitation.invited_by.get_full_name() if invitation.invited_by and invitation.invited_by.name else "",
                 "site": settings.WAGTAIL_SITE_NAME, "url": absolute_url(reverse("invitation", args=[token])), "until": invitation.expires_at}
        message = build(
            key=intention.key, name=invitation.name, to=invitation.email,
            subject=render_text("emails/academy/invitation/subject.txt", words), text=render_text("emails/academy/invitation/body.txt", words),
            why=_("You get this mail because somebody who looks after %(city)s typed your address. If you do nothing, it is forgotten 90 days after the "
                  "invitation ends; if you decline, at once.") % {"city": invitation.city.name})
    send(message)
