"""A trainer who has never done it writes a course of three lessons with a quiz, looks at it, publishes it, and sees a learner get on."""

import pytest
from django.urls import reverse
from wagtail.models import Page, TaskState, Workflow
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from courses.models import CoursePage, Enrolment, LessonPage, Quiz
from courses.tree import course_tree
from courses.views.trainer_page import zone_of
from courses.workflow import lay_workflow
from tests.courses.at_the_desk import sit_down
from tests.world import grant, make_person

pytestmark = pytest.mark.any_database

GIFT = "$CATEGORY: bread\n\n::Salt:: Bread needs salt. {TRUE}\n\n::Who:: Who owns the bakery? {=Its members ~A bank}\n"
NO_COMMENTS = {"comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}}


def course_form(**fields):
    return nested_form_data({
        "title": "Baking bread together", "slug": "baking", "summary": "A bakery that belongs to its street.", "intro": rich_text("<p>Come in.</p>"),
        "level": "foundation", "for_starting": "on", "open_to_read": "on", "enrolment_way": "open", "enrolment_code": "", "places": "", "lessons_needed": "",
        "authors": inline_formset([{"name": "Teo", "updated_on": "2026-11-22"}]), "tags": "bread", "city": "", "tradition": "panot", **NO_COMMENTS, **fields})


def lesson_form(title, body, **fields):
    return nested_form_data({
        "title": title, "slug": title.lower().replace(" ", "-"), "section_title": "", "summary": "", "kind": "lesson", "minutes": "5", "completion": "read",
        "task": "", "required": "on", "release_match": "all", "tags": "", "body": streamfield(body), "release": streamfield([]), **NO_COMMENTS, **fields})


@pytest.fixture
def desk(world, client):
    return sit_down(client, world.teo)


def write_course(world, desk) -> CoursePage:
    desk.post(reverse("wagtailadmin_pages:add", args=["courses", "coursepage", world.catalogue.pk]), course_form())
    return CoursePage.objects.get(slug="baking")


def write_lessons(course, desk) -> None:
    add = reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", course.pk])
    desk.post(reverse("trainer_gift_import", args=[course.translation_key]), {"text": GIFT, "category": "bread", "language": "", "act": "import"})
    desk.post(reverse("trainer_quiz_add", args=[course.translation_key]), {
        "title": "Do you know bread?", "slug": "bread", "category": "bread", "draw": "0", "pass_mark": "50", "max_attempts": "0"})
    quiz = Quiz.objects.get(course_key=course.translation_key)
    text = ("text", rich_text("<p>" + "Flour and patience. " * 200 + "</p>"))
    desk.post(add, lesson_form("Flour", [text], section_title="Beginnings"))
    desk.post(add, lesson_form("Water", [text], release=streamfield([("after_previous", "")])))
    desk.post(add, lesson_form("Oven", [text, ("quiz", {"quiz": str(quiz.pk)})], completion="quiz"))


def test_the_whole_way_from_nothing_to_a_learner_in_it(world, desk, client):
    # A course, its bank and quiz, three lessons: all drafts, seen by nobody.
    course = write_course(world, desk)
    write_lessons(course, desk)
    tree = course_tree(course, zone_of(world.teo))
    assert [(each.page.title, each.number, each.section, each.state) for each in tree.lessons] == [
        ("Flour", 1, "Beginnings", "draft"), ("Water", 2, "Beginnings", "draft"), ("Oven", 3, "Beginnings", "draft")]
    assert tree.lessons[1].opens == "after the lesson before it"
    assert tree.all_findings == 0, [one.words for each in tree.lessons for one in each.findings]
    client.logout()
    assert client.get("/en/courses/baking/").status_code == 404

    # She looks at it as a learner would.
    sit_down(client, world.teo)
    lesson = LessonPage.objects.get(slug="oven")
    preview = client.get(reverse("wagtailadmin_pages:view_draft", args=[lesson.pk]))
    assert preview.status_code == 200 and "Lesson 3 of 3" in preview.content.decode() and "Flour and patience." in preview.content.decode()

    # One press publishes it all.
    client.post(reverse("trainer_publish", args=[course.translation_key]))
    assert [page.live for page in Page.objects.descendant_of(course, inclusive=True)] == [True] * 4
    assert client.get(reverse("trainer_course", args=[course.translation_key])).content.decode().count("is-live") == 4

    # A learner joins and finishes the first lesson.
    client.force_login(world.lia)
    client.post("/en/courses/baking/enrolment/")
    assert client.get("/en/courses/baking/water/").status_code == 403
    client.post("/en/courses/baking/flour/completion/", {"done": "1"})
    assert client.get("/en/courses/baking/water/").status_code == 200

    # And the trainer sees it.
    sit_down(client, world.teo)
    html = client.get(reverse("trainer_roster", args=[course.translation_key])).content.decode()
    assert "Lia Learns" in html and "33 %" in html


def test_the_course_page_can_be_previewed_before_anything_is_published(world, desk):
    course = write_course(world, desk)
    write_lessons(course, desk)
    course = CoursePage.objects.get(pk=course.pk)
    for mode, words in (("", "Sign in to join"), ("joined", "Opens after you finish “Flour”.")):
        html = course.make_preview_request(preview_mode=mode).content.decode()
        assert words in html and "Oven" in html, mode


def test_a_course_without_lessons_can_be_previewed(world, desk):
    assert write_course(world, desk).make_preview_request(preview_mode="").status_code == 200


def test_the_course_is_seen_as_one_person_meets_it_on_a_date(world, desk, client):
    from datetime import date

    from tests.world import enrol

    lesson = world.lessons[2]
    lesson.release = [("days_after_cohort_start", 7)]
    lesson.save_revision().publish()
    lia = enrol(world.lia, world.course, cohort_slug="winter", cohort_starts_on=date(2027, 1, 4))
    address = reverse("trainer_preview", args=[world.key])
    early, late = (client.get(address, {"whom": f"person:{lia.pk}", "at": at}).content.decode() for at in ("2027-01-05T09:00", "2027-01-20T09:00"))
    assert "Opens on 11 January 2027" in early and "Opens on" not in late
    assert client.get(address, {"whom": "cohort:winter", "at": "2027-01-05T09:00"}).status_code == 200
    assert client.get(address, {"whom": "person:999999"}).status_code == 404


def test_nothing_is_published_when_one_page_is_not_ready(world, desk, client):
    course = write_course(world, desk)
    write_lessons(course, desk)
    lesson = LessonPage.objects.get(slug="flour")
    LessonPage.objects.filter(pk=lesson.pk).update(completion="task")
    lesson.refresh_from_db()
    lesson.save_revision(clean=False)
    html = client.post(reverse("trainer_publish", args=[course.translation_key]), follow=True).content.decode()
    assert "Nothing is published: “Flour” is not ready. Say what people hand in." in html
    assert not Page.objects.descendant_of(course, inclusive=True).live().exists()


def test_publishing_is_refused_to_everyone_else(world, desk, client):
    course = write_course(world, desk)
    address = reverse("trainer_publish", args=[course.translation_key])
    assert client.get(address).status_code == 405
    for person in (world.stranger, world.carla, world.nadia, world.lia):
        sit_down(client, person)
        assert client.post(address).status_code in (302, 403, 404)
    client.logout()
    assert client.post(address).status_code == 302
    assert not CoursePage.objects.get(slug="baking").live


def test_what_is_wrong_is_said_in_the_editor_and_nothing_typed_is_lost(world, desk, client):
    course = write_course(world, desk)
    text = ("text", rich_text("<p>A long and careful text.</p>"))
    response = client.post(reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", course.pk]), lesson_form("Oven", [text], completion="quiz"))
    html = response.content.decode()
    assert response.status_code == 200 and "Add a quiz to the lesson first, or choose another way to finish it." in html
    assert "A long and careful text." in html
    assert not LessonPage.objects.filter(slug="oven").exists()


def test_the_editor_saving_by_itself_says_nothing(world, desk, client):
    from django.contrib.messages import get_messages

    lesson = world.lessons[0]
    broken = ("text", rich_text('<p><a linktype="page" id="999999">gone</a></p>'))
    address = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    response = client.post(address, lesson_form("What it is", [broken], slug="what-it-is"), headers={"accept": "application/json"})
    assert response.json()["success"] and not list(get_messages(response.wsgi_request))


def test_a_draft_goes_to_a_co_trainer_who_approves_it(world, desk, client):
    lay_workflow()
    lay_workflow()
    assert Workflow.objects.filter(name="A co-trainer reads it").count() == 1
    other = grant(make_person("tina", "Tina Trains"), "trainer")
    lesson = world.lessons[0]
    text = ("text", rich_text("<p>" + "Better words. " * 200 + "</p>"))
    client.post(reverse("wagtailadmin_pages:edit", args=[lesson.pk]), {**lesson_form("What it is", [text], slug="what-it-is"), "action-submit": "1"})
    assert course_tree(world.course, zone_of(world.teo)).lessons[0].state == "in_review"
    sit_down(client, other)
    assert "What it is" in client.get(reverse("wagtailadmin_home")).content.decode()
    task = TaskState.objects.get(status="in_progress")
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[lesson.pk, "approve", task.pk]), {"comment": "Good."})
    lesson.refresh_from_db()
    assert "Better words." in str(lesson.body[0].value.source) and lesson.live
    assert course_tree(world.course, zone_of(world.teo)).lessons[0].state == "live"


