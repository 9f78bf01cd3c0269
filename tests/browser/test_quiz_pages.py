"""Quiz, reflection, log and task in a real browser: without scripts, on a phone, from right to left, in the dark, by axe."""

import pytest

from courses.models import QuizAttempt, ReflectionEntry
from tests.courses.quiz_pages import seven_kinds
from tests.world import enrol, make_lesson


@pytest.fixture
def quiz(live_server, world):
    enrol(world.lia, world.course)
    _quiz, path = seven_kinds(world)
    return live_server.url + path


def answer_all(page):
    page.get_by_label("good").check()
    page.get_by_label("first").check()
    page.get_by_label("second").check()
    page.get_by_label("True", exact=True).check()
    page.get_by_label("Your answer", exact=True).fill("Mahdia")
    page.get_by_label("Your answer, a number").fill("4711")
    for line, position in (("listen", "1"), ("plan", "2"), ("do", "3")):
        page.get_by_label(line, exact=True).select_option(position)
    for left, right in (("bee", "honey"), ("hen", "egg")):
        page.get_by_label(left, exact=True).select_option(label=right)


def test_a_learner_passes_all_seven_kinds_without_any_script(open_page, sign_in, quiz, world):
    page = open_page("phone", javascript=False)
    sign_in(page, world.lia)
    page.goto(quiz)
    page.get_by_role("button", name="Start").click()
    page.get_by_label("good").check()
    page.get_by_role("button", name="Hand in", exact=True).click()
    assert page.get_by_role("alert").get_by_role("link").count() == 6
    answer_all(page)
    page.get_by_role("button", name="Hand in", exact=True).click()
    assert page.get_by_role("heading", name="Passed").is_visible()
    assert QuizAttempt.objects.get().percent == 100
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_error_summary_leads_to_each_field(page, sign_in, quiz, world):
    sign_in(page, world.lia)
    page.goto(quiz)
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Hand in", exact=True).click()
    for link in page.get_by_role("alert").get_by_role("link").all():
        link.click()
        led_to = page.evaluate("document.querySelector(location.hash).closest('.question').querySelector('.question__number').textContent")
        assert led_to == link.inner_text() and page.locator(page.evaluate("location.hash")).is_visible()


@pytest.mark.parametrize(("language", "dark"), [("en", False), ("en", True), ("ar", False), ("ar", True)])
def test_nothing_hinders_anybody_on_the_quiz_pages(open_page, sign_in, quiz, world, axe, language, dark):
    page = open_page("phone", dark=dark, language=language)
    sign_in(page, world.lia)
    path = quiz.replace("/en/", f"/{language}/")
    page.goto(path)
    axe(page)
    page.locator(".quiz form button").click()
    page.wait_for_load_state()
    axe(page)
    page.locator("button[value=submit]").click()
    page.wait_for_load_state()
    axe(page)
    page.locator("button[value=anyway]").click()
    page.wait_for_load_state()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize(("language", "dark"), [("en", False), ("ar", True)])
def test_nothing_hinders_anybody_on_what_one_writes(open_page, sign_in, live_server, world, axe, language, dark):
    enrol(world.lia, world.course)
    make_lesson(world.course, "do-it", "Do it", completion="task", task="Draw a map.")
    block = next(block for block in world.lessons[1].body if block.block_type == "reflection")
    lesson = f"{live_server.url}/{language}/courses/co-production/"
    page = open_page("phone", dark=dark, language=language)
    sign_in(page, world.lia)
    page.goto(f"{lesson}first-steps/")
    page.locator(".reflection textarea").fill("One street.")
    page.locator(".reflection button").click()
    page.wait_for_load_state()
    assert ReflectionEntry.objects.get().text == "One street." and page.locator(".reflection textarea").input_value() == "One street."
    axe(page)
    for address in (f"{lesson}first-steps/writing/reflection/{block.id}/", f"{live_server.url}/{language}/my/log/",
                    f"{live_server.url}/{language}/my/log/{ReflectionEntry.objects.get().pk}/deletion/", f"{lesson}do-it/writing/task/"):
        page.goto(address)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator(".task__form button").click()
    page.wait_for_load_state()
    axe(page)
