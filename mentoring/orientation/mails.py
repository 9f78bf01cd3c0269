"""The mails about requests: to the person (that there is news, never what), to the hub's workers (that something waits), and to a receiver.

The outbox holds ids only; address, link and words are put together when a mail is sent, in its reader's language, and only if it is still wanted then.
"""

import re

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from academy.emails import absolute_url, mail_context
from academy.mail_message import build, render_text, send
from academy.outbox import GiveUp, enqueue, handler
from mentoring.models import HelpRequest, Referral
from mentoring.orientation.hub_names import name_of

PERSON, RECEIVER = "mentoring.help_person", "mentoring.help_receiver"


def write_to_person(request: HelpRequest, what: str, mark="") -> None:
    """Inside the caller's atomic(). `what`: a word of news_words, or "asked". Who gave no e-mail address looks at their page."""
    if request.can_be_mailed:
        enqueue(f"mail:help:{request.pk}:{what}:{mark}", PERSON, {"request": request.pk, "what": what})


def write_to_receiver(referral: Referral, what: str, mark="") -> None:
    """`what`: asked, outcome or over."""
    if referral.receiver_email:
        enqueue(f"mail:referral:{referral.pk}:{what}:{mark}", RECEIVER, {"referral": referral.pk, "what": what})


def greeted(name: str) -> str:
    """The name to greet, "" for what could be an address or a link: anybody can give somebody else's e-mail address, and write a bait in place of a name."""
    return "" if re.search(r"[:/@\\]|\w\.\w", name) else name


def news_words(what: str) -> str:
    return {
        "suggested": _("The hub suggests something to you. You decide whether anything about you is passed on."),
        "answered": _("The hub has answered you."),
        "passed_on": _("As you agreed, the hub has passed you on."),
        "taken_up": _("Those you were passed on to take it up, and will be in touch."),
        "not_taken_up": _("Those you were passed on to cannot take it up. The hub looks for another way."),
        "came_back": _("Those you were passed on to have not answered in time. Your request is back at the hub, which looks after it."),
        "outcome": _("The hub was told what came of it. If you see it otherwise, write it on your page."),
        "closed": _("The hub has closed your request."),
    }[what]


def _url(name: str, token: str | None) -> str:
    if token is None:
        raise GiveUp("SECRET_KEY was changed since; put the old one in SECRET_KEY_FALLBACKS")
    return absolute_url(reverse(name, args=[token]))


@handler(PERSON, external=True)
def to_person(intention) -> None:
    request = HelpRequest.objects.select_related("hub").filter(pk=intention.payload["request"], forgotten_at__isnull=True).exclude(email="").first()
    if request is None:
        return
    what = intention.payload["what"]
    with translation.override(request.language):
        words = {"request": request, "name": greeted(request.name), "hub": name_of(request.hub, request.language),
                 "url": _url("help_request", request.token), "news": "" if what == "asked" else news_words(what)}
        template = "help_asked" if what == "asked" else "help_news"
        send(build(key=intention.key, name=words["name"], to=request.email, subject=render_text(f"emails/mentoring/{template}/subject.txt", words),
                   text=render_text(f"emails/mentoring/{template}/body.txt", words), reply_to=request.hub.email,
                   why=_("You get this mail because somebody asked this hub for help and gave your address. If it was not you, open the link and have it forgotten.")))


@handler(RECEIVER, external=True)
def to_receiver(intention) -> None:
    """Never what the person said: that stands behind the link, and only while it holds."""
    what = intention.payload["what"]
    found = Referral.objects.select_related("suggestion__request__hub").filter(pk=intention.payload["referral"]).exclude(receiver_email="").first()
    if found is None or (what != "over" and not found.is_open) or (what == "asked" and found.answer):
        return
    hub = found.suggestion.request.hub
    with translation.override(found.language):
        words = {"referral": found, "what": what, "organisation": found.suggestion.receiver, "hub": name_of(hub, found.language), "url": _url("referral_answer", found.token)}
        send(build(key=intention.key, name=found.receiver_name, to=found.receiver_email, subject=render_text("emails/mentoring/help_referral/subject.txt", words),
                   text=render_text("emails/mentoring/help_referral/body.txt", words), reply_to=hub.email,
                   why=_("You get this mail because this hub passes somebody on to your organisation, with that person’s consent.")))


def _waits(person, ids: dict) -> HelpRequest | None:
    """The request, if it is open and this person works at its hub today."""
    return HelpRequest.objects.worked_by(person, timezone.localdate()).open().select_related("hub__city").filter(pk=ids["request"]).first()


def _for_worker(request: HelpRequest) -> dict:
    return {"hub": name_of(request.hub, translation.get_language() or settings.LANGUAGE_CODE), "url": absolute_url(reverse("hub_request", args=[request.hub.city.slug, request.pk])),
            "queue": absolute_url(reverse("hub_queue", args=[request.hub.city.slug])), "why": _("You get this mail because you do orientation at this hub.")}


@mail_context("mentoring/help_new")
def new_request(person, ids: dict) -> dict | None:
    found = _waits(person, ids)
    return None if found is None or found.read_at else {**_for_worker(found), "yours": found.owner_id == person.pk}


@mail_context("mentoring/help_came_back")
def came_back(person, ids: dict) -> dict | None:
    found = _waits(person, ids)
    return None if found is None else _for_worker(found)

