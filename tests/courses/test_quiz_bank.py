"""The question bank in the admin: each kind written by plain forms, versions, retiring, trying, translating, GIFT, quizzes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from courses import grading
from courses.models import CourseVersion, Question, QuestionVersion, Quiz
from courses.question_typing import to_form, to_html, to_question, to_typed
from tests.courses.at_the_desk import sit_down
from tests.courses.quiz_pages import BANK
from tests.world import NOW, make_question

pytestmark = pytest.mark.any_database

KINDS = {
    "single": ({}, [{"text": "All < one", "right": "on", "feedback": "Yes"}, {"text": "None"}], "All &lt; one"),
    "multiple": ({}, [{"text": "a", "worth": "50"}, {"text": "b", "worth": "50"}, {"text": "c", "worth": "-50"}], None),
    "true_false": ({"right": "false", "feedback_right": "Right."}, [], None),
    "short_text": ({"case_sensitive": "on"}, [{"text": "Mahdia"}, {"text": "Mah*", "fraction": "50"}], None),
    "number": ({}, [{"value": "1,5", "tolerance": "0.1"}, {"min": "2", "max": "3", "fraction": "50"}], None),
    "ordering": ({}, [{"text": "first"}, {"text": "second"}, {"text": "third"}], None),
    "matching": ({}, [{"left": "bee", "right": "honey"}, {"left": "hen", "right": "egg"}, {"left": "", "right": "milk"}], None),
}


@pytest.fixture
def bank(client, world):
    sit_down(client, world.teo)
    return f"/cms/question-bank/{world.key}/"


def fields(more, rows, **changes):
    data = {"title": "Mine", "category": "new", "text": "Really?", "feedback": "So it is.", "rows-TOTAL_FORMS": str(len(rows) + 2), "rows-INITIAL_FORMS": "0", **more, **changes}
    for number, row in enumerate(rows):
        data |= {f"rows-{number}-{name}": value for name, value in row.items()}
    return data


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_written_by_a_plain_form_and_comes_back_as_it_was(client, world, bank, kind):
    more, rows, _text = KINDS[kind]
    assert client.get(f"{bank}add/{kind}/").status_code == 200
    page = client.post(f"{bank}add/{kind}/", fields(more, rows))
    assert page.status_code == 302, page.content.decode()
    question = Question.objects.get(title="Mine")
    version = question.current
    assert (version.kind, version.number, grading.validate(version.body, version.answer_key)) == (kind, 1, [])
    edit = client.get(f"{bank}questions/{question.pk}/")
    form, shown = edit.context["form"], edit.context["rows"]
    again = fields({name: form[name].value() for name in form.fields if form[name].value() not in (None, False)},
                   [{name: row[name].value() for name in row.fields if row[name].value() not in (None, False)} for row in shown or ()])
    assert client.post(f"{bank}questions/{question.pk}/", again).status_code == 302
    assert QuestionVersion.objects.filter(question=question).count() == 1


def test_a_change_makes_a_new_version_and_the_old_one_can_be_seen(client, world, bank):
    question = make_question(world.course, "Who?", right="Members", wrong="Bank").question
    page = client.post(f"{bank}questions/{question.pk}/", fields({"seen": "1"}, [{"text": "Members"}, {"text": "Nobody", "right": "on"}]))
    assert page.status_code == 302 and question.versions.count() == 2
    shown = client.get(f"{bank}questions/{question.pk}/versions/").content.decode()
    assert "Version 2" in shown and "Version 1" in shown and "Nobody" in shown


def test_two_trainers_at_once_lose_nothing(client, world, bank):
    question = make_question(world.course, "Who?", right="Members", wrong="Bank").question
    rows = [{"text": "Members", "right": "on"}, {"text": "Nobody"}]
    client.post(f"{bank}questions/{question.pk}/", fields({"seen": "1"}, rows))
    page = client.post(f"{bank}questions/{question.pk}/", fields({"seen": "1"}, rows, text="My words?"))
    html = page.content.decode()
    assert page.status_code == 422 and "Somebody saved another version" in html and "My words?" in html and 'name="seen" value="2"' in html
    assert question.versions.count() == 2
    assert client.post(f"{bank}questions/{question.pk}/", fields({"seen": "2"}, rows, text="My words?")).status_code == 302


@pytest.mark.parametrize(("kind", "rows", "sentence"), [
    ("single", [{"text": "a"}, {"text": "b"}], "Mark exactly one option as right."),
    ("single", [{"text": "a", "right": "on"}], "At least two options are needed."),
    ("multiple", [{"text": "a", "right": "on"}, {"text": "b", "worth": "50"}], "Give a percentage to each right option"),
    ("multiple", [{"text": "a", "worth": "900"}, {"text": "b"}], "less than or equal to 100"),
    ("number", [{"value": "many"}], "Write numbers without"), ("number", [{"value": "1", "min": "2"}], "Write a number, or both ends"),
    ("number", [{"min": "3", "max": "2"}], "The range is backwards"), ("short_text", [], "No answer is accepted."),
    ("matching", [{"left": "a", "right": "b"}, {"left": "c", "right": ""}], "needs its partner"), ("ordering", [{"text": "a"}], "At least two options are needed.")])
def test_what_is_wrong_is_said_and_what_was_typed_comes_back(client, world, bank, kind, rows, sentence):
    page = client.post(f"{bank}add/{kind}/", fields({}, rows, feedback="Words to keep"))
    html = page.content.decode()
    assert page.status_code == 422 and sentence in html and "Words to keep" in html
    assert not Question.objects.filter(title="Mine").exists()
    for row in rows:
        assert all(value in html for value in row.values() if value != "on")


def test_more_empty_lines_lose_nothing(client, world, bank):
    page = client.post(f"{bank}add/ordering/", fields({}, [{"text": "egg"}, {"text": "hen"}], act="rows"))
    html = page.content.decode()
    assert page.status_code == 200 and 'value="egg"' in html and 'value="hen"' in html and "Really?" in html
    assert html.count('class="tessera-row"') == 8 and not Question.objects.filter(title="Mine").exists()


def test_a_title_is_taken_once_in_a_category(client, world, bank):
    for expected in (302, 422):
        page = client.post(f"{bank}add/true_false/", fields({"right": "true"}, []))
        assert page.status_code == expected
    assert "already has a question with this title" in page.content.decode()


def test_html_is_cleaned_and_plain_words_are_escaped(client, world, bank):
    client.post(f"{bank}add/true_false/", fields({"right": "true"}, [], text='<b onclick="x()">Bold</b><script>x()</script>', feedback="1 < 2\nand so on"))
    body = Question.objects.get(title="Mine").current.body
    assert (body["text"], body["feedback"]) == ("<b>Bold</b>", "1 &lt; 2<br>and so on")


@pytest.mark.parametrize("typed", ["1 < 2 & 3", "two\nlines", "<b>bold</b> & more", "“quotes” 'and' \"more\"", "&lt; as typed"])
def test_what_is_typed_is_shown_again_as_it_was(typed):
    from courses.question_bank import cleaned

    assert to_typed(to_html(typed)) == typed
    stored = cleaned({"text": to_html(typed)})["text"]
    assert to_html(to_typed(stored)) == stored


@pytest.mark.parametrize("kind", BANK)
def test_form_and_question_are_the_same_thing_twice(kind):
    body, key = BANK[kind]
    body = {"kind": kind, "feedback": "", **body}
    form, rows = to_form(body, key)
    made, made_key, wrong = to_question(kind, form, rows, body)
    assert wrong == [] and grading.validate(made, made_key) == []
    form_again, rows_again = to_form(made, made_key)
    assert (form_again, rows_again) == (form, [{**again} for again in rows]) or kind in ("short_text", "number")
    assert [part["id"] for part in made.get("options", ())] == [part["id"] for part in body.get("options", ())]
    if kind not in ("short_text", "number"):
        assert made_key == key


def test_retiring_takes_it_out_of_the_draw_and_back(client, world, bank):
    question = Question.objects.of_course(world.key).first()
    before = CourseVersion.objects.get(course_key=world.key).number
    client.post(f"{bank}questions/{question.pk}/retirement/", {"act": "retire"}, follow=True)
    assert world.quiz.questions().count() == 1 and question.title not in client.get(bank).content.decode()
    assert question.title in client.get(bank + "?retired=1").content.decode()
    assert CourseVersion.objects.get(course_key=world.key).number > before
    client.post(f"{bank}questions/{question.pk}/retirement/", {"act": "return"})
    assert Quiz.objects.get(pk=world.quiz.pk).asks == 2


def test_the_list_searches_titles_and_categories(client, world, bank):
    make_question(world.course, "About bees", right="yes", wrong="no", category="bees")
    page = client.get(bank + "?q=bees").content.decode()
    assert "About bees" in page and "Who decides" not in page
    assert "Nothing found" in client.get(bank + "?q=zebra").content.decode()


def test_trying_a_question_shows_it_as_a_learner_sees_it_and_keeps_nothing(client, world, bank):
    from courses.models import QuizAttempt

    version = Question.objects.of_course(world.key).first().current
    page = client.get(f"{bank}questions/{version.question_id}/preview/")
    assert b"<fieldset" in page.content and b"Nothing is kept" in page.content
    page = client.post(f"{bank}questions/{version.question_id}/preview/", {f"a-{version.pk}": "a"})
    assert b"Right" in page.content and not QuizAttempt.objects.exists()


def test_a_translation_is_written_part_by_part(client, world, bank):
    question = Question.objects.of_course(world.key).first()
    path = f"{bank}questions/{question.pk}/languages/pt/"
    assert b"Who decides in a co-operative?" in client.get(path).content
    client.post(path, {"text": "Quem decide?", "options:a": "As pessoas", "options:b": "O banco<script>x</script>"})
    version = question.versions.get(number=2)
    assert version.translations["pt"] == {"text": "Quem decide?", "options": {"a": "As pessoas", "b": "O banco"}}
    assert client.get(f"{bank}questions/{question.pk}/languages/en/").status_code == 404
    assert client.get(f"{bank}questions/{question.pk}/languages/xx/").status_code == 404


def test_a_gift_file_is_checked_first_and_its_text_can_be_mended_on_the_spot(client, world, bank):
    gift = "::Sky::It is blue.{T}\n\nTell us.{}\n"
    file = SimpleUploadedFile("bank.gift", gift.encode())
    html = client.post(f"{bank}import/", {"file": file, "category": "weather", "act": "import"}).content.decode()
    assert "Nothing is imported yet" in html and "essay question" in html and "Tell us.{}" in html and '<td class="is-number">3</td>' in html
    assert not Question.objects.filter(title="Sky").exists()
    html = client.post(f"{bank}import/", {"text": gift.replace("Tell us.{}", ""), "category": "weather", "act": "check"}).content.decode()
    assert "All of it can be read" in html and not Question.objects.filter(title="Sky").exists()
    client.post(f"{bank}import/", {"text": gift, "category": "weather", "act": "import", "skip_unreadable": "on"})
    assert Question.objects.get(title="Sky").category == "weather"


@pytest.mark.parametrize(("data", "sentence"), [({}, "Choose a file, or paste its text."), ({"file": b"::A::caf\xe9{T}"}, "Line 1 is no UTF-8 text.")])
def test_a_file_that_is_none_gets_a_sentence(client, world, bank, data, sentence):
    if "file" in data:
        data = {"file": SimpleUploadedFile("x.gift", data["file"])}
    assert sentence in client.post(f"{bank}import/", {**data, "act": "check"}).content.decode()


def test_the_bank_is_exported_as_gift(client, world, bank):
    assert "Who decides" in client.get(f"{bank}export/").content.decode()
    file = client.get(f"{bank}export/?download=1")
    assert file["Content-Disposition"].startswith("attachment") and "$CATEGORY: basics" in file.content.decode()


def test_a_quiz_is_made_and_changed(client, world, bank):
    made = client.post(f"{bank}quizzes/add/", {"title": "New", "slug": "new", "category": "basics", "draw": 1, "pass_mark": 70, "max_attempts": 3, "title_pt": "Novo"})
    assert made.status_code == 302
    quiz = Quiz.objects.get(slug="new")
    assert (quiz.course_key, quiz.draw, quiz.pass_mark, quiz.title_in("pt"), quiz.title_in("ar")) == (world.key, 1, 70, "Novo", "New")
    page = client.post(f"{bank}quizzes/{quiz.pk}/", {"title": "New", "slug": "try-it", "category": "basics", "draw": 0, "pass_mark": 101, "max_attempts": 0})
    html = page.content.decode()
    assert page.status_code == 422 and "less than or equal to 100" in html
    page = client.post(f"{bank}quizzes/{quiz.pk}/", {"title": "New", "slug": "try-it", "category": "basics", "draw": 0, "pass_mark": 60, "max_attempts": 0})
    assert page.status_code == 422 and "already has a quiz with this short name" in page.content.decode()


def pages(world, bank):
    question = Question.objects.of_course(world.key).first()
    one = f"{bank}questions/{question.pk}/"
    return [bank, f"{bank}add/single/", one, f"{one}versions/", f"{one}preview/", f"{one}languages/pt/", f"{bank}import/", f"{bank}export/",
            f"{bank}quizzes/add/", f"{bank}quizzes/{world.quiz.pk}/"]


def test_every_screen_opens_for_the_trainer(client, world, bank):
    assert [client.get(path).status_code for path in pages(world, bank)] == [200] * 10


@pytest.mark.parametrize("who", ["lia", "marta", "carla", "nadia", "stranger"])
def test_nobody_but_trainers_of_the_course_finds_the_bank(client, world, who):
    bank = f"/cms/question-bank/{world.key}/"
    sit_down(client, getattr(world, who))
    for path in pages(world, bank):
        assert client.get(path).status_code in (302, 403, 404), path
        assert client.post(path, {"act": "import", "text": "::X::y{T}"}).status_code in (302, 403, 404, 405), path
    assert Question.objects.count() == 2 and Quiz.objects.count() == 1


def test_a_trainer_of_another_city_does_not_find_it(client, world):
    from tests.world import grant, make_person

    other = grant(make_person("amal", "Amal"), "trainer", world.mahdia)
    world.course.city = world.cascais
    world.course.save()
    sit_down(client, other)
    for path in pages(world, f"/cms/question-bank/{world.key}/"):
        assert client.get(path).status_code == 404


def test_a_question_of_another_course_is_not_found_through_this_one(client, world, bank):
    from tests.world import make_course

    other = make_course(world.catalogue, "other", "Other")
    question = make_question(other, "Secret?", right="yes", wrong="no").question
    assert client.get(f"{bank}questions/{question.pk}/").status_code == 404
    assert client.post(f"{bank}questions/{question.pk}/retirement/", {"act": "retire"}).status_code == 404


def test_the_chooser_of_a_lesson_offers_only_the_quizzes_of_ones_courses(client, world, bank):
    page = client.get("/cms/snippets/choose/courses/quiz/")
    assert page.status_code == 200 and "Try it" in page.content.decode() and "Doing things together" in page.content.decode()


def test_a_version_never_changes(world):
    version = QuestionVersion.objects.first()
    with pytest.raises(TypeError, match="never changes"):
        version.save()
    assert version.question.revise(version.body, version.answer_key, {}, NOW) is None
