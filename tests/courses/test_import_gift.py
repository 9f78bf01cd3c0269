"""manage.py import_gift and export_gift: all or nothing, by line, and the same twice."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from academy.models import Event
from courses.models import CourseVersion, Question, QuestionVersion
from courses.question_bank import import_gift
from tests.world import NOW

DEMO = Path(__file__).resolve().parents[2] / "home" / "demo" / "co_production" / "questions.gift"
BROKEN = Path(__file__).resolve().parents[1] / "academy" / "gift" / "broken.gift"
TWO = """$CATEGORY: bees

::Who::Who decides in a hive?{
=All of them#Yes.
~The queen#No, she lays eggs.
####They dance about it.}

::Legs::How many legs has a bee?{#6:0}
"""


@pytest.fixture
def bank(world):
    return Question.objects.of_course(world.key).filter(category="bees")


def run(tmp_path, text, *options, course="co-production"):
    file = tmp_path / "questions.gift"
    if isinstance(text, bytes):
        file.write_bytes(text)
    else:
        file.write_text(text, encoding="utf-8")
    out, err = io.StringIO(), io.StringIO()
    call_command("import_gift", str(file), "--course", course, *options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_it_brings_in_every_question_with_its_category(tmp_path, world, bank):
    out, err = run(tmp_path, TWO)
    assert "2 added" in out and err == ""
    assert [question.title for question in bank] == ["Who", "Legs"]
    assert {question.current.kind for question in bank} == {"single", "number"}


def test_it_reads_the_whole_demo_bank(world):
    call_command("import_gift", str(DEMO), "--course", "co-production", verbosity=0)
    assert Question.objects.of_course(world.key).exclude(category="basics").count() == 37


def test_the_same_file_twice_changes_nothing(tmp_path, world, bank):
    run(tmp_path, TWO)
    versions = QuestionVersion.objects.count()
    out, _err = run(tmp_path, TWO)
    assert "0 added, 0 changed, 2 the same" in out
    assert (bank.count(), QuestionVersion.objects.count()) == (2, versions)


def test_a_changed_text_makes_a_new_version_and_keeps_the_old_one(tmp_path, world, bank):
    run(tmp_path, TWO)
    out, _err = run(tmp_path, TWO.replace("How many legs", "How many feet"))
    assert "1 changed, 1 the same" in out
    legs = bank.get(title="Legs")
    assert [version.body["text"] for version in legs.versions.order_by("number")] == ["How many legs has a bee?", "How many feet has a bee?"]


def test_the_same_title_in_another_category_is_another_question(tmp_path, world):
    run(tmp_path, TWO)
    run(tmp_path, TWO.replace("bees", "wasps"))
    assert Question.objects.of_course(world.key).filter(title="Who").count() == 2


def test_a_broken_file_imports_nothing_and_says_by_line_why(tmp_path, world, bank):
    broken = TWO + "\n::Essay::Tell us about bees.{}\n\n::Lost::Which one?{\n~this\n~that}\n"
    err = io.StringIO()
    file = tmp_path / "bees.gift"
    file.write_text(broken, encoding="utf-8")
    with pytest.raises(CommandError, match="Nothing was imported: 2 problem"):
        call_command("import_gift", str(file), "--course", "co-production", stdout=io.StringIO(), stderr=err)
    lines = err.getvalue().splitlines()
    assert lines[0].startswith(f"{file}:10: This is an essay question.")
    assert lines[1].startswith(f"{file}:12: No option is right.")
    assert not bank.exists()


def test_what_can_be_read_comes_in_when_asked_so(tmp_path, world, bank):
    out, err = run(tmp_path, TWO + "\nTell us.{}\n", "--skip-unreadable")
    assert "2 added" in out and "1 problem(s)" in out and ":10:" in err
    assert bank.count() == 2


def test_every_problem_of_the_broken_example_has_a_sentence_of_its_own(world):
    report = import_gift(world.key, BROKEN.read_text(encoding="utf-8"), NOW)
    from courses.gift_words import SENTENCES, sentence

    assert report.problems and not report.written
    for problem in report.problems:
        assert problem.code in SENTENCES and "%" not in sentence(problem.code, problem.params).replace("100 %", "")


def test_a_dry_run_says_what_would_happen_and_writes_nothing(tmp_path, world, bank):
    before = (Question.objects.count(), Event.objects.count(), CourseVersion.objects.get(course_key=world.key).number)
    out, _err = run(tmp_path, TWO, "--dry-run")
    assert "2 would be added" in out
    assert (Question.objects.count(), Event.objects.count(), CourseVersion.objects.get(course_key=world.key).number) == before


def test_two_questions_of_one_name_in_a_file_are_a_problem(tmp_path, world, bank):
    with pytest.raises(CommandError, match="Nothing was imported"):
        run(tmp_path, TWO + "\n::Who::Who again?{T}\n")
    report = import_gift(world.key, TWO + "\n::Who::Who again?{T}\n", NOW)
    assert [(each.line, each.code, each.params["line"]) for each in report.problems] == [(10, "title_twice", 3)]


def test_a_category_may_be_given_for_questions_that_have_none(tmp_path, world):
    run(tmp_path, "::Sky::The sky is blue.{T}", "--category", "weather")
    assert Question.objects.get(title="Sky").category == "weather"


def test_a_retired_question_is_left_alone_and_named(tmp_path, world, bank):
    run(tmp_path, TWO)
    bank.get(title="Who").retire(NOW)
    out, _err = run(tmp_path, TWO.replace("Who decides", "Who rules"))
    assert "retired: Who." in out
    assert bank.get(title="Who").versions.count() == 1


def test_html_is_cleaned_on_its_way_in(tmp_path, world, bank):
    hostile = "$CATEGORY: bees\n\n::X::[html]<p onclick\\=\"evil()\">Ask<script>evil()</script></p>{T#<img src\\=x onerror\\=evil()>No#Yes}\n"
    run(tmp_path, hostile)
    kept = bank.get().current
    assert kept.body["text"] == "<p>Ask</p>" and "onerror" not in str(kept.body)


def test_a_question_of_which_nothing_is_left_after_cleaning_is_a_problem(world):
    report = import_gift(world.key, "::X::[html]<script>evil()</script>{T}", NOW)
    assert [each.code for each in report.problems] == ["no_text"] and not report.written


def test_a_translated_copy_gives_translations_and_a_new_version(tmp_path, world, bank):
    run(tmp_path, TWO)
    copy = TWO.replace("Who decides in a hive?", "Quem decide?").replace("All of them", "Todas").replace("The queen", "A rainha")
    out, _err = run(tmp_path, copy, "--language", "pt")
    who = bank.get(title="Who").current
    assert "2 changed" in out and who.number == 2
    assert who.translations["pt"]["text"] == "Quem decide?" and sorted(who.translations["pt"]["options"].values()) == ["A rainha", "Todas"]
    assert who.body["text"] == "Who decides in a hive?"
    out, _err = run(tmp_path, copy, "--language", "pt")
    assert "2 the same" in out
    run(tmp_path, TWO)
    assert bank.get(title="Who").current.translations["pt"]["text"] == "Quem decide?"


def test_a_translated_copy_with_another_right_answer_is_a_problem(tmp_path, world, bank):
    run(tmp_path, TWO)
    swapped = TWO.replace("=All", "~All").replace("~The queen", "=The queen")
    report = import_gift(world.key, swapped, NOW, language="pt")
    assert [(each.line, each.code) for each in report.problems] == [(3, "other_key")]


def test_a_changed_source_drops_the_translations_it_made_untrue(tmp_path, world, bank):
    run(tmp_path, TWO)
    run(tmp_path, TWO.replace("Who decides in a hive?", "Quem decide?"), "--language", "pt")
    run(tmp_path, TWO.replace("Who decides in a hive?", "Who never decides in a hive?"))
    told = bank.get(title="Who").current.translations["pt"]
    assert "text" not in told and told["options"]


@pytest.mark.parametrize(("data", "said"), [
    (b"::A::ok{T}\n\n::B::caf\xe9{T}\n", "questions.gift:3: this is no UTF-8"),
    (b"", None), (b"\xef\xbb\xbf::A::ok{T}", None)])
def test_odd_files_get_a_clear_sentence(tmp_path, world, data, said):
    if said is None:
        run(tmp_path, data)
    else:
        with pytest.raises(CommandError, match=said):
            run(tmp_path, data)


def test_a_missing_file_and_a_wrong_course_are_named(tmp_path, world):
    with pytest.raises(CommandError, match="cannot be opened"):
        call_command("import_gift", str(tmp_path / "none.gift"), "--course", "co-production")
    with pytest.raises(CommandError, match=r"There is no course 'nowhere'\. Courses: co-production"):
        run(tmp_path, TWO, course="nowhere")


def test_the_export_of_the_demo_bank_comes_back_as_the_same_questions(tmp_path, world):
    call_command("import_gift", str(DEMO), "--course", "co-production", verbosity=0)
    file, err = tmp_path / "out.gift", io.StringIO()
    call_command("export_gift", "--course", "co-production", "--category", "co-production", "--output", str(file), stderr=err)
    report = import_gift(world.key, file.read_text(encoding="utf-8"), NOW)
    assert err.getvalue() == "" and (len(report.same), report.changed, report.added, report.problems) == (37, [], [], [])


def test_the_export_says_what_gift_cannot_hold(world):
    from courses.question_bank import add

    add(world.key, "bees", "Order", {"kind": "ordering", "text": "Order them", "options": [{"id": "x", "text": "egg"}, {"id": "c", "text": "bee"}]},
        {"order": ["x", "c"]}, NOW)
    out, err = io.StringIO(), io.StringIO()
    call_command("export_gift", "--course", "co-production", "--category", "bees", stdout=out, stderr=err)
    assert err.getvalue() == "Left out: Order. GIFT knows no ordering.\n"


def test_an_import_makes_the_lesson_pages_anew(tmp_path, world):
    before = CourseVersion.objects.get(course_key=world.key).number
    run(tmp_path, TWO)
    assert CourseVersion.objects.get(course_key=world.key).number > before
