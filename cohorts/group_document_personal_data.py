"""What documents of working groups hold about a person. See academy/personal_data.py."""

from django.utils.translation import gettext_lazy as _

from academy.personal_data import erases, exports, holds
from cohorts.models import GroupDocument

holds("cohorts.GroupDocument", "added_by", topic="exchanges", label=_("Documents you gave to a working group"),
      why=_("So that you can take away what you put there."), who=_("You, and the organisers of the group."),
      kept=_("The document stays with the group; after you erase your account nobody is said to have put it there."))
holds("cohorts.GroupDocument", "title", "file", topic="exchanges", label=_("What stands in documents of a working group"), why=_("So that a group works on the same papers."),
      who=_("The members of the group, the motor group of its space and the coordinators of its city; everybody, where it was put there for everyone."),
      kept=_("With the group, until whoever put it there or an organiser takes it away."))


@exports("group_documents", _("Documents you gave to a working group"))
def documents(person):
    for one in GroupDocument.objects.filter(added_by=person).select_related("group").order_by("added_at", "pk"):
        yield {"group": one.group.name, "title": one.title, "added_at": one.added_at, "everyone": one.everyone}


@erases("cohorts.group_documents")
def erase(person, at) -> None:
    GroupDocument.objects.filter(added_by=person).update(added_by=None)
