"""What the academy holds about a person themselves: account, profile, roles. Registered in academy/personal_data.py."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from academy.models import Invitation, RoleGrant
from academy.personal_data import erases, exports, holds, not_personal

ACCOUNT = _("Until you erase your account.")
ONLY_YOU = _("You.")
YOU_AND_NETWORK = _("You, and the coordinators of your city and of the network.")

holds("academy.User", "email", topic="account", label=_("E-mail address"),
      why=_("You sign in with it, and we write to it when something you asked for happens. It is never shown on a page that other learners see, but for your own mentor’s, mentee’s or circle’s."),
      who=_("You, the trainers of courses you take part in, the coordinators of your city and of the network, and your mentor, mentee or circle once all of you have said yes."), kept=ACCOUNT)
holds("academy.User", "password", topic="account", label=_("Password"),
      why=_("So that only you get in. We keep a fingerprint of it (a slow hash), never the password."),
      who=_("Nobody."), kept=ACCOUNT)
holds("academy.User", "name", topic="account", label=_("Name"),
      why=_("It stands beside what you write in discussions and on your certificate. Any name you go by is fine."),
      who=_("People who take part in the same courses, their trainers, your mentor, mentee or circle once all of you have said yes, the coordinators of your city and of the "
            "network; whoever you show a certificate to."), kept=ACCOUNT)
holds("academy.User", "joined_at", "last_login", topic="account", label=_("When you joined and last signed in"),
      why=_("To see that an account is in use, and to ask for a fresh sign-in before something that cannot be undone."),
      who=ONLY_YOU, kept=ACCOUNT)
holds("academy.User", "language", topic="profile", label=_("Language of the academy"),
      why=_("Mails reach you in this language."), who=ONLY_YOU, kept=ACCOUNT)
holds("academy.User", "languages", topic="profile", label=_("Languages you speak"),
      why=_("So that you meet people you can talk with, when mentoring and exchanges open. Leave it empty if you like."),
      who=YOU_AND_NETWORK, kept=ACCOUNT)
holds("academy.User", "time_zone", topic="profile", label=_("Time zone"),
      why=_("So that times, such as when a lesson opens, are shown in your local time."), who=ONLY_YOU, kept=ACCOUNT)
holds("academy.User", "city", topic="profile", label=_("Partner city"),
      why=_("It links you with your city's team and its local courses, and counts, without names, how many people take part there."),
      who=YOU_AND_NETWORK, kept=ACCOUNT)
holds("academy.User", "organisation", topic="profile", label=_("Organisation"),
      why=_("People like to know from which corner of the social economy you speak. Only if you want to say."),
      who=YOU_AND_NETWORK, kept=ACCOUNT)
holds("academy.User", "entry_path", topic="profile", label=_("Where you start from"),
      why=_("We suggest a course that fits where you are. Never required; nothing is closed to you because of it."),
      who=_("You. Your city sees numbers only."), kept=ACCOUNT)
holds("academy.User", "mail_follows", topic="profile", label=_("Mails about discussions you follow"),
      why=_("So that we write only if you want us to."), who=ONLY_YOU, kept=ACCOUNT)
holds("academy.RoleGrant", "person", "role", "city", "started_on", "finished_on", topic="roles", label=_("Roles you were given"),
      why=_("A role opens the pages its work needs: a trainer writes courses, a coordinator looks after a city."),
      who=YOU_AND_NETWORK, kept=ACCOUNT)
not_personal("academy.RoleGrant.granted_by", "who gave a role acted for the network; after erasure it points at a former member")
holds("academy.Invitation", "email", "name", "role", "organisation", "language", "made_at", "expires_at", "accepted_at", "accepted_by", "declined_at", "withdrawn_at",
      topic="roles", label=_("Invitations to you"),
      why=_("Somebody who looks after a city typed your address (and your name, if they knew it), so that we write to you with a link of your own."),
      who=_("You, whoever invited you, and the coordinators of that city."),
      kept=_("Address and name: until you decline, erase your account, or 90 days after the invitation ends."))
not_personal("academy.Invitation.invited_by", "who invited acted for the city; after erasure it points at a former member")
not_personal("academy.Invitation.token_sha256", "a fingerprint of the link, from which neither the link nor a person can be found")
holds("academy.LedgerSubject", "user", "subject", topic="log", label=_("The number you have in the log"),
      why=_("The log of what happened holds no names, only a random number for each person. This row alone says which is yours."),
      who=_("Nobody: only the academy itself looks it up."), kept=_("Until you erase your account: then it is deleted, and the log no longer leads to you."))
not_personal("academy.User.id", "a number of ours, kept so that rows of others do not break")
not_personal("academy.User.is_staff", "a switch of the software, not used")
not_personal("academy.User.is_superuser", "technical administration of the installation")
not_personal("academy.User.is_active", "whether the account may sign in")
not_personal("academy.User.erased_at", "the day an account was erased, all that stays of it")


@exports("account", _("Your account and what you told about yourself"), link="profile")
def account(person):
    yield {"email": person.email, "name": person.name, "language": person.language, "languages": " ".join(person.languages),
           "time_zone": person.time_zone, "city": person.city.name if person.city else "",
           "organisation": person.organisation.name if person.organisation else "", "entry_path": person.entry_path,
           "mail_about_followed_discussions": person.mail_follows, "joined_at": person.joined_at, "last_signed_in_at": person.last_login}


@exports("roles", _("Roles you were given"))
def roles(person):
    for grant in RoleGrant.objects.filter(person=person).select_related("city").order_by("started_on", "pk"):
        yield {"role": grant.role, "city": grant.city.name if grant.city else "", "from": grant.started_on, "until": grant.finished_on}


@exports("invitations", _("Invitations to you"))
def invitations(person):
    theirs = Invitation.objects.filter(Q(accepted_by=person) | Q(email=person.email)).select_related("city", "organisation").order_by("made_at", "pk")
    for one in theirs:
        yield {"city": one.city.name, "role": one.role, "organisation": one.organisation.name if one.organisation else "", "address": one.email, "name": one.name,
               "language": one.language, "sent_at": one.made_at, "until": one.expires_at, "accepted_at": one.accepted_at, "declined_at": one.declined_at,
               "taken_back_at": one.withdrawn_at}


@erases("academy.invitations")
def erase_invitations(person, at) -> None:
    Invitation.objects.unanswered().filter(email=person.email).update(withdrawn_at=at)
    Invitation.objects.filter(Q(accepted_by=person) | Q(email=person.email)).update(email="", name="", accepted_by=None)


@erases("academy.roles")
def erase_roles(person, at) -> None:
    RoleGrant.objects.filter(person=person).delete()
    person.groups.clear()
    person.user_permissions.clear()
