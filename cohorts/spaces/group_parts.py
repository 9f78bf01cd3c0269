"""What others put on the page of a group and of a space: proposals, ballots, meetings, documents, surveys. Each by a small insertion here.

`parts_of_group(group, user, at, language) -> dict` and `parts_of_space(space, user, at, language) -> dict` go into the templates' context;
their slots are templates/cohorts/spaces/parts/group_*.html and space_*.html. Each adds a fixed number of queries.
"""

from cohorts.decisions.proposal_list import proposals_of, proposals_of_space
from cohorts.decisions.proposal_standing import may_write
from cohorts.decisions.register_list import decisions_of
from cohorts.mirrors.space_part import mirrors_of
from cohorts.spaces.meeting_rows import documents_of, meeting_rows
from cohorts.spaces.sitting import is_member, may_see_inside, organises


def parts_of_group(group, user, at, language: str) -> dict:
    today = group.space.day_of(at)
    organising, inside = organises(user, group, today), may_see_inside(user, group, today)
    return {**decisions_of(group.space, group, today), "proposals": proposals_of(group, user, at), "may_propose": may_write(user, group.space, group, at),
            **meeting_rows(group, user, at, organises=organising, inside=inside),
            **documents_of(group, inside=inside, member=is_member(user, group, today), organises=organising)}


def parts_of_space(space, user, at, language: str) -> dict:
    return {**decisions_of(space, None, space.day_of(at)), "proposals": proposals_of_space(space, user, at), "may_propose": may_write(user, space, None, at),
            **mirrors_of(space, user, at)}
