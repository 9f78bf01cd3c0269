"""The form of an exchange: what is asked, of whom, in which language; what is kept and what is not."""

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from cohorts.answering import answer_lines, registration_form
from cohorts.models import Exchange, FormQuestion
from cohorts.ready_questions import READY, ready_fields
from cohorts.registering import change_answers, register
from tests.gatherings import make_exchange
from tests.world import NOW

pytestmark = pytest.mark.django_db


def ask(exchange, kind="text", label="Shoe size", **fields) -> FormQuestion:
    words = {"en": {"label": label, "why": fields.pop("why", ""), "options": fields.pop("options", [])}}
    return FormQuestion.objects.create(exchange=exchange, kind=kind, words={**words, **fields.pop("words", {})}, position=exchange.questions.count(), **fields)


def ready(exchange, name) -> FormQuestion:
    return FormQuestion.objects.create(exchange=exchange, position=exchange.questions.count(), **ready_fields(name))


def post(**said) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in said.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def filled(exchange, said: dict, version="1", **more):
    """The posted form; `said`: {question or (question, "more"): text}."""
    named = {f"q-{key.key}" if isinstance(key, FormQuestion) else f"q-{key[0].key}:more": value for key, value in said.items()}
    return registration_form(exchange, "en", post(form_version=version, **named), **more)


def test_every_kind_of_answer_is_kept_as_promised_and_read_back(world):
    made = make_exchange(world)
    line, lines, yes, number = ask(made, label="Line"), ask(made, "long", "Lines"), ask(made, "yes_no", "Sure?"), ask(made, "number", "How many?")
    one, many = ask(made, "one", "Pick", options=["red", "blue"]), ask(made, "many", "Tick", options=["sea", "land", "sky"])
    form = filled(made, {line: " a  b ", lines: "one\r\ntwo", yes: "no", number: "٣", one: "1", many: ["0", "2"]}, person=world.lia)
    assert form.is_valid(), form.errors
    assert form.answers() == {str(line.key): "a b", str(lines.key): "one\r\ntwo", str(yes.key): "no", str(number.key): "٣", str(one.key): 1, str(many.key): [0, 2]}
    kept = register(made, world.lia, answers=form.answers(), answers_version=form.form_version, at=NOW)
    assert answer_lines(kept, "en") == [("Line", "a b"), ("Lines", "one\r\ntwo"), ("Sure?", "No"), ("How many?", "٣"), ("Pick", "blue"), ("Tick", "sea, sky")]
    again = registration_form(made, "en", registration=kept, person=world.lia)
    assert again.initial[f"q-{many.key}"] == ["0", "2"] and again.initial[f"q-{one.key}"] == "1"
    assert render_to_string("academy/parts/fields.html", {"form": again}).count("checked") == 4


def test_what_must_be_answered_is_and_what_was_typed_stays(world):
    made = make_exchange(world)
    needed, other = ask(made, required=True), ask(made, label="Else")
    form = filled(made, {other: "still here"}, person=world.lia)
    assert not form.is_valid() and list(form.errors) == [f"q-{needed.key}"]
    assert "still here" in str(form[f"q-{other.key}"])


@pytest.mark.parametrize("answer", ["no", ""])
def test_what_hangs_on_another_answer_is_neither_needed_nor_kept_without_it(world, answer):
    made = make_exchange(world)
    first = ask(made, "yes_no", "Do you bring a poster?")
    second = ask(made, "number", "How wide is it?", asked_if=first, asked_if_value="yes", required=True)
    third = ask(made, label="Who hangs it?", asked_if=second, asked_if_value="3")
    form = filled(made, {first: answer, second: "no number at all", third: "somebody"}, person=world.lia)
    assert form.is_valid(), form.errors
    assert form.answers() == ({str(first.key): "no"} if answer else {})
    needing = filled(made, {first: "yes", third: "somebody"}, person=world.lia)
    assert list(needing.errors) == [f"q-{second.key}"]
    assert filled(made, {first: "yes", second: "3", third: "me"}, person=world.lia).is_valid()


def test_the_condition_is_said_in_words_for_who_has_no_javascript(world):
    made = make_exchange(world)
    first = ask(made, "one", "How do you come?", options=["by train", "on foot"])
    second = ask(made, label="From where?", asked_if=first, asked_if_value="0")
    form = registration_form(made, "en", person=world.lia)
    assert "Only if you answered “by train” to “How do you come?”." in form.fields[f"q-{second.key}"].help_text
    assert f'data-asked-if="q-{first.key}"' in str(form[f"q-{second.key}"])


def test_questions_that_hang_on_each_other_are_both_asked(world):
    made = make_exchange(world)
    first, second = ask(made, "yes_no", "One"), ask(made, "yes_no", "Two")
    FormQuestion.objects.filter(pk=first.pk).update(asked_if=second, asked_if_value="yes")
    FormQuestion.objects.filter(pk=second.pk).update(asked_if=first, asked_if_value="yes")
    form = filled(made, {first: "no", second: "no"}, person=world.lia)
    assert form.is_valid() and len(form.answers()) == 2


