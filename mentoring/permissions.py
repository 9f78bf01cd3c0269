"""Who may do what with mentoring. Everyone not named here is refused; which rows: the QuerySets of the models.

A city's round is kept by the city's coordinators, the network's by the network's coordinators. Names of those who take part:
Participation.objects.named_for(user), a city's own people for its coordinators. A proposal and a mentorship belong to the two people in
it: nobody else answers, reads or writes there, whatever their role (superusers neither: load through the person).
"""

from academy.permissions import coordinated_city_ids, rule, sees_network


@rule("round.open")
def _opens(user, city) -> bool:
    """Begin a round of this city; None: of the whole network."""
    return sees_network(user) if city is None else city.pk in coordinated_city_ids(user)


@rule("round.keep")
def _keeps(user, mentoring_round) -> bool:
    """Change, open, simulate, rule on pairs, publish, close."""
    return sees_network(user) if mentoring_round.city_id is None else mentoring_round.city_id in coordinated_city_ids(user)


@rule("round.see_desk")
def _sees_desk(user, mentoring_round) -> bool:
    """Read counts at the desk: whoever keeps it, the network's coordinators, and for a round of the network every city's coordinators."""
    return sees_network(user) or _keeps(user, mentoring_round) or (mentoring_round.city_id is None and bool(coordinated_city_ids(user)))


@rule("round.join")
def _joins(user, mentoring_round) -> bool:
    """Take part: people of a partner city, in the network's rounds and their own city's."""
    return user.city_id is not None and mentoring_round.city_id in (None, user.city_id)
