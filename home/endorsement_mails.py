"""The mails about endorsements. Each is asked again when it is sent. What somebody wrote stands on the page only."""

from django.urls import reverse
from django.utils.translation import gettext as _

from academy.emails import absolute_url, mail_context
from academy.models import Endorsement
from home.endorsing import ASKED, GIVEN
from home.standing_words import level_words


def _about(one: Endorsement, level: int) -> dict:
    return {"name": one.person.get_full_name(), "endorser": one.endorser.get_full_name(), "skill": str(one.skill), "level": level_words(level)}


@mail_context(ASKED)
def asked(person, ids) -> dict | None:
    one = Endorsement.objects.waiting().filter(pk=ids["endorsement"], endorser=person).select_related("person", "endorser", "skill").first()
    if one is None:
        return None
    return {**_about(one, one.asked_level), "url": absolute_url(reverse("my_endorsement", args=[one.pk])),
            "why": _("You get this mail because somebody you share a mentorship or a cohort with asks you.")}


@mail_context(GIVEN)
def given(person, ids) -> dict | None:
    one = Endorsement.objects.standing().filter(pk=ids["endorsement"], person=person).select_related("person", "endorser", "skill").first()
    if one is None:
        return None
    return {**_about(one, one.level), "url": absolute_url(reverse("my_skill", args=[one.skill.code])), "why": _("You get this mail because you asked for it.")}
