"""Which skills an exchange builds: said at the host city's desk, read on its page."""

import pytest

from academy.building_skills import built_by
from academy.models import Skill, SkillBuilt
from academy.models.skills import Builder
from cohorts.duplicating import duplicate, first_day
from tests.gatherings import make_exchange
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_the_host_says_what_it_builds_and_a_copy_builds_it_too(world, client, settings):
    settings.DEMO = True
    law = Skill.objects.create(code="law", labels={"en": "Law"})
    exchange = make_exchange(world)
    address = "/en/city/cascais/exchanges/neighbourhood-services/skills/"
    typed = {"builds-skill_0": law.pk, "builds-level_0": "3"}
    assert client.post(address, typed).status_code == 302  # to the sign-in
    for person in (world.lia, world.mouna, world.nadia, world.stranger):
        client.force_login(person)
        assert client.post(address, typed).status_code in (302, 403, 404)
    assert not SkillBuilt.objects.exists()
    client.force_login(world.carla)
    assert client.get(address).status_code == 200
    wrong = client.post(address, {**typed, "builds-level_0": ""})
    assert wrong.status_code == 422 and f'<option value="{law.pk}" selected>' in wrong.content.decode()
    assert client.post(address, typed).status_code == 302
    assert "Law" in client.get("/en/city/cascais/exchanges/neighbourhood-services/").content.decode()
    page = client.__class__().get("/en/exchanges/neighbourhood-services/").content.decode()
    assert 'href="/en/skills/law/"' in page and "to level 3" in page
    [copy] = duplicate(exchange, [first_day(exchange)], title="Again", summary="Once more.", by=world.carla, at=NOW)
    assert [each.level for each in built_by(Builder.EXCHANGE, [copy.key])[str(copy.key)]] == [3]
    assert client.put(address).status_code == 405
