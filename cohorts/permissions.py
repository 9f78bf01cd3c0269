"""Who may do what with exchanges and cohorts. Everyone not named here is refused; which rows: the QuerySets of the models.

The coordinators of the host city keep an exchange. Co-hosts' coordinators find it at their desk and mark who is there. Whoever sees a
registration with its name: Registration.objects.named_for(user). Network coordinators see counts, never names.
"""

from django.utils import timezone

from academy.models.people import Role
from academy.permissions import coordinated_city_ids, grants, rule, sees_network
from cohorts.decisions import proposal_standing
from cohorts.models import WorkingGroup
from cohorts.spaces import sitting


@rule("exchange.open")
def _opens(user, city) -> bool:
    """Begin an exchange that this city hosts."""
    return city.pk in coordinated_city_ids(user)


def _keeps(user, exchange) -> bool:
    return exchange.host_city_id in coordinated_city_ids(user)


for _verb in ("exchange.edit", "exchange.publish", "exchange.cancel", "registration.decide"):
    rule(_verb)(_keeps)


def organises_group_of(user, exchange) -> bool:
    """Is this the meetings of a working group that this person organises? Its minutes and its attendance list are theirs."""
    return WorkingGroup.objects.organised_by(user, timezone.localdate()).filter(exchange=exchange).exists()


@rule("exchange.write_minutes")
def _writes_minutes(user, exchange) -> bool:
    return _keeps(user, exchange) or organises_group_of(user, exchange)


@rule("registration.enter")
def _enters(user, exchange) -> bool:
    """An office enters people without internet: the host's anybody, every other city's its own people."""
    return _keeps(user, exchange) or (exchange.is_public and bool(coordinated_city_ids(user)))


def _hosts(user, exchange) -> bool:
    cities = coordinated_city_ids(user)
    return bool(cities) and (exchange.host_city_id in cities or exchange.co_hosts.filter(pk__in=cities).exists())


@rule("attendance.mark")
def _marks(user, exchange) -> bool:
    """Coordinators of the host and co-hosting cities, and the host city's facilitators, who stand at the door; of a working group's meetings its organisers."""
    return _hosts(user, exchange) or any(role == Role.FACILITATOR and city == exchange.host_city_id for role, city in grants(user)) or organises_group_of(user, exchange)


@rule("exchange.see_desk")
def _sees_desk(user, exchange) -> bool:
    return sees_network(user) or _hosts(user, exchange)


@rule("practice.write")
def _writes_practices(user, city) -> bool:
    """Begin a practice that this city tells."""
    return city.pk in coordinated_city_ids(user)


@rule("practice.edit")
def _keeps_practice(user, practice) -> bool:
    """Change it, publish it, take it back: the coordinators of its city."""
    return practice.city_id in coordinated_city_ids(user)


@rule("practice.adapt")
def _adapts(user, practice) -> bool:
    """Say that one adapted it: whoever is signed in, once everybody can read it."""
    return practice.is_public


@rule("proposal.write")
def _writes_proposals(user, space_and_group) -> bool:
    """`space_and_group`: (ParticipatedSpace, WorkingGroup or None)."""
    return proposal_standing.may_write(user, *space_and_group, timezone.now())


@rule("proposal.discuss")
def _discusses(user, proposal) -> bool:
    """Comment, and ask to change a paragraph: the group's members, or who sits in the space."""
    return not proposal.is_draft and proposal_standing.takes_part(user, proposal, timezone.now())


@rule("proposal.own")
def _own_proposal(user, proposal) -> bool:
    """Change the draft, put it forward, write the text anew, withdraw it: its author, while they take part."""
    return proposal.author_id == user.pk and proposal_standing.takes_part(user, proposal, timezone.now())


@rule("proposal.answer")
def _answers_amendments(user, proposal) -> bool:
    """Accept and reject amendments: its author and the group's organisers."""
    return not proposal.is_draft and proposal_standing.answers(user, proposal, timezone.now())


@rule("proposal.names")
def _reads_names_of_a_proposal(user, proposal) -> bool:
    """Who wrote what, and the comments: who sits in the space or is in one of its groups, and its city's coordinators."""
    return proposal_standing.knows_names(user, proposal, timezone.now())


@rule("space.set_up")
def _sets_up_spaces(user, city) -> bool:
    """Begin a participated space of this city, open it, give its seats and say who holds them."""
    return city.pk in coordinated_city_ids(user)


@rule("space.read_names")
def _reads_who_sits(user, space) -> bool:
    """Who sits there and who sits in for whom: those who sit there, who are in one of its groups, and the city's coordinators."""
    return sitting.reads_names(user, space, space.day_of(timezone.now()))


@rule("group.begin")
def _begins_groups(user, space) -> bool:
    """Begin a working group, and read the board of all groups: the motor group, and the city's coordinators."""
    return space.is_open and sitting.follows_groups(user, space, space.day_of(timezone.now()))


@rule("group.see_inside")
def _sees_inside(user, group) -> bool:
    return sitting.may_see_inside(user, group, group.space.day_of(timezone.now()))


@rule("group.organise")
def _organises_group(user, group) -> bool:
    """Change its words, admit and name people, give tasks to others, close it: its organisers, while it runs."""
    return not group.is_closed and sitting.organises(user, group, group.space.day_of(timezone.now()))


@rule("plan.write")
def _writes_plan(user, city) -> bool:
    """Everything of a city's plan, its calls and its resources: the coordinators of that city."""
    return city.pk in coordinated_city_ids(user)


@rule("call.write")
def _writes_calls(user, city) -> bool:
    """Open a call of interest, read its answers with contacts, judge them, publish the result: the coordinators of the city."""
    return city.pk in coordinated_city_ids(user)


@rule("resource.keep")
def _keeps_resources(user, city) -> bool:
    """Keep the inventories of idle resources and of civil society, and decide on matches; the network's coordinators read them without notes."""
    return city.pk in coordinated_city_ids(user)


def _runs(user, thing) -> bool:
    """Of a group: its organisers. Of a space: its motor group and its city's coordinators."""
    on = thing.space.day_of(timezone.now())
    return sitting.follows_groups(user, thing.space, on) if thing.group is None else sitting.organises(user, thing.group, on)


# A ballot on a proposal: write it down; close it when everybody has voted, cancel it.
rule("ballot.write")(_runs)
rule("ballot.run")(_runs)


@rule("ballot.names")
def _reads_voters(user, ballot) -> bool:
    """Who may vote and, in an open vote, who voted what: those who sit in the space or are in one of its groups, and its city's coordinators."""
    return sitting.reads_names(user, ballot.space, ballot.space.day_of(timezone.now()))


@rule("decision.follow_up")
def _follows_up(user, decided) -> bool:
    """Say who carries a decision out until when, and what became of it: the group's organisers, the motor group, the city's coordinators."""
    on = decided.space.day_of(timezone.now())
    return sitting.follows_groups(user, decided.space, on) or (decided.group is not None and sitting.organises(user, decided.group, on))