def test_a_scheduled_draft_shows_as_scheduled(world, desk, client):
    text = ("text", rich_text("<p>Later.</p>"))
    add = reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", world.course.pk])
    client.post(add, {**lesson_form("Later", [text], go_live_at="2099-01-01 09:00", expire_at=""), "action-publish": "1"})
    world.course.refresh_from_db()
    assert course_tree(world.course, zone_of(world.teo)).lessons[-1].state == "scheduled"


def test_co_trainers_can_leave_comments_in_the_draft(world, desk, client):
    html = client.get(reverse("wagtailadmin_pages:edit", args=[world.lessons[0].pk])).content.decode()
    assert 'data-side-panel="comments"' in html


def test_the_first_page_of_the_admin_says_who_waits(world, desk, client):
    from tests.world import enrol

    enrol(world.lia, world.course, state="requested")
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Good to see you, Teo" in html and "1 request to join" in html and "Tessera" in html
    assert Enrolment.objects.count() == 1


def test_a_preview_may_be_framed_by_the_admin_and_by_nobody_else(world, desk, client):
    course = write_course(world, desk)
    write_lessons(course, desk)
    lesson = LessonPage.objects.get(slug="flour")
    edit = reverse("wagtailadmin_pages:preview_on_edit", args=[lesson.pk])
    text = ("text", rich_text("<p>Flour and patience.</p>"))
    desk.post(edit, lesson_form("Flour", [text], section_title="Beginnings"))
    shown = desk.get(edit)
    assert "Flour and patience" in shown.content.decode()
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'none'" not in shown.get("Content-Security-Policy", "")
    assert "frame-ancestors 'none'" in client.get("/en/")["Content-Security-Policy"]