def test_a_retired_question_is_not_asked_but_its_answers_stay_readable(world):
    made = make_exchange(world)
    old = ask(made, label="Fax number", retired_at=NOW)
    child = ask(made, label="Best hours", asked_if=old, asked_if_value="yes", required=True)
    assert list(registration_form(made, "en", person=world.lia).fields) == ["form_version", f"q-{child.key}"]
    kept = register(made, world.lia, answers={str(old.key): "12"}, at=NOW)
    assert answer_lines(kept, "en") == [("Fax number", "12")]


def test_the_words_come_in_the_readers_language_or_the_nearest(world):
    made = make_exchange(world, source_language="pt")
    own = ask(made, "one", "Shirt", options=["small", "large"], words={"pt": {"label": "Camisola", "options": ["pequena", "grande", "enorme"]}, "ar": {"label": "قميص"}})
    ready(made, "diet")

    def shown(language):
        field = registration_form(made, language, person=world.lia).fields[f"q-{own.key}"]
        return field.label, [text for value, text in field.choices if value]

    assert shown("pt") == ("Camisola", ["pequena", "grande", "enorme"])
    assert shown("en") == ("Shirt", ["small", "large", "enorme"])
    assert shown("ar") == ("قميص", ["pequena", "grande", "enorme"])
    assert shown("fr") == ("Camisola", ["pequena", "grande", "enorme"])


def test_the_ready_questions_come_with_their_follow_up(world):
    made = make_exchange(world)
    asked = {name: ready(made, name) for name in READY}
    form = filled(made, {asked["diet"]: ["0", "6"], (asked["diet"], "more"): "peanuts", asked["access"]: [], (asked["access"], "more"): "nothing ticked",
                         asked["accommodation"]: "no", (asked["accommodation"], "more"): "2 nights", asked["travel"]: "0", (asked["travel"], "more"): "Rossio, 9:00",
                         asked["companion"]: "yes", (asked["companion"], "more"): "Ana"}, person=world.lia)
    assert form.is_valid(), form.errors
    kept = register(made, world.lia, answers=form.answers(), answers_version=1, at=NOW)
    lines = dict(answer_lines(kept, "en"))
    assert lines["What should the kitchen know?"] == "Vegetarian, I have an allergy"
    assert set(lines.values()) == {"Vegetarian, I have an allergy", "peanuts", "No", "By train", "Rossio, 9:00", "Yes", "Ana"}


def test_a_form_changed_under_somebodys_hands_is_shown_as_it_now_is_with_what_was_typed(world):
    made = make_exchange(world)
    first = ask(made, label="Shoe size")
    Exchange.objects.filter(pk=made.pk).update(form_version=2)
    made.refresh_from_db()
    ask(made, label="Shirt size")
    form = filled(made, {first: "38"}, version="1", person=world.lia)
    assert not form.is_valid() and form.errors.as_data()["__all__"][0].code == "form_changed"
    page = render_to_string("academy/parts/fields.html", {"form": form})
    assert "38" in page and 'name="form_version" value="2"' in page and "Shirt size" in page
    assert filled(made, {first: "38"}, version="2", person=world.lia).is_valid()


@pytest.mark.parametrize("version", ["", "x", "²", "9" * 30, "-1"])
def test_a_version_that_makes_no_sense_is_an_old_form(world, version):
    made = make_exchange(world)
    ask(made)
    assert not filled(made, {}, version=version, person=world.lia).is_valid()


def test_an_exchange_that_asks_nothing_needs_no_form_at_all(world):
    made = make_exchange(world)
    assert registration_form(made, "en", QueryDict(), person=world.lia).is_valid()


def test_who_has_no_city_chooses_one_and_an_office_names_its_guest(world):
    made = make_exchange(world, seats_per_city=5)
    assert "city" not in registration_form(made, "en", person=world.lia).fields
    assert "city" in registration_form(made, "en", QueryDict("form_version=1"), person=world.stranger).errors
    form = registration_form(made, "en", post(form_version="1", guest_name="Dona Rosa", city=str(world.cascais.pk)), guest=True)
    assert form.is_valid() and form.cleaned_data["city"] == world.cascais
    broken = registration_form(made, "en", post(form_version="1", guest_name="Dona\nRosa", city=str(world.cascais.pk)), guest=True)
    assert "guest_name" in broken.errors


def test_answers_can_be_replaced_and_unsaid(world):
    made = make_exchange(world)
    first, second = ask(made), ask(made, "many", "Tick", options=["sea", "land"])
    kept = register(made, world.lia, answers={str(first.key): "38", str(second.key): [1]}, answers_version=1, at=NOW)
    form = filled(made, {first: "39"}, registration=kept, person=world.lia)
    assert form.is_valid() and form.fields.keys() == {"form_version", f"q-{first.key}", f"q-{second.key}"}
    assert change_answers(kept, form.answers(), form.form_version, at=NOW).answers == {str(first.key): "39"}


def test_a_hostile_answer_is_an_error_not_a_crash(world):
    made = make_exchange(world)
    one, many, line = ask(made, "one", "Pick", options=["red"]), ask(made, "many", "Tick", options=["sea"]), ask(made)
    form = filled(made, {one: "7", many: ["0", "x"], line: "a\x00b"}, person=world.lia)
    assert set(form.errors) == {f"q-{each.key}" for each in (one, many, line)}
    assert "<script>" not in render_to_string("academy/parts/fields.html", {"form": filled(made, {line: "<script>"}, person=world.lia)})
