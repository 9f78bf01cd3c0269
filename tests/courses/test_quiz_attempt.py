"""Taking a quiz through its pages: start, answer, save, hand in, be graded on the server."""

import pytest

from academy.models import Event
from courses.models import Question, QuizAttempt
from courses.question_bank import change
from tests.courses.quiz_pages import BANK, RIGHT, SECRETS, answers, seven_kinds, start, take_part
from tests.world import NOW, enrol, make_question


@pytest.fixture
def quiz(world):
    return seven_kinds(world)


def test_starting_makes_one_open_attempt_with_every_question(client, world, quiz):
    take_part(client, world)
    page = start(client, quiz[1])
    attempt = QuizAttempt.objects.get()
    assert page.redirect_chain[-1][0] == f"{quiz[1]}1/" and attempt.is_open and len(attempt.asked) == 7
    assert page.content.count(b"<fieldset") == 7


def test_a_double_click_on_start_makes_one_attempt(client, world, quiz):
    take_part(client, world)
    start(client, quiz[1])
    start(client, quiz[1])
    assert QuizAttempt.objects.count() == 1


def test_looking_at_the_quiz_starts_nothing(client, world, quiz):
    take_part(client, world)
    assert client.get(quiz[1]).status_code == 200 and client.get(f"{quiz[1]}attempts/").status_code == 405
    assert not QuizAttempt.objects.exists()


def test_neither_key_nor_weights_nor_feedback_are_in_any_page_before_handing_in(client, world, quiz):
    take_part(client, world)
    pages = [client.get(quiz[1]).content, start(client, quiz[1]).content]
    attempt = QuizAttempt.objects.get()
    pages.append(client.post(f"{quiz[1]}1/", answers(attempt, {"single": {"": "s2"}}) | {"act": "submit"}).content)
    pages.append(client.get(world.path() + "kinds-of-questions/").content)
    for page in pages:
        assert [secret for secret in SECRETS if secret.encode() in page] == []


def test_all_right_is_a_hundred_per_cent_passes_and_completes_the_lesson(client, world, quiz):
    enrolment = take_part(client, world)
    start(client, quiz[1])
    page = client.post(f"{quiz[1]}1/", answers(QuizAttempt.objects.get(), RIGHT) | {"act": "submit"}, follow=True)
    attempt = QuizAttempt.objects.get()
    assert (attempt.percent, attempt.passed) == (100, True)
    enrolment.refresh_from_db()
    assert len(enrolment.done) == 1
    assert b"100 %" in page.content and b"Passed" in page.content
    assert Event.objects.filter(verb="passed", object_kind="quiz", subject=world.lia.subject).exists()


def test_feedback_comes_with_the_answer_and_the_key_only_after_passing(client, world, quiz):
    take_part(client, world)
    start(client, quiz[1])
    page = client.post(f"{quiz[1]}1/", answers(QuizAttempt.objects.get(), {"true_false": {"": "false"}}) | {"act": "anyway"}, follow=True).content
    assert b"SECRET-FEEDBACK wrong" in page
    assert b"SECRET-FEEDBACK right" not in page and b"SECRET-GENERAL" not in page and b"4711" not in page and b"SECRET-ACCEPTED" not in page
    start(client, quiz[1])
    page = client.post(f"{quiz[1]}2/", answers(QuizAttempt.objects.get(number=2), RIGHT | {"number": {"": "5"}}) | {"act": "submit"}, follow=True).content
    assert b"SECRET-GENERAL" in page and "4711 ± 1".encode() in page
    assert b"SECRET-GENERAL" in client.get(f"{quiz[1]}1/result/").content


