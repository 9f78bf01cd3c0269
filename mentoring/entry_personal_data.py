"""What an entry in a mentoring round holds about a person: what and why, how they get it, how it goes. Registered in academy/personal_data.py."""

from allauth.account.models import EmailAddress
from django.utils.translation import gettext_lazy as _

from academy.personal_data import erases, exports, holds
from mentoring.entry_draft import own_entries
from mentoring.exclusions import digests_of
from mentoring.leaving import leave
from mentoring.models import ExcludedPerson, Participation, ShortlistEntry
from mentoring.weekly_hours import local_words

ENTRY, OFFER, REQUEST = "mentoring.Participation", "mentoring.MentorOffer", "mentoring.MentoringRequest"
ACCOUNT = _("Until you erase your account.")
ONLY_YOU = _("You. The matcher reads it without your name.")
NOBODY_ELSE = _("You, and nobody else: no coordinator, no partner. No explanation ever mentions it.")
BLIND = _("You. Before both of you have said yes, others read it without your name. Coordinators of your city know that you take part.")

holds(ENTRY, "person", "round", "lot", "drafted_at", "changed_at", "submitted_at", "left_at", topic="mentoring", label=_("Rounds you take part in"),
      why=_("So that you are asked, and reach your entry again. In draws and files a number stands for you, not your name."),
      who=_("You, and the coordinators of your city."), kept=_("Until you erase your account; then the number stays, without a name."))
holds(ENTRY, "languages", topic="mentoring", label=_("Languages you speak, and how well"), why=_("Two people are paired only if they have a language in common."),
      who=BLIND, kept=ACCOUNT)
holds(ENTRY, "time_zone", topic="mentoring", label=_("The clock your hours go by"), why=_("So that your evening and somebody else’s afternoon meet."), who=ONLY_YOU, kept=ACCOUNT)
holds(ENTRY, "hours", topic="mentoring", label=_("Hours of the week in which you could meet"),
      why=_("Two people are paired only if they have time at the same hours. The more you tick, the more people are within reach."),
      who=_("You. Somebody who might be paired with you reads the hours you have in common, without your name."), kept=ACCOUNT)
holds(ENTRY, "sector", topic="mentoring", label=_("The sector you work in"), why=_("Somebody of your own field counts a little more, if you say which it is. Never required."),
      who=_("You, and whoever could be paired with you, if you tick it below."), kept=ACCOUNT)
holds(ENTRY, "shows", topic="mentoring", label=_("What a proposal may show of you"),
      why=_("A proposal says “somebody who …”, and so does the list from which others make their wishes. What you tick here stands in them, for everybody who could be paired with you; "
            "what you do not tick stays hidden until both of you have said yes. Your name is never in it."),
      who=ONLY_YOU, kept=ACCOUNT)
holds(ENTRY, "groups", topic="mentoring", label=_("Priority groups, if you opt in"),
      why=_("This round serves these groups first. It is only counted, never shown: not to coordinators, not to partners. Not ticking takes nothing from you."),
      who=_("Nobody. The matcher counts it."), kept=ACCOUNT)
holds(ENTRY, "other_city_only", topic="mentoring", label=_("Whether you want people from another city only"),
      why=_("If you want to look beyond your own city. It leaves fewer people within reach."), who=ONLY_YOU, kept=ACCOUNT)
holds(ENTRY, "excluded_organisations", topic="mentoring", label=_("Organisations you would rather not be paired with"),
      why=_("So that you do not meet your own employer, for instance. Private: nobody is ever told."), who=NOBODY_ELSE, kept=ACCOUNT)
holds("mentoring.ExcludedPerson", "address_digest", "label", topic="mentoring", label=_("People you would rather not be paired with"),
      why=_("So that you are never proposed to each other. Private: nobody is ever told, and we keep no address, only a fingerprint of it that cannot be read back."),
      who=NOBODY_ELSE, kept=_("Until you take the person off your list or erase your account, or they erase theirs."))
holds(OFFER, "capacity", topic="mentoring", label=_("How many people you would mentor"), why=_("You are never paired with more people than you say."), who=BLIND, kept=ACCOUNT)
holds("mentoring.OfferedSkill", "skill", "level", topic="mentoring", label=_("Skills you offer"),
      why=_("You are proposed to people who want to learn one of them and know it less well than you."), who=BLIND, kept=ACCOUNT)
