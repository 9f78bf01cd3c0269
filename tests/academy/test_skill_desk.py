import pytest

from academy.models import Skill
from academy.role_groups import sync_everyone
from tests.world import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def staff_gets_in(world, settings):
    settings.DEMO = True  # waives the second factor
    sync_everyone(NOW.date())


TYPED = {"code": "bookkeeping", "framework": "academy", "labels": "en: Bookkeeping\npt: Contabilidade\nar: مسك الدفاتر", "uri": "", "retired_on": ""}


def test_the_network_keeps_skills_with_a_label_for_each_language(world, client):
    client.force_login(world.nadia)
    assert client.post("/cms/skills/new/", TYPED).status_code == 302
    made = Skill.objects.get(code="bookkeeping")
    assert [made.label_in("pt"), made.label_in("pt-br"), made.label_in("ar"), made.label_in("el")] == ["Contabilidade", "Contabilidade", "مسك الدفاتر", "Bookkeeping"]
    assert "pt: Contabilidade" in client.get(f"/cms/skills/edit/{made.pk}/").content.decode()


@pytest.mark.parametrize(("labels", "said"), [("pt: Contabilidade", "English"), ("en Bookkeeping", "Line 1"), ("en: A\n\nen: B", "Line 3"), ("en: A\nEN: B", "Line 2"),
                                              (f"en: {'x' * 81}", "80 letters")])
def test_a_bad_line_is_named_and_what_was_typed_is_kept(world, client, labels, said):
    client.force_login(world.nadia)
    page = client.post("/cms/skills/new/", {**TYPED, "labels": labels}).content.decode()
    assert said in page and labels.splitlines()[-1] in page and not Skill.objects.exists()


def test_others_do_not_rename_what_the_network_chooses_from(world, client):
    skill = Skill.objects.create(code="law", labels={"en": "Law"})
    for person in (world.carla, world.teo, world.lia):
        client.force_login(person)
        assert client.post(f"/cms/skills/edit/{skill.pk}/", {**TYPED, "code": "law"}).status_code in (302, 403, 404)
    skill.refresh_from_db()
    assert skill.labels == {"en": "Law"}
