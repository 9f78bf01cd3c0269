"""What is held about people who ask a hub for help, and about those they are passed on to. See academy/personal_data.py."""

from django.utils.translation import gettext_lazy as _

from academy.personal_data import erases, exports, holds, not_personal
from mentoring.models import HelpMessageKind, HelpRequest
from mentoring.orientation.forgetting import forget
from mentoring.orientation.handing_over import hand_over_everywhere

WORKERS = _("You, by your private link, and whoever does orientation at this hub. Nobody else: no coordinator, no other hub.")
YEAR = _("Until you ask to be forgotten, at the latest one year after the request is closed. A number stays: that somebody asked, and for what kind of help.")


def _asked(*fields: str, label, why, who=WORKERS, kept=YEAR) -> None:
    holds("mentoring.HelpRequest", *fields, topic="mentoring", label=label, why=why, who=who, kept=kept)


_asked("stage", label=_("Help from a hub: how far you are"), why=_("An idea needs other help than an enterprise that runs."),
       who=_("You, and whoever does orientation at this hub. Counted, also for the funders of the hub."), kept=_("As a number, for as long as the hub counts."))
_asked("kinds", label=_("Help from a hub: which kinds of help"), why=_("So that somebody who knows about it reads first. Tick what fits; nothing is fine, too."),
       who=_("You, and whoever does orientation at this hub. Counted, also for the funders of the hub."), kept=_("As a number, for as long as the hub counts."))
_asked("words", label=_("Help from a hub: your own words"), why=_("What you need, as you would tell a neighbour. Please leave out what nobody has to know, such as your health or your faith."))
_asked("language", label=_("Help from a hub: language of the answer"), why=_("The hub answers in this language, or finds somebody who speaks it."))
_asked("name", label=_("Help from a hub: the name you go by"), why=_("So that the answer can begin with a name. A first name or an invented one is enough."))
_asked("email", label=_("Help from a hub: your e-mail address"), why=_("We send you your private link, and a line when there is news. Nothing else."))
_asked("phone", label=_("Help from a hub: your telephone"), why=_("The hub calls you. Without it and without e-mail you look at your private link yourself."))
_asked("goes_first", label=_("Help from a hub: that you go first"), why=_("This hub answers some people first. The hub sees that you go first, not why; how many asked is counted by month."))
_asked("outcome", "outcome_words", label=_("Help from a hub: what came of it"), why=_("So that you and the hub know whether it helped."))
_asked("person", label=_("Help from a hub: that it was you"), why=_("You were signed in when you asked, so your requests are among your data."))
not_personal("mentoring.HelpRequest.owner", "who at the hub looks after a request does so for the hub; after erasure the next worker has it")
not_personal("mentoring.HelpRequest.token_sha256", "a fingerprint of the link, from which neither the link nor the person follows")
holds("mentoring.HelpMessage", "kind", "words", "by", "at", topic="mentoring", label=_("What you and a hub wrote to each other"),
      why=_("So that everybody at the hub who helps you knows what was said."), who=_("You, but for notes of the hub’s workers to each other, and whoever does orientation at this hub."), kept=YEAR)
holds("mentoring.Suggestion", "passed_name", "passed_contact", "passed_words", topic="mentoring", label=_("What you agreed to have passed on"),
      why=_("Whom you are passed on to learns exactly this, and nothing else."), who=_("You, whoever does orientation at this hub, and the organisation that was named to you."), kept=YEAR)
holds("mentoring.Suggestion", "kind", "way_key", "title", "title_language", "receiver", "receiver_email", "why", "suggested_by", "answer", "returned_why", topic="mentoring",
      label=_("What a hub suggested to you, and your answer"),
      why=_("So that you can choose, and nothing is suggested twice."),
      who=WORKERS, kept=_("The words as long as the request; that something was suggested, as a number."))
holds("mentoring.Referral", "receiver_name", "receiver_email", "language", "sent_by", "answer", "answer_words", "outcome", "outcome_words", "ending", "token_sha256", topic="mentoring",
      label=_("Whom a hub passed you on to, what they answered, and what came of it"), why=_("So that nobody is dropped: what gets no answer comes back to the hub."),
      who=_("You, whoever does orientation at this hub, and the receiver, who reads their own part."), kept=YEAR)
not_personal("mentoring.PriorityCount", "how many people of a month, without any row that leads to one of them")


@exports("help_requests", _("What you asked a hub, while you were signed in"))
def help_requests(person):
    """One line for each request, and one for each message, suggestion and referral of it; notes of the hub's workers are theirs."""
    for asked in HelpRequest.objects.of(person).select_related("hub").prefetch_related("messages", "suggestions__referrals").order_by("asked_at"):
        yield {"hub": asked.hub.name, "what": "request", "at": asked.asked_at, "stage": asked.stage, "kinds": " ".join(asked.kinds), "words": asked.words, "name": asked.name,
               "contact": asked.email or asked.phone, "language": asked.language, "goes_first": asked.goes_first, "closed_at": asked.closed_at, "outcome": asked.outcome}
        for said in asked.messages.all():
            if said.kind != HelpMessageKind.NOTE:
                yield {"hub": asked.hub.name, "what": f"message, {said.kind}", "at": said.at, "words": said.words}
        for one in asked.suggestions.all():
            yield {"hub": asked.hub.name, "what": "suggestion", "at": one.suggested_at, "words": f"{one.title}: {one.why}", "outcome": one.answer,
                   "passed_on": " · ".join(filter(None, (one.passed_name, one.passed_contact, one.passed_words)))}
            for sent in one.referrals.all():
                yield {"hub": asked.hub.name, "what": "passed on", "at": sent.sent_at, "words": f"{one.receiver}, {sent.receiver_name}", "outcome": sent.outcome or sent.answer}


@erases("help_requests")
def erase(person, at) -> None:
    """Their own requests are forgotten; those they looked after at a hub pass to a colleague."""
    for asked in HelpRequest.objects.of(person):
        forget(asked, at)
    hand_over_everywhere(person, at)