holds(REQUEST, "mentors_wanted", topic="mentoring", label=_("How many mentors you would like"),
      why=_("Everybody gets a first mentor before anybody gets a second."), who=BLIND, kept=ACCOUNT)
holds("mentoring.WantedSkill", "skill", "level", "priority", topic="mentoring", label=_("Skills you would like to learn"),
      why=_("We look for somebody who knows at least one of them better than you."), who=BLIND, kept=ACCOUNT)
holds(REQUEST, "hope", topic="mentoring", label=_("What you hope for"),
      why=_("So that your mentor can prepare for the first meeting. Read once you have both said yes, not before."), who=_("You, and your mentor once both have said yes."), kept=ACCOUNT)
holds("mentoring.ShortlistEntry", "wished", "as_mentor", "place", topic="mentoring", label=_("Your ranked wishes"),
      why=_("So that a round can count, without names, how many pairs would both rather have had each other."), who=NOBODY_ELSE, kept=ACCOUNT)


@exports("mentoring_entries", _("Your entries in mentoring rounds"), link="my_mentoring")
def entries(person):
    for one in own_entries(person).prefetch_related("offer__skills__skill", "request__skills__skill").order_by("drafted_at", "pk"):
        offer, request = getattr(one, "offer", None), getattr(one, "request", None)
        yield {"round": one.round.title, "number_in_the_draw": one.lot, "drafted_at": one.drafted_at, "changed_at": one.changed_at, "sent_in_at": one.submitted_at,
               "taken_back_at": one.left_at, "languages": dict(one.languages), "time_zone": one.time_zone, "hours": local_words(one.hours, one.time_zone), "sector": one.sector,
               "other_city_only": one.other_city_only, "priority_groups": " ".join(one.groups), "shows": " ".join(one.shows),
               "skills_offered": {row.skill.code: row.level for row in offer.skills.all()} if offer else {}, "people_i_would_mentor": offer.capacity if offer else 0,
               "skills_wanted": {row.skill.code: {"own_level": row.level, "priority": row.priority} for row in request.skills.all()} if request else {},
               "mentors_wanted": request.mentors_wanted if request else 0, "hope": request.hope if request else "",
               "excluded_organisations": ", ".join(each.name for each in one.excluded_organisations.all())}


@exports("mentoring_exclusions", _("People you would rather not be paired with"), link="my_mentoring")
def exclusions(person):
    for one in ExcludedPerson.objects.filter(participation__person=person).select_related("participation__round").order_by("pk"):
        yield {"round": one.participation.round.title, "your_word": one.label, "fingerprint_of_the_address": one.address_digest}


@exports("mentoring_wishes", _("Your ranked wishes in mentoring rounds"), link="my_mentoring")
def wishes(person):
    for one in ShortlistEntry.objects.filter(participation__person=person).select_related("participation__round").order_by("participation", "as_mentor", "place"):
        yield {"round": one.participation.round.title, "as": "mentor" if one.as_mentor else "mentee", "place": one.place}


@erases("mentoring.entries")
def erase(person, at) -> None:
    """Out of every round, so that partners are freed; then what was said goes. The number of the entry stays: runs of the past can be played again."""
    own = Participation.objects.of(person)
    own.filter(submitted_at__isnull=True).delete()
    for entry in own.select_related("person", "round"):
        leave(entry, person, at)
    ShortlistEntry.objects.filter(participation__in=own).delete()
    ShortlistEntry.objects.filter(wished__in=own).delete()
    ExcludedPerson.objects.filter(participation__in=own).delete()
    Participation.excluded_organisations.through.objects.filter(participation__in=own).delete()
    for entry in own.select_related("offer", "request"):
        if getattr(entry, "offer", None):
            entry.offer.skills.all().delete()
        if getattr(entry, "request", None):
            entry.request.skills.all().delete()
            type(entry.request).objects.filter(pk=entry.request.pk).update(hope="")
    own.update(languages={}, hours=[], time_zone="UTC", sector="", other_city_only=False, groups=[], shows=[])
    _forget_fingerprints(person)


def _forget_fingerprints(person) -> None:
    """Others may have put this person on their list: with the account, the fingerprint of its addresses goes."""
    addresses = {person.email, *EmailAddress.objects.filter(user=person).values_list("email", flat=True)}
    ExcludedPerson.objects.filter(address_digest__in=[digest for address in addresses for digest in digests_of(address)]).delete()
