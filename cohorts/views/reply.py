"""Answering by the link in a mail, without signing in: yes or no to an offered seat, or giving back what one has."""

from django.contrib import messages
from django.core.signing import BadSignature
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from academy.both_times import moment_words
from cohorts.answer_by_link import answer, choices_for
from cohorts.exchange_texts import text_of
from cohorts.mail_links import ReplyLink, read_reply_link
from cohorts.mail_words import about
from cohorts.models import Registration
from cohorts.refusals import Refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request, token: str):
    """GET only shows: mail scanners follow links. POST does what its button says, if the registration is still in the state the mail told of."""
    try:
        link = read_reply_link(token)
    except BadSignature:
        raise Http404("reply") from None
    found = Registration.objects.select_related("exchange", "person").filter(pk=link.registration_id, person__erased_at__isnull=True,
                                                                            person__is_active=True).first()
    if found is None:
        raise Http404("reply")
    if request.method != "POST":
        return _shown(request, found, link)
    done = {"accept": _("The seat is yours. A mail with the dates is on its way."), "decline": _("You gave the seat back. Somebody else will be glad of it."),
            "withdraw": _("You are no longer registered.")}
    chosen = request.POST.get("answer", "")
    try:
        answer(link, chosen, timezone.now())
    except Refused as refused:
        return _shown(request, Registration.objects.select_related("exchange", "person").get(pk=found.pk), link, refused.sentence, 409)
    messages.success(request, done[chosen])
    return redirect("mail_reply", token=token)


def _shown(request, registration: Registration, link: ReplyLink, trouble: str = "", status: int = 200):
    exchange, now = registration.exchange, timezone.now()
    until = moment_words(registration.offered_until, exchange.time_zone, registration.person.zone_name) if registration.state == "offered" else ""
    return render(request, "cohorts/mails/reply.html", {
        "registration": registration, "exchange": exchange, "text": text_of(exchange, get_language() or "en", drafts=False), "trouble": trouble, "until": until,
        "sessions": about(exchange, registration.person)["sessions"], "choices": choices_for(registration, link, now), "is_earlier": registration.revision != link.revision}, status=status)
