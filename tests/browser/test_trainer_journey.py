"""The trainer's whole way in a real browser: a course of three lessons and a quiz, one preview, published, and a learner's progress seen."""

import re

import pytest
from playwright.sync_api import expect

from courses.models import CoursePage, Enrolment, LessonPage

pytestmark = pytest.mark.django_db(transaction=True)

GIFT = "$CATEGORY: bread\n\n::Salt:: Bread needs salt. {TRUE}\n\n::Who:: Who owns this bakery? {=Its members ~A bank}\n"
LESSONS = {"Flour": "Flour is ground grain.", "Water": "Water wakes the yeast.", "Oven": "Watch the crust, not the clock."}
BROKEN = "::Salt:: Bread needs salt. {TRUE\n\n::Who:: Who owns this bakery? {=Its members ~A bank}\n"


@pytest.fixture
def desk(seeded_live, open_page):
    """The trainer at the first page of the admin."""
    page = open_page()
    seeded_live.sign_in(page, "trainer")
    page.goto(f"{seeded_live.url}/cms/")
    return page


def begin_course(page) -> None:
    """From the first page to the empty course."""
    page.locator("#academy-courses-section").wait_for()
    page.get_by_role("link", name="Courses", exact=True).click()
    page.get_by_role("link", name="New course").click()
    page.fill("#id_title", "Baking bread together")
    page.fill("#id_summary", "A bakery that belongs to its street.")
    page.check("#id_for_starting")
    save(page)
    page.get_by_role("link", name="To its lessons").click()
    page.get_by_role("heading", name="The lessons in order").wait_for()


def save(page) -> None:
    page.get_by_role("button", name="Save draft").first.click()
    page.locator(".messages .success").wait_for()


def add_block(page, name: str):
    """The last block of the lesson's body, of the kind with this name."""
    body = page.locator("#panel-child-content-body-section")
    before = body.locator("[data-streamfield-child]").count()
    body.locator("button[title='Insert a block']").last.click()
    page.get_by_role("option", name=name, exact=True).click()
    block = body.locator("[data-streamfield-child]").nth(before)
    block.wait_for()
    return block


def write_lesson(page, title: str, text: str) -> None:
    """A lesson with a text; the editor stays open."""
    page.get_by_role("link", name=re.compile("Write the (first|next) lesson")).click()
    page.fill("#id_title", title)
    block = add_block(page, "Text")
    block.locator("[contenteditable=true]").click()
    page.keyboard.type(text)
    expect(block).to_contain_text(text)
    # The editor puts a typed text into the form a quarter of a second later: quicker than any hand, but not than this test.
    expect(block.locator("input[name$='-value']").first).to_have_value(re.compile(re.escape(text)))
    page.fill("#id_minutes", "1")


def back_to_course(page) -> None:
    page.get_by_role("link", name="Courses", exact=True).click()
    page.get_by_role("link", name="Baking bread together").click()


def make_quiz(page) -> None:
    """Questions from a GIFT file, broken at first, and a quiz that asks them."""
    page.get_by_role("link", name="Questions", exact=True).click()
    page.get_by_role("link", name="Import GIFT").click()
    page.fill("textarea[name=text]", BROKEN)
    page.get_by_role("button", name="Import", exact=True).click()
    page.get_by_role("heading", name="Nothing is imported yet").wait_for()
    assert page.input_value("textarea[name=text]").strip() == BROKEN.strip()
    page.fill("textarea[name=text]", GIFT)
    page.get_by_role("button", name="Import", exact=True).click()
    page.get_by_role("link", name="New quiz").click()
    page.fill("#id_title", "Do you know bread?")
    page.fill("#id_slug", "bread")
    page.fill("#id_category", "bread")
    page.fill("#id_pass_mark", "50")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Do you know bread?").wait_for()
    page.get_by_role("link", name="Lessons", exact=True).click()


def ask_quiz(page) -> None:
    """The quiz as a block of the open lesson, and as what finishes it."""
    block = add_block(page, "Quiz")
    block.get_by_role("button", name=re.compile("^Choose")).first.click()
    page.locator(".modal-content").get_by_role("link", name="Do you know bread?").click()
    page.locator(".modal-content").wait_for(state="hidden")
    page.select_option("#id_completion", "quiz")


def preview_as_learner(page) -> None:
    """The draft of the last lesson, seen in a window of its own as a learner would."""
    row = page.locator("tr", has=page.get_by_role("link", name="Oven", exact=True))
    with page.context.expect_page() as opened:
        row.get_by_role("link", name="Preview").click(modifiers=["Control"])
    seen = opened.value
    seen.wait_for_load_state()
    words = seen.inner_text("main")
    assert "Lesson 3 of 3" in words and "Watch the crust, not the clock." in words and "quiz" in words.lower()
    seen.close()


def learn(seeded_live, open_page) -> None:
    """A learner, in a window of their own, joins and finishes the first lesson."""
    page = open_page("phone", javascript=False)
    seeded_live.sign_in(page, "learner")
    page.goto(f"{seeded_live.url}/en/courses/baking-bread-together/")
    page.get_by_role("button", name="Join the course").click()
    page.get_by_role("link", name="Start with lesson 1").click()
    page.get_by_role("button", name=re.compile("^Mark as done")).first.click()


def test_from_an_empty_course_to_a_learner_in_it(desk, seeded_live, open_page):
    begin_course(desk)
    make_quiz(desk)
    for title, text in LESSONS.items():
        write_lesson(desk, title, text)
        if title == "Oven":
            ask_quiz(desk)
        save(desk)
        back_to_course(desk)
    course = CoursePage.objects.get(slug="baking-bread-together")
    lessons = LessonPage.objects.child_of(course).order_by("path")
    assert [(each.title, each.live) for each in lessons] == [(title, False) for title in LESSONS]

    preview_as_learner(desk)

    desk.get_by_role("button", name=re.compile("^Publish")).click()
    desk.locator(".messages .success").wait_for()
    assert [each.live for each in lessons.all()] == [True] * 3
    for each in lessons.all():
        assert LESSONS[each.title] in str(each.body)

    learn(seeded_live, open_page)
    assert len(Enrolment.objects.get(course_key=course.translation_key).done) == 1

    desk.get_by_role("link", name="People", exact=True).click()
    row = desk.locator("tr", has_text="Lua Demo")
    assert "33 %" in row.inner_text()
    desk.get_by_role("link", name="Numbers", exact=True).click()
    assert "Flour" in desk.inner_text("main") and "Lua" not in desk.inner_text("main")
