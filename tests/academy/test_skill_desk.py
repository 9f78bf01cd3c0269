import pytest

from academy.models import Skill
from academy.role_groups import sync_everyone
from tests.world import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def staff_gets_in(world, settings):
    settings.DEMO = True  # waives the second factor
    sync_everyone(NOW.date())


TYPED = {"code": "bookkeeping", "framework": "academy", "labels": "en: Bookkeeping\npt: Contabilidade\nar: مسك الدفاتر", "uri": "", "retired_on": "",
         "descriptions": "en: You keep the books.\npt: Faz as contas.", "parent": "", "position": "3"}


def test_the_network_keeps_skills_with_a_label_for_each_language(world, client):
    client.force_login(world.nadia)
    assert client.post("/cms/skills/new/", TYPED).status_code == 302
    made = Skill.objects.get(code="bookkeeping")
    assert [made.label_in("pt"), made.label_in("pt-br"), made.label_in("ar"), made.label_in("el")] == ["Contabilidade", "Contabilidade", "مسك الدفاتر", "Bookkeeping"]
    assert (made.description_in("pt"), made.position) == ("Faz as contas.", 3)
    assert "pt: Contabilidade" in client.get(f"/cms/skills/edit/{made.pk}/").content.decode()


def test_a_bad_line_is_named_and_what_was_typed_is_kept(world, client):
    client.force_login(world.nadia)
    for labels, said in (("pt: Contabilidade", "English"), ("en Bookkeeping", "Line 1"), ("en: A\n\nen: B", "Line 3"), ("en: A\nEN: B", "Line 2"), (f"en: {'x' * 121}", "120 letters")):
        page = client.post("/cms/skills/new/", {**TYPED, "labels": labels}).content.decode()
        assert said in page and labels.splitlines()[-1] in page and not Skill.objects.exists(), labels


def test_others_do_not_rename_what_the_network_chooses_from(world, client):
    skill = Skill.objects.create(code="law", labels={"en": "Law"})
    for person in (world.carla, world.teo, world.lia):
        client.force_login(person)
        assert client.post(f"/cms/skills/edit/{skill.pk}/", {**TYPED, "code": "law"}).status_code in (302, 403, 404)
    skill.refresh_from_db()
    assert skill.labels == {"en": "Law"}


def test_own_skills_stand_below_a_frameworks_competence_and_never_in_a_circle(world, client):
    area = Skill.objects.create(code="area", framework="entrecomp", labels={"en": "Resources"}, is_heading=True)
    money = Skill.objects.create(code="money", framework="entrecomp", labels={"en": "Money"}, parent=area)
    client.force_login(world.nadia)
    assert client.post("/cms/skills/new/", {**TYPED, "parent": money.pk}).status_code == 302
    books = Skill.objects.get(code="bookkeeping")
    assert books.parent == money
    for code, changed in (("area", {"parent": books.pk, "is_heading": "on"}), ("money", {"parent": books.pk}), ("money", {"parent": money.pk}), ("money", {"parent": "nobody"})):
        skill = Skill.objects.get(code=code)
        typed = {**TYPED, "code": code, "framework": "entrecomp", "labels": "en: Typed", **changed}
        assert "en: Typed" in client.post(f"/cms/skills/edit/{skill.pk}/", typed).content.decode()
    assert list(Skill.objects.values_list("labels__en", flat=True).order_by("pk")) == ["Resources", "Money", "Bookkeeping"]
