"""What the libraries below the academy hold about a person: ways to sign in, sessions, editing; and the log."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import APIToken, Comment, CommentReply, PageLogEntry, PageSubscription
from wagtail.users.models import UserProfile

from academy.models import Event, FeedToken, HoursGiven
from academy.personal_data import erases, exports, holds, not_personal

UNTIL_ERASED = _("Until you erase your account, or take it away yourself.")
ONLY_YOU = _("You.")
EDITORS = _("The people who edit courses.")
FORMER_MEMBER = _("The line stays, without your name, as “former member”.")

holds("account.EmailAddress", "user", "email", "verified", "primary", topic="account", label=_("Whether your address is confirmed"),
      why=_("So that nobody signs up with an address that is not theirs."), who=ONLY_YOU, kept=UNTIL_ERASED)
holds("account.EmailConfirmation", topic="account", label=_("A code you were sent"), why=_("To check the code you type."),
      who=_("Nobody."), kept=_("One hour."))
holds("mfa.Authenticator", "user", "type", "data", "created_at", "last_used_at", topic="security",
      label=_("Second factor: authenticator app, passkeys, recovery codes"),
      why=_("So that a stolen password is not enough to get in. Needed for roles that see other people's things."),
      who=_("You see that it is there. The secret itself is encrypted."), kept=UNTIL_ERASED)
holds("usersessions.UserSession", "user", "ip", "user_agent", "created_at", "last_seen_at", "session_key", "data", topic="security",
      label=_("Where you are signed in: time, internet address, browser"),
      why=_("So that you can see a sign-in that is not yours, and end it."), who=ONLY_YOU,
      kept=_("Until you sign out there, or the sign-in runs out."))
holds("socialaccount.SocialAccount", "user", "provider", "uid", "extra_data", "last_login", "date_joined", topic="security",
      label=_("The account of your city you sign in with"), why=_("So that you need no other password here."),
      who=ONLY_YOU, kept=UNTIL_ERASED)
holds("socialaccount.SocialToken", topic="security", label=_("A key to your city's account"), why=_("It is not kept: the table stays empty."),
      who=_("Nobody."), kept=_("Not at all."))
holds("academy.ThrottleCount", topic="security", label=_("How often somebody tried to sign in"),
      why=_("So that nobody guesses passwords. Addresses stand there only as a scrambled fingerprint."), who=_("Nobody."), kept=_("Two days."))
holds("academy.FeedToken", topic="security", label=_("The secret address of your calendar: a fingerprint of it, when it was made, the day it was last read"),
      why=_("So that your calendar program can read what you take part in, and you can see and stop it."), who=ONLY_YOU,
      kept=_("Until you erase your account. An address you take back stops working at once."))
holds("wagtailusers.UserProfile", topic="editing", label=_("How you like the editing pages"), why=_("They look as you left them."),
      who=ONLY_YOU, kept=UNTIL_ERASED)
holds("wagtailcore.Page", "owner", "locked_by", topic="editing", label=_("Pages you made or are working on"),
      why=_("Those who write a course together see whose turn it is."), who=EDITORS, kept=FORMER_MEMBER)
holds("wagtailcore.Revision", "user", topic="editing", label=_("Versions of pages you saved"), why=_("An earlier version can be brought back."),
      who=EDITORS, kept=FORMER_MEMBER)
for model, names in {"wagtailcore.PageLogEntry": ("user",), "wagtailcore.ModelLogEntry": ("user",)}.items():
    holds(model, *names, topic="editing", label=_("What you did in the editing pages"), why=_("So that a mistake can be found and put right."),
          who=EDITORS, kept=FORMER_MEMBER)
for model, names in {"wagtailcore.Comment": ("user", "text", "resolved_by"), "wagtailcore.CommentReply": ("user", "text")}.items():
    holds(model, *names, topic="editing", label=_("Notes you left beside a draft"), why=_("Those who write a course together talk in them."),
          who=EDITORS, kept=FORMER_MEMBER)
for model, names in {"wagtailcore.WorkflowState": ("requested_by",), "wagtailcore.TaskState": ("finished_by",)}.items():
    holds(model, *names, topic="editing", label=_("Drafts you handed in or approved"), why=_("So that a course is published by somebody who answers for it."),
          who=EDITORS, kept=FORMER_MEMBER)
for model, names in {"wagtailimages.Image": ("uploaded_by_user",), "wagtaildocs.Document": ("uploaded_by_user",), "wagtailcore.UploadedFile": ("uploaded_by_user",)}.items():
    holds(model, *names, topic="editing", label=_("Images and documents you put in"), why=_("To ask you when something about one is unclear."),
          who=EDITORS, kept=FORMER_MEMBER)
holds("wagtailcore.PageSubscription", topic="editing", label=_("Pages whose comments you follow"), why=_("To write to you when somebody answers."),
      who=ONLY_YOU, kept=UNTIL_ERASED)
holds("wagtailadmin.EditingSession", topic="editing", label=_("The page you are editing this minute"), why=_("So that two people do not write over each other."),
      who=EDITORS, kept=_("Some minutes."))
holds("wagtailadmin.FormState", topic="editing", label=_("What you typed in an editing page and did not save yet"),
      why=_("So that a closed window loses nothing."), who=ONLY_YOU, kept=_("Until you save, or erase your account."))
holds("wagtailcore.APIToken", topic="security", label=_("Keys you made for programs"), why=_("So that a program of yours can read the academy."),
      who=ONLY_YOU, kept=UNTIL_ERASED)
for model in ("wagtail_localize.StringTranslation", "wagtail_localize.SegmentOverride"):
    holds(model, "last_translated_by", topic="editing", label=_("Translations you made"),
          why=_("To ask you when a sentence is unclear."), who=EDITORS, kept=FORMER_MEMBER)
holds("academy.Event", "subject", "verb", "object_kind", "object_key", "details", "at", "city", "entry_path", topic="log",
      label=_("What happened, under your number"),
      why=_("So that who did what, and when, can be found out after a mistake or a dispute. The log cannot be changed."),
      who=_("Coordinators see it without names."), kept=_("The lines stay; once your account is erased nothing leads from them to you."))
holds("academy.HoursGiven", "giver", "receiver", "giver_city", "receiver_city", "kind", "minutes", "on", "written_at", "source", topic="log",
      label=_("Hours of mentoring, hosting and teaching you gave and received, under your number"),
      why=_("So that you see what you gave and received, and cities see, in sums, how they help each other."),
      who=_("You. Coordinators of cities that take part see sums, rounded, of five people at least."),
      kept=_("The lines stay; once your account is erased nothing leads from them to you."))
holds("academy.PersonCell", topic="log", label=_("How much you did in a month and a year, under your number"),
      why=_("So that cities and the network see in sums what happened, such as how many people finished a course, without reading anybody's log."),
      who=_("Nobody: only sums over people leave it."), kept=_("The numbers stay; once your account is erased nothing leads from them to you."))
holds("academy.Uncounted", topic="log", label=_("That something you did is not counted yet"), why=_("So that it is counted exactly once."),
      who=_("Nobody."), kept=_("Some seconds."))
not_personal("academy.Tally", "sums over people, without any number of a person")
not_personal("academy.CountingTurn", "one row about the counting itself")
not_personal("admin.LogEntry", "Django's own admin is not switched on")


@exports("addresses", _("Your e-mail addresses"), link="account_email")
def addresses(person):
    for one in EmailAddress.objects.filter(user=person).order_by("pk"):
        yield {"email": one.email, "confirmed": one.verified, "primary": one.primary}


@exports("sign_ins", _("Where you are signed in"), link="usersessions_list")
def sign_ins(person):
    for one in UserSession.objects.filter(user=person).order_by("created_at"):
        yield {"since": one.created_at, "last_seen_at": one.last_seen_at, "internet_address": one.ip, "browser": one.user_agent}


@exports("second_factor", _("Your second factor"), link="mfa_index")
def second_factor(person):
    for one in Authenticator.objects.filter(user=person).order_by("created_at"):
        yield {"kind": one.type, "added_at": one.created_at, "last_used_at": one.last_used_at}


@exports("city_accounts", _("City accounts you sign in with"), link="socialaccount_connections")
def city_accounts(person):
    for one in SocialAccount.objects.filter(user=person).order_by("pk"):
        yield {"provider": one.provider, "their_number_for_you": one.uid, "connected_at": one.date_joined, "last_used_at": one.last_login,
               "what_they_told_us": one.extra_data}


@exports("log", _("What happened, from the log"))
def log(person):
    for event in Event.objects.filter(subject=person.subject).order_by("at").iterator():
        yield {"at": event.at, "what": event.verb, "kind": event.object_kind, "which": event.object_key}


@exports("hours", _("Hours you gave and received"), link="my_hours")
def hours(person):
    subject = person.subject
    for line in HoursGiven.objects.filter(Q(giver=subject) | Q(receiver=subject)).order_by("written_at").iterator():
        yield {"on": line.on, "kind": line.kind, "minutes": line.minutes, "you": "gave" if line.giver == subject else "received"}


@exports("editing", _("What you did in the editing pages"))
def editing(person):
    for entry in PageLogEntry.objects.filter(user=person).order_by("timestamp").iterator():
        yield {"at": entry.timestamp, "what": entry.action, "page": entry.label, "note": ""}
    for note in Comment.objects.filter(user=person).order_by("created_at"):
        yield {"at": note.created_at, "what": "comment", "page": note.page.title, "note": note.text}
    for note in CommentReply.objects.filter(user=person).order_by("created_at"):
        yield {"at": note.created_at, "what": "reply", "page": note.comment.page.title, "note": note.text}


@exports("calendar_addresses", _("Addresses of your calendar"), link="my_calendar")
def calendar_addresses(person):
    for one in FeedToken.objects.filter(person=person).order_by("made_at"):
        yield {"made_at": one.made_at, "last_used_on": one.last_used_on, "revoked_at": one.revoked_at}


@erases("academy.traces")
def erase_traces(person, at) -> None:
    """Ways to sign in, sessions and settings go. What was edited together stays, as a former member's."""
    for one in UserSession.objects.filter(user=person):
        one.end()
    for model in (EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user=person).delete()
    FeedToken.objects.filter(person=person).delete()
    for profile in UserProfile.objects.filter(user=person):
        profile.avatar.delete(save=False)
        profile.delete()
    for model in (PageSubscription, EditingSession, FormState, APIToken):
        model.objects.filter(user=person).delete()
