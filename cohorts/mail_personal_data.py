"""What is held about which mails somebody wants. See academy/personal_data.py."""

from django.utils.translation import gettext_lazy as _

from academy.personal_data import erases, exports, holds
from cohorts.models import DigestLine, MailChoice

YOU, ACCOUNT = _("You."), _("Until you erase your account.")

holds("cohorts.MailChoice", "person", "week_before", topic="exchanges", label=_("Reminder a week before"), why=_("In time to arrange the journey."), who=YOU, kept=ACCOUNT)
holds("cohorts.MailChoice", "day_before", topic="exchanges", label=_("Reminder a day before"), why=_("With the place and the link to join, so that you need not search."),
      who=YOU, kept=ACCOUNT)
holds("cohorts.MailChoice", "daily_digest", topic="exchanges", label=_("One mail a day"),
      why=_("Gathers the reminder a week before, your place in the queue and changes to what you wait for, and adds new exchanges of your city and in your languages. "
            "What decides about your seat, cancellations and changes to what you have a seat in still come at once."), who=YOU, kept=ACCOUNT)
holds("cohorts.DigestLine", "person", "template", "ids", "key", "made_at", "sent_at", topic="exchanges", label=_("News that wait for your daily mail"),
      why=_("So that nothing is told twice or forgotten."), who=YOU, kept=_("60 days after it was sent."))


@exports("mail_choices", _("Which mails about exchanges you want"), link="mail_choices")
def mail_choices(person):
    for one in MailChoice.objects.filter(person=person):
        yield {"week_before": one.week_before, "day_before": one.day_before, "daily_digest": one.daily_digest}


@exports("digest_lines", _("News in your daily mails"))
def digest_lines(person):
    for one in DigestLine.objects.filter(person=person).order_by("made_at", "pk"):
        yield {"about": one.template, "written_at": one.made_at, "sent_at": one.sent_at}


@erases("cohorts.mails")
def erase(person, at) -> None:
    MailChoice.objects.filter(person=person).delete()
    DigestLine.objects.filter(person=person).delete()
