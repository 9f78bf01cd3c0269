"""Making the form: ready questions with one click, own ones with a reason, and nothing that was answered is lost."""

import pytest
from django.urls import reverse

from cohorts.answering import registration_form
from cohorts.asking import CannotAsk, ask_own, ask_ready, move_question, stop_asking
from cohorts.models import Exchange, FormQuestion
from tests.gatherings import make_exchange, seat
from tests.world import NOW

pytestmark = pytest.mark.django_db
OWN = {"label": "Which tools do you bring?", "why": "So that we have enough.", "kind": "text", "options": "", "asked_if": ""}


@pytest.fixture
def made(world):
    return make_exchange(world)


@pytest.fixture
def carla(world, client):
    client.force_login(world.carla)
    return client


def version(made) -> int:
    return Exchange.objects.get(pk=made.pk).form_version


def ask(made, world, label="Lunch?", kind="yes_no", options=(), question=None, **fields):
    return ask_own(made, question, language="en", words={"label": label, "why": "To plan.", "options": list(options)}, version=version(made), by=world.carla, at=NOW, kind=kind,
                   **{"required": False, "sensitive": False, "asked_if_id": None, "asked_if_value": "", **fields})


def at(made, name, *args):
    return reverse(name, args=["cascais", made.slug, *args])


def test_a_ready_question_is_one_click_and_asked_once(made, carla):
    for _twice in range(2):
        assert carla.post(at(made, "desk_question_ready"), {"ready": "diet"}).status_code == 302
    assert [each.ready for each in made.questions.all()] == ["diet"]
    assert made.questions.get().sensitive and version(made) == 2
    assert carla.post(at(made, "desk_question_ready"), {"ready": "shoe size"}).status_code == 404


def test_every_ready_question_can_be_previewed(made, carla):
    for name in ("diet", "access", "accommodation", "travel", "companion"):
        carla.post(at(made, "desk_question_ready"), {"ready": name})
    page = carla.get(at(made, "desk_form_preview")).content.decode()
    assert "What should the kitchen know?" in page and 'type="radio"' in page
    shown = page[page.index("desk-proof"):]
    assert "<button" not in shown[:shown.index("</form>")], "there is nothing to send it with"
    assert carla.post(at(made, "desk_form_preview")).status_code == 405
    assert "Ready in every language" not in carla.get(at(made, "desk_form")).content.decode()


def test_a_form_that_asks_nothing_says_so(made, carla):
    page = carla.get(at(made, "desk_form_preview")).content.decode()
    assert "Nothing is asked yet" in page and "desk-proof" not in page


def test_an_own_question_says_why_it_is_asked(made, carla):
    assert "Say why you ask" in carla.post(at(made, "desk_question_new"), {**OWN, "why": "", "version": 1}).content.decode()
    assert carla.post(at(made, "desk_question_new"), {**OWN, "version": 1}).status_code == 302
    made.refresh_from_db()
    assert registration_form(made, "en").questions[0].label == "Which tools do you bring?"


@pytest.mark.parametrize("options", ["", "Only one", "Same\nSame", "\n".join(str(number) for number in range(31)), "x" * 151 + "\ny"])
def test_a_list_needs_answers_to_choose_from(made, carla, options):
    assert carla.post(at(made, "desk_question_new"), {**OWN, "kind": "one", "options": options, "version": 1}).status_code == 422
    assert not made.questions.exists()


def test_a_question_hangs_on_the_answer_to_an_earlier_one(made, carla, world):
    first = ask(made, world)
    answer = carla.post(at(made, "desk_question_new"), {**OWN, "asked_if": f"{first.pk}:yes", "version": version(made)})
    assert answer.status_code == 302
    second = made.questions.exclude(pk=first.pk).get()
    assert (second.asked_if, second.asked_if_value) == (first, "yes")
    assert "Only if you answered" in carla.get(at(made, "desk_form")).content.decode()
    assert carla.post(at(made, "desk_question_new"), {**OWN, "asked_if": f"{first.pk}:perhaps", "version": version(made)}).status_code == 422
    with pytest.raises(CannotAsk):
        move_question(second, up=True, by=world.carla, at=NOW)


def test_questions_move_up_and_down(made, carla, world):
    rows = [ask(made, world, label=f"Number {number}") for number in range(3)]
    carla.post(at(made, "desk_question_place", rows[2].key), {"to": "up"})
    carla.post(at(made, "desk_question_place", rows[0].key), {"to": "up"})
    assert list(made.questions.values_list("pk", flat=True)) == [rows[0].pk, rows[2].pk, rows[1].pk]
    carla.post(at(made, "desk_question_place", rows[0].key), {"to": "down"})
    assert made.questions.first().pk == rows[2].pk


