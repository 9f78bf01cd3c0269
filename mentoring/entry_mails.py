"""The mail that an entry has arrived, and what happens next. Its words are made when it is sent, if the entry still stands then."""

from django.urls import reverse
from django.utils.translation import gettext as _

from academy.both_times import day_words, moment_words
from academy.emails import absolute_url, mail_context
from mentoring.models import Participation


@mail_context("mentoring/entry_arrived")
def arrived(person, ids: dict) -> dict | None:
    entry = Participation.objects.of(person).standing().filter(pk=ids["entry"]).select_related("round__city", "offer", "request").first()
    if entry is None:
        return None
    each = entry.round
    return {
        "title": each.title, "offers": getattr(entry, "offer", None), "asks": getattr(entry, "request", None), "answer_days": each.answer_days,
        "closes": moment_words(each.call_closes_at, each.zone, person.zone_name), "starts": day_words(each.starts_on),
        "url": absolute_url(reverse("my_mentoring_entry_sent", args=[each.slug])),
        "why": _("You get this mail because you sent in an entry for “%(title)s”.") % {"title": each.title},
    }
