"""Bringing frameworks in: by command and at the desk, everything or nothing, as often as one likes."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from academy.frameworks import ENTRECOMP, address_of, lay_frameworks
from academy.importing_skills import import_skills
from academy.models import Event, Skill
from academy.role_groups import sync_everyone
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def bring(text: str, **more):
    return import_skills(text.encode(), by=None, at=NOW, **more)


def test_entrecomp_comes_in_once():
    first, again = lay_frameworks(NOW), lay_frameworks(NOW)
    assert (len(first.added), len(again.added), len(again.same)) == (18, 0, 18) and not again.writes
    assert Skill.objects.current().count() == 15 and Skill.objects.headings().count() == 3
    others = Skill.objects.get(code="entrecomp-mobilising-others")
    assert (others.parent.code, others.label_in("fr"), others.uri) == ("entrecomp-resources", "Mobiliser les autres", "")
    assert address_of(others).startswith("https://joint-research-centre.ec.europa.eu/")
    assert Event.objects.filter(verb="imported", object_kind="skills").count() == 1


def test_a_second_file_changes_retires_and_brings_back_and_takes_nothing_away():
    bring("code,label:en,label:pt,uri,parent\nlaw,Law,Lei,https://x.example/1,\nbooks,Books,,https://x.example/2,law\n")
    # Two swap their addresses; a language the file lacks stays, and so does a parent.
    report = bring("code,label:en,uri,retired\nlaw,The law,https://x.example/2,\nbooks,Books,https://x.example/1,2026-11-01\nnew,New,,\n")
    assert (report.added, report.changed, report.retired) == (["new"], ["law"], ["books"])
    law, books = Skill.objects.get(code="law"), Skill.objects.get(code="books")
    assert (law.labels, law.uri, books.uri, books.parent, str(books.retired_on)) == (
        {"en": "The law", "pt": "Lei"}, "https://x.example/2", "https://x.example/1", law, "2026-11-01")
    assert bring("code,label:en,retired\nbooks,Books,\n").brought_back == ["books"]
    assert Skill.objects.count() == 3


def test_nothing_comes_in_while_one_line_is_wrong(tmp_path):
    lay_frameworks(NOW)
    report = bring("code,framework,label:en\ngood,academy,Good\nentrecomp-vision,academy,Mine now\n")
    assert [(each.line, each.code) for each in report.problems] == [(3, "other_framework")]
    assert not Skill.objects.filter(code="good").exists()
    file = tmp_path / "bad.csv"
    file.write_text("code,label:en,parent\na,,x\nb,B,b\n")
    with pytest.raises(CommandError) as refused:
        call_command("import_skills", file)
    assert [line.partition(":")[0].strip() for line in str(refused.value).splitlines()[1:]] == ["line 2", "line 2", "line 3"]
    assert Skill.objects.count() == 18


def test_the_command_says_what_it_did(tmp_path):
    told = StringIO()
    call_command("import_skills", ENTRECOMP, "--check", stdout=told)
    assert "18 new" in told.getvalue() and not Skill.objects.exists()
    call_command("import_skills", ENTRECOMP, stdout=told)
    assert "new: entrecomp-vision" in told.getvalue() and Skill.objects.count() == 18
    with pytest.raises(CommandError):
        call_command("import_skills", tmp_path / "nowhere.csv")


def test_the_network_brings_a_file_in_at_the_desk(world, client, settings):
    settings.DEMO = True  # waives the second factor
    sync_everyone(NOW.date())
    address = "/cms/skills/import/"
    assert client.get(address).status_code == 302
    for person in (world.lia, world.carla, world.teo):
        client.force_login(person)
        assert client.post(address, {"text": "code,label:en\na,A\n", "act": "import"}).status_code in (302, 403, 404)
    assert not Skill.objects.exists()
    client.force_login(world.nadia)
    bad = "code,label:en\na,A\nb,\n"
    answer = client.post(address, {"text": bad, "act": "import"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "<td>“b” has no English label" in page and "a,A\nb," in page and not Skill.objects.exists()
    assert client.post(address, {"text": "", "act": "import"}).status_code == 422
    looked = client.post(address, {"text": "code,label:en\na,A\n", "act": "check"})
    assert looked.status_code == 200 and not Skill.objects.exists()
    assert client.post(address, {"file": ENTRECOMP.open("rb"), "text": "", "act": "import"}).status_code == 302
    assert Skill.objects.count() == 18 and Event.objects.get(verb="imported").subject == world.nadia.subject
    assert client.put(address).status_code == 405
