"""The dry run of a list of invitations, and the run: the same plan, made anew, and carried out only if nothing differs."""

import json
from collections import Counter
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from academy.invitation_list import Line, language_of, read
from academy.inviting import MOST_A_DAY, invite, may_invite, sent_today
from academy.models import Invitation, Organisation, PartnerCity, User
from academy.models.people import Role


@dataclass
class Plan:
    """What would happen. `seal` is over the text and every outcome: confirming with another one's seal carries nothing out."""

    lines: list[Line]
    errors: list[str]
    seal: str

    @property
    def wrong(self) -> list[Line]:
        return [line for line in self.lines if line.errors]

    @property
    def is_good(self) -> bool:
        return bool(self.lines) and not self.errors and not self.wrong


def plan(text: str, city: PartnerCity, giver: User, at, language: str) -> Plan:
    """Check each line against what stands in the city at `at`; four queries, whatever the number of lines. `language` is for lines without one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # a form may send back other line ends than it was given
    lines, errors = read(text)
    asked = {line.email for line in lines if not line.errors}
    here = set(User.objects.filter(city=city, email__in=asked).values_list("email", flat=True))
    invited = set(Invitation.objects.waiting(at).filter(city=city, email__in=asked).values_list("email", flat=True))
    organisations = {body.name.casefold(): body for body in Organisation.objects.filter(city=city)}
    roles = _roles(giver, city)
    often = Counter(line.email for line in lines)
    first: dict[str, int] = {}
    for line in lines:
        if not line.cells:
            continue
        if often[line.email] > 1 and line.email in first:
            line.errors.append(_("This address stands in line %(number)d already.") % {"number": first[line.email]})
        first.setdefault(line.email, line.number)
        if line.email in here:
            line.errors.append(_("This person is in your city already."))
        if line.email in invited:
            line.errors.append(_("This address was invited already and has not answered yet. To write again, use the button beside the invitation."))
        _settle(line, roles, organisations, language, city)
    if lines and not errors and sent_today(giver, at) + len(lines) > MOST_A_DAY:
        errors = [_("That would be more than %(count)d invitations from you in one day. Send the rest tomorrow.") % {"count": MOST_A_DAY}]
    return Plan(lines, errors, _seal(text, lines, errors, city, giver))


def _roles(giver: User, city: PartnerCity) -> dict[str, str]:
    """{what one may write: the role}: its name in the language of the page, in English letters as in the code, with spaces or hyphens."""
    names = {}
    for code, label in Role.choices:
        if may_invite(giver, city, code):
            names |= {code: code, code.replace("_", " "): code, str(label).casefold(): code}
    return names


def _settle(line: Line, roles: dict, organisations: dict, language: str, city: PartnerCity) -> None:
    wanted = line.cells.get("role", "")
    line.role = roles.get(wanted.casefold(), "") if wanted else Role.LEARNER
    if not line.role:
        line.errors.append(_("“%(role)s” is not a role you can give here.") % {"role": wanted[:60]})
    else:
        line.role_label = str(Role(line.role).label)
    body = line.cells.get("organisation", "")
    line.organisation = organisations.get(body.casefold())
    if body and line.organisation is None:
        line.errors.append(_("%(city)s has no organisation “%(name)s”. Add it first, or write its name as it stands in the list.") % {"city": city.name, "name": body[:80]})
    line.language = language_of(line.cells.get("language", ""), language) or ""
    if not line.language:
        line.errors.append(_("The academy does not speak “%(language)s”.") % {"language": line.cells["language"][:20]})


def _seal(text: str, lines: list[Line], errors: list[str], city: PartnerCity, giver: User) -> str:
    """Names what was checked and what came of it, for this giver and city alone."""
    outcomes = [[line.number, line.email, line.name, line.role, line.organisation.pk if line.organisation else 0, line.language, len(line.errors)] for line in lines]
    return salted_hmac("academy.invitation_run", json.dumps([text, outcomes, len(errors), city.pk, giver.pk]), algorithm="sha256").hexdigest()


def carry_out(text: str, seal: str, city: PartnerCity, giver: User, at, language: str) -> tuple[Plan, int]:
    """(the plan as it is now, how many were invited). None are when the plan is not good, or not the one whose seal this is."""
    try:
        with transaction.atomic():
            now = plan(text, city, giver, at, language)
            if not now.is_good or not constant_time_compare(now.seal, seal):
                return now, 0
            for line in now.lines:
                invite(city, line.email, line.role, by=giver, at=at, language=line.language, name=line.name, organisation=line.organisation)
            return now, len(now.lines)
    except IntegrityError:  # the same list, confirmed twice at the same moment: the other one was first
        return plan(text, city, giver, at, language), 0