def test_what_is_missing_is_listed_with_a_link_to_its_field_and_what_was_typed_is_kept(client, world, quiz):
    take_part(client, world)
    start(client, quiz[1])
    attempt = QuizAttempt.objects.get()
    said = {"short_text": {"": "Sidi Bouzid"}, "number": {"": "many"}, "ordering": {"o7": "1", "o2": "1", "o9": "2"}, "matching": {"l1": "r8"}}
    page = client.post(f"{quiz[1]}1/", answers(attempt, said) | {"act": "submit"})
    html = page.content.decode()
    assert page.status_code == 422 and QuizAttempt.objects.get().is_open
    for sentence in ("There is no answer yet.", "Write a number in digits", "Two lines have the same position.", "Some lines have no partner yet."):
        assert sentence in html
    import re

    for target in re.findall(r'<li><a href="#([^"]+)">Question', html):
        assert f'id="{target}"' in html
    assert 'value="Sidi Bouzid"' in html and 'value="many"' in html and "Hand in as it is" in html
    again = client.get(f"{quiz[1]}1/").content.decode()
    assert 'value="Sidi Bouzid"' in again and 'value="many"' in again


def test_gaps_may_be_handed_in_all_the_same(client, world, quiz):
    take_part(client, world)
    start(client, quiz[1])
    client.post(f"{quiz[1]}1/", answers(QuizAttempt.objects.get(), {"single": {"": "s1"}, "multiple": {"": ["m1"]}}) | {"act": "anyway"})
    assert QuizAttempt.objects.get().percent == 21  # 1 + 1/2 of 7


def test_saving_for_later_keeps_the_answers_and_hands_in_nothing(client, world, quiz):
    take_part(client, world)
    start(client, quiz[1])
    page = client.post(f"{quiz[1]}1/", answers(QuizAttempt.objects.get(), {"short_text": {"": "Mah"}}) | {"act": "save"}, follow=True)
    assert page.redirect_chain[-1][0] == quiz[1] and b"Go on" in page.content
    assert QuizAttempt.objects.get().is_open
    assert b'value="Mah"' in start(client, quiz[1]).content


def test_an_answer_to_an_older_version_is_graded_by_that_version(client, world, quiz):
    take_part(client, world)
    start(client, quiz[1])
    attempt = QuizAttempt.objects.get()
    posted = answers(attempt, RIGHT)
    question = Question.objects.get(category="kinds", title="single")
    body, _key = BANK["single"]
    change(question, "kinds", "single", {"kind": "single", **body, "text": "Pick the other"}, {"right": "s2"}, NOW)
    assert b"Pick the other" not in client.get(f"{quiz[1]}1/").content
    client.post(f"{quiz[1]}1/", posted | {"act": "submit"})
    assert QuizAttempt.objects.get().percent == 100
    assert b"Pick the other" in start(client, quiz[1]).content


def test_a_retired_question_is_still_asked_by_the_attempt_that_drew_it_and_by_no_other(client, world, quiz):
    take_part(client, world)
    start(client, quiz[1])
    Question.objects.get(category="kinds", title="number").retire(NOW)
    client.post(f"{quiz[1]}1/", answers(QuizAttempt.objects.get(), RIGHT) | {"act": "submit"})
    assert QuizAttempt.objects.get().percent == 100
    start(client, quiz[1])
    assert len(QuizAttempt.objects.get(number=2).asked) == 6


def test_handing_in_twice_says_so_counts_the_first_and_loses_nothing(client, world, quiz):
    take_part(client, world)
    start(client, quiz[1])
    attempt = QuizAttempt.objects.get()
    client.post(f"{quiz[1]}1/", answers(attempt, RIGHT) | {"act": "submit"})
    page = client.post(f"{quiz[1]}1/", answers(attempt, RIGHT | {"short_text": {"": "Late words"}}) | {"act": "submit"})
    html = page.content.decode()
    assert page.status_code == 409 and "You had handed in this attempt already" in html and "Late words" in html
    assert QuizAttempt.objects.get().percent == 100 and QuizAttempt.objects.get().answers[attempt_key(attempt, "short_text")] == "mahdia"


def attempt_key(attempt, kind):
    from courses.quizzing import asked_in

    return next(asked.id for asked in asked_in(attempt, "en") if asked.body["kind"] == kind)


