"""What is held about people who keep an entry of the directory, and about public addresses of organisations. See academy/personal_data.py."""

from django.utils.translation import gettext_lazy as _

from academy.models import EntryKeeper
from academy.personal_data import erases, exports, holds, not_personal

AS_LONG_AS_LISTED = _("As long as the organisation stands in the directory; whoever keeps the entry can change it at any time.")
PUBLIC = _("Everybody: it is the public address of the organisation, not of a person.")

holds("academy.EntryKeeper", "person", "started_on", "finished_on", topic="roles", label=_("Entries of the directory you keep"),
      why=_("So that you can change what your organisation’s entry says, and we ask you from time to time whether it still holds."),
      who=_("You, whoever works at the hub of that city, and the coordinators of that city."), kept=_("Until you erase your account."))
not_personal("academy.EntryKeeper.named_by", "who named a keeper acted for the hub; after erasure it points at a former member")
holds("academy.DirectoryEntry", "email", "phone", topic="roles", label=_("Public e-mail address and telephone of an organisation"),
      why=_("So that people who look for help reach it."), who=PUBLIC, kept=AS_LONG_AS_LISTED)
holds("academy.Service", "email", "phone", topic="roles", label=_("Public e-mail address and telephone of a service"),
      why=_("So that people who look for help reach it."), who=PUBLIC, kept=AS_LONG_AS_LISTED)
holds("academy.DirectoryEntry", "hsds", topic="roles", label=_("What a file of another directory said about an organisation"),
      why=_("So that nothing is lost when the directory is carried out again; it can name contacts of the organisation."),
      who=_("Whoever imports and exports the directory of that city."), kept=AS_LONG_AS_LISTED)
not_personal("academy.ServicePlace.address", "where an organisation offers something, such as a street and number of its office")


@exports("kept_entries", _("Entries of the directory you keep"))
def kept_entries(person):
    for one in EntryKeeper.objects.filter(person=person).select_related("entry__organisation__city").order_by("started_on", "pk"):
        organisation = one.entry.organisation
        yield {"organisation": organisation.name, "city": organisation.city.name, "from": one.started_on, "until": one.finished_on}


@erases("academy.kept_entries")
def erase_kept_entries(person, at) -> None:
    EntryKeeper.objects.filter(person=person).delete()
