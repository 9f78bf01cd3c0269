"""The learner's whole way: seventeen lessons of the demo course, five quizzes, the certificate, and the check of it."""

import re

import pytest

from courses.answer_form import field
from courses.models import Enrolment, QuestionVersion, QuizAttempt

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def answer_quiz(page) -> None:
    """Answer every question on the page by the key, which this test reads from the database: the page does not have it."""
    attempt = QuizAttempt.objects.filter(submitted_at__isnull=True).latest("started_at")
    for asked in attempt.asked:
        version = QuestionVersion.objects.get(pk=asked["version"])
        fill_in(page, version)


def fill_in(page, version) -> None:
    key, name = version.answer_key, field(version.pk)
    match version.kind:
        case "single":
            chosen = key.get("right") or max(key["weights"], key=lambda each: key["weights"][each])
            page.check(f"input[name='{name}'][value='{chosen}']")
        case "multiple":
            chosen = key.get("right") or [each for each, weight in key["weights"].items() if weight > 0]
            for each in chosen:
                page.check(f"input[name='{name}'][value='{each}']")
        case "true_false":
            page.check(f"input[name='{name}'][value='{'true' if key['right'] else 'false'}']")
        case "short_text":
            page.fill(f"input[name='{name}']", key["accepted"][0]["text"].replace("*", ""))
        case "number":
            accepted = key["accepted"][0]
            page.fill(f"input[name='{name}']", accepted.get("value") or accepted["min"])
        case "matching":
            for left, side in key["pairs"].items():
                page.select_option(f"select[name='{field(version.pk, left)}']", side)
        case other:
            raise AssertionError(other)


def test_from_the_first_page_to_the_certificate(seeded_live, open_page):
    """On a phone, without JavaScript: what works here works everywhere."""
    page = open_page("phone", javascript=False)
    seeded_live.sign_in(page, "learner")
    page.goto(f"{seeded_live.url}/en/")
    page.goto(f"{seeded_live.url}/en/courses/co-production/")
    page.get_by_role("button", name="Join the course").click()
    page.get_by_role("link", name="Start with lesson 1").click()
    for number in range(1, 18):
        assert f"Lesson {number} of 17" in page.inner_text("main")
        finish_lesson(page, number)
    page.goto(f"{seeded_live.url}/en/courses/co-production/")
    assert "You have finished this course" in page.inner_text("main")
    assert Enrolment.objects.get(person__email="learner@demo.example", course_title="The co-production of social innovation").finished_at
    check_certificate(seeded_live, page)


def finish_lesson(page, number: int) -> None:
    address = page.url.split("#")[0].split("?")[0]
    if page.get_by_role("button", name=re.compile("^Mark as done")).count():
        page.get_by_role("button", name=re.compile("^Mark as done")).first.click()
    elif page.get_by_role("link", name="Go to the quiz").count():
        page.get_by_role("link", name="Go to the quiz").click()
        page.get_by_role("button", name=re.compile("^Start")).click()
        answer_quiz(page)
        page.get_by_role("button", name="Hand in", exact=True).click()
        assert "passed" in page.inner_text("main").lower()
        page.goto(address)
    elif page.locator("form[action*='/writing/reflection/'] textarea").count():
        page.locator("form[action*='/writing/reflection/'] textarea").first.fill("The street where I was born.")
        page.locator("form[action*='/writing/reflection/'] button").first.click()
        page.goto(address)
    else:
        page.get_by_role("link", name="Hand in your task").click()
        page.locator("main textarea").first.fill("A roadmap in five lines.")
        page.locator("main form button").first.click()
        page.goto(address)
    if number < 17 and f"Lesson {number} of 17" in page.inner_text("main"):
        page.get_by_role("link", name=f"On to lesson {number + 1}").click()


def check_certificate(seeded_live, page) -> None:
    seeded_live.work()
    page.goto(f"{seeded_live.url}/en/courses/co-production/")
    page.get_by_role("link", name="Your certificate").click()
    words = page.inner_text("main")
    assert "Lua Demo" in words
    assert "The co-production of social innovation" in words
    page.context.clear_cookies()
    page.reload()
    assert "valid" in page.inner_text("main").lower()