def test_a_form_opened_before_does_not_wipe_what_another_window_answered(client, world, quiz):
    take_part(client, world)
    start(client, quiz[1])
    attempt = QuizAttempt.objects.get()
    blank = {f"was-{each['version']}": "null" for each in attempt.asked}
    client.post(f"{quiz[1]}1/", blank | answers(attempt, {"short_text": {"": "Mahdia"}}) | {"act": "save"})
    client.post(f"{quiz[1]}1/", blank | answers(attempt, {"number": {"": "4711"}}) | {"act": "save"})
    kept = QuizAttempt.objects.get().answers
    assert sorted(kept.values()) == ["4711", "Mahdia"]


def test_two_windows_that_disagree_are_both_shown_and_nothing_is_handed_in(client, world, quiz):
    take_part(client, world)
    start(client, quiz[1])
    attempt = QuizAttempt.objects.get()
    blank = {f"was-{each['version']}": "null" for each in attempt.asked}
    client.post(f"{quiz[1]}1/", blank | answers(attempt, {"short_text": {"": "Tunis"}}) | {"act": "save"})
    page = client.post(f"{quiz[1]}1/", blank | answers(attempt, RIGHT) | {"act": "submit"})
    html = page.content.decode()
    assert page.status_code == 422 and "You answered differently in another window" in html and "Tunis" in html and 'value="mahdia"' in html
    assert QuizAttempt.objects.get().is_open
    shown = dict_of_hidden(html)
    client.post(f"{quiz[1]}1/", shown | answers(attempt, RIGHT) | {"act": "submit"})
    assert QuizAttempt.objects.get().percent == 100


def dict_of_hidden(html):
    import html as entities
    import re

    return {name: entities.unescape(value) for name, value in re.findall(r'name="(was-\d+)" value="([^"]*)"', html)}


def test_an_answer_may_be_taken_back(client, world, quiz):
    take_part(client, world)
    start(client, quiz[1])
    attempt = QuizAttempt.objects.get()
    client.post(f"{quiz[1]}1/", answers(attempt, {"multiple": {"": ["m1", "m3"]}}) | {"act": "save"})
    shown = dict_of_hidden(client.get(f"{quiz[1]}1/").content.decode())
    client.post(f"{quiz[1]}1/", shown | {"act": "save"})
    assert QuizAttempt.objects.get().answers == {}


def test_a_hundred_kilobytes_of_answer_are_refused_in_words_and_come_back(client, world, quiz):
    take_part(client, world)
    start(client, quiz[1])
    attempt = QuizAttempt.objects.get()
    long = "long " * 20_000
    page = client.post(f"{quiz[1]}1/", answers(attempt, RIGHT | {"short_text": {"": long}}) | {"act": "anyway"})
    html = page.content.decode()
    assert page.status_code == 422 and "An answer has at most 1000 characters; this one has 99999." in html and long.strip() in html
    kept = QuizAttempt.objects.get()
    assert kept.is_open and len(str(kept.answers)) < 1_000 and len(kept.answers) == 6


@pytest.mark.parametrize("nonsense", [{"single": {"": "zzz"}}, {"multiple": {"": ["m1", "x"]}}, {"true_false": {"": "maybe"}}, {"number": {"": "\x00\x01"}},
                                      {"ordering": {"o7": "99", "o2": "x", "o9": "-1"}}, {"matching": {"l1": "zz", "l2": "\ud7ff"}}])
def test_a_forged_form_earns_nothing_and_breaks_nothing(client, world, quiz, nonsense):
    take_part(client, world)
    start(client, quiz[1])
    attempt = QuizAttempt.objects.get()
    page = client.post(f"{quiz[1]}1/", answers(attempt, nonsense) | {"act": "anyway", "was-1": "[" * 9000, "a-999999": "x"}, follow=True)
    assert page.status_code == 200 and QuizAttempt.objects.get().percent == 0


