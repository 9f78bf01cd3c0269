"""What others put on the page of a group and of a space: proposals, ballots, meetings, documents, surveys. Each by a small insertion here.

`parts_of_group(group, user, at, language) -> dict` and `parts_of_space(space, user, at, language) -> dict` go into the templates' context;
their slots are templates/cohorts/spaces/parts/group_*.html and space_*.html. Each adds a fixed number of queries.
"""


def parts_of_group(group, user, at, language: str) -> dict:
    return {}


def parts_of_space(space, user, at, language: str) -> dict:
    return {}
