"""Signing in to the admin as somebody with a role: their rights in Wagtail follow their grants, as they do every night."""

from academy.role_groups import sync_groups, sync_person
from tests.world import NOW


def sit_down(client, person):
    """Sign the person in, with the rights their roles give in the admin."""
    sync_groups()
    sync_person(person, NOW.date())
    client.force_login(type(person).objects.get(pk=person.pk))
    return client