def test_what_nobody_answered_is_taken_out_and_what_somebody_answered_is_retired(made, world):
    asked, unanswered = ask(made, world), ask(made, world, label="Bus?")
    seat(made, world.lia, answers={str(asked.key): "yes"})
    assert stop_asking(unanswered, by=world.carla, at=NOW)
    assert not stop_asking(asked, by=world.carla, at=NOW)
    assert FormQuestion.objects.get().retired_at == NOW


def test_what_hung_on_a_question_that_is_no_longer_asked_is_asked_of_everybody(made, world):
    first = ask(made, world)
    second = ask(made, world, label="With what?", kind="text", asked_if_id=first.pk, asked_if_value="yes")
    stop_asking(first, by=world.carla, at=NOW)
    second.refresh_from_db()
    assert (second.asked_if_id, second.asked_if_value) == (None, "")


def test_a_ready_question_taken_up_again_is_the_same_one(made, world):
    ask_ready(made, "diet", by=world.carla, at=NOW)
    first = made.questions.get()
    seat(made, world.lia, answers={str(first.key): [0]})
    stop_asking(first, by=world.carla, at=NOW)
    assert ask_ready(made, "diet", by=world.carla, at=NOW)
    assert made.questions.get().pk == first.pk and made.questions.get().retired_at is None


def test_answers_keep_their_meaning(made, world):
    asked = ask(made, world, kind="one", options=["Soup", "Salad"])
    seat(made, world.lia, answers={str(asked.key): 1})
    with pytest.raises(CannotAsk) as refused:
        ask(made, world, question=asked, kind="text")
    assert refused.value.field == "kind"
    with pytest.raises(CannotAsk) as refused:
        ask(made, world, question=asked, kind="one", options=["Salad"])
    assert refused.value.field == "options"
    ask(made, world, question=asked, kind="one", options=["Soup", "Green salad", "Bread"])


def test_the_second_who_changes_the_form_is_told_and_keeps_what_was_typed(made, carla, world):
    ask(made, world)
    answer = carla.post(at(made, "desk_question_new"), {**OWN, "version": 1})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Somebody else changed the questions" in page and "Which tools do you bring?" in page
    assert f'name="version" value="{version(made)}"' in page


def test_every_change_raises_the_version_of_the_form(made, world):
    seen = [version(made)]
    first = ask(made, world)
    second = ask(made, world, label="Two")
    seen.append(version(made))
    move_question(second, up=True, by=world.carla, at=NOW)
    seen.append(version(made))
    stop_asking(first, by=world.carla, at=NOW)
    seen.append(version(made))
    assert seen == sorted(set(seen))


@pytest.mark.parametrize("who", ["mouna", "lia", "nadia"])
def test_others_do_not_change_the_form(made, client, world, who):
    asked = ask(made, world)
    client.force_login(getattr(world, who))
    for name, args in (("desk_form", ()), ("desk_question_new", ()), ("desk_question", (asked.key,)), ("desk_form_preview", ())):
        assert client.get(at(made, name, *args)).status_code == 404
    for name, args in (("desk_question_ready", ()), ("desk_question_place", (asked.key,)), ("desk_question_retirement", (asked.key,))):
        assert client.post(at(made, name, *args), {"ready": "diet", "to": "up"}).status_code == 404
        client.force_login(world.carla)
        assert client.get(at(made, name, *args)).status_code == 405
        client.force_login(getattr(world, who))
    assert made.questions.count() == 1


# Other languages -------------------------------------------------------------------------------------

def test_own_questions_are_worded_with_the_page_in_another_language(made, carla, world):
    from tests.cohorts.test_publish import language

    language(world, "pt")
    asked = ask(made, world, label="Lunch?", kind="one", options=["Soup", "Salad"])
    words = {"title": "Como fazem", "summary": "Dois dias.", "text": "", "version": "", f"q_{asked.pk}_label": "Almoço?", f"q_{asked.pk}_why": "Para planear."}
    before = version(made)
    wrong = carla.post(at(made, "desk_language", "pt"), {**words, f"q_{asked.pk}_options": "Sopa"})
    assert wrong.status_code == 422 and "Write 2 answers" in wrong.content.decode() and version(made) == before
    assert carla.post(at(made, "desk_language", "pt"), {**words, f"q_{asked.pk}_options": "Sopa\nSalada"}).status_code == 302
    made.refresh_from_db()
    assert version(made) == before + 1
    shown = registration_form(made, "pt").questions[0]
    assert (shown.label, shown.options) == ("Almoço?", ("Sopa", "Salada"))
    assert registration_form(made, "en").questions[0].label == "Lunch?"


def test_a_language_without_words_for_the_questions_is_kept_too(made, carla, world):
    from tests.cohorts.test_publish import language

    language(world, "pt")
    ask(made, world)
    before = version(made)
    assert carla.post(at(made, "desk_language", "pt"), {"title": "Como fazem", "summary": "Dois dias.", "text": "", "version": ""}).status_code == 302
    assert version(made) == before