def test_the_number_of_attempts_is_kept(client, world):
    _quiz, path = seven_kinds(world, max_attempts=2)
    take_part(client, world)
    for number in (1, 2):
        start(client, path)
        client.post(f"{path}{number}/", {"act": "anyway"})
    page = start(client, path)
    assert QuizAttempt.objects.count() == 2 and b"You have used all attempts" in page.content
    assert b"SECRET-GENERAL" in client.get(f"{path}2/result/").content  # nothing left to protect


def test_it_draws_as_many_as_it_should_from_its_category_and_those_below(client, world):
    quiz, path = seven_kinds(world, draw=3)
    take_part(client, world)
    start(client, path)
    assert len(QuizAttempt.objects.get().asked) == 3
    make_question(world.course, "Below?", right="yes", wrong="no", category="kinds/below")
    make_question(world.course, "Beside?", right="yes", wrong="no", category="kinds-beside")
    assert set(quiz.questions().values_list("title", flat=True)) == {*BANK, "Below?"}


def test_different_people_get_different_questions(client, world):
    quiz, _path = seven_kinds(world, draw=3)
    from courses.models import LessonPage
    from courses.quizzing import start as draw

    lesson = LessonPage.objects.get(slug="kinds-of-questions")
    drawn = []
    import random

    for seed, person in enumerate((world.lia, world.marta, world.teo, world.carla)):
        attempt, _made = draw(person, quiz, lesson, NOW, random.Random(seed))
        drawn.append(tuple(each["version"] for each in attempt.asked))
    assert len(set(drawn)) > 1


def test_a_quiz_without_questions_says_so(client, world):
    _quiz, path = seven_kinds(world)
    Question.objects.filter(category="kinds").update(retired_at=NOW)
    take_part(client, world)
    assert b"no questions yet" in client.get(path).content
    assert b"no questions yet" in start(client, path).content and not QuizAttempt.objects.exists()


def test_another_persons_attempt_is_not_there(client, world, quiz):
    take_part(client, world)
    start(client, quiz[1])
    for person in (world.marta, world.nadia):
        enrol(person, world.course)
        client.force_login(person)
        assert client.get(f"{quiz[1]}1/").status_code == 404 and client.get(f"{quiz[1]}1/result/").status_code == 404
        assert client.post(f"{quiz[1]}1/", {"act": "anyway"}).status_code == 404
    assert QuizAttempt.objects.get().is_open


def test_it_sends_the_signed_out_to_the_sign_in_and_strangers_to_the_course(client, world, quiz):
    assert client.get(quiz[1]).url.startswith("/en/account/login/") and client.post(f"{quiz[1]}attempts/").status_code == 302
    client.force_login(world.stranger)
    assert client.post(f"{quiz[1]}attempts/").url == world.path()
    assert not QuizAttempt.objects.exists()


def test_a_quiz_of_another_lesson_is_not_here(client, world, quiz):
    take_part(client, world)
    assert client.get(world.path(1) + "quiz/kinds/").status_code == 404 and client.get(world.path(3) + "quiz/kinds/").status_code == 404
    assert client.get(world.path(3) + "quiz/try-it/").status_code == 200


def test_the_attempt_page_asks_the_database_the_same_for_one_question_and_for_seven(client, world, quiz, django_assert_max_num_queries):
    take_part(client, world)
    start(client, quiz[1])
    with django_assert_max_num_queries(12):
        client.get(f"{quiz[1]}1/")


def test_the_result_page_says_the_way_back_and_on(client, world, quiz):
    take_part(client, world)
    start(client, quiz[1])
    page = client.post(f"{quiz[1]}1/", {"act": "anyway"}, follow=True).content.decode()
    assert "Not there yet" in page and "Try again" in page and "What was right is shown once you have passed." in page
    assert client.get(f"{quiz[1]}1/").url == f"{quiz[1]}1/result/"
