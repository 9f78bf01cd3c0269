"""Private reflections: kept whatever happens, and read by nobody but their writer."""

import pytest

from academy.models import User
from courses.models import LessonPage, ReflectionEntry
from tests.courses.quiz_pages import take_part
from tests.world import enrol, make_lesson


@pytest.fixture
def path(world):
    """A lesson that a reflection finishes; the address of its reflection."""
    make_lesson(world.course, "look-back", "Look back", completion="reflection",
                body=[("reflection", {"prompt": "What surprised you?", "hint": "One line will do."})])
    block = next(iter(LessonPage.objects.get(slug="look-back").body))
    return f"/en/courses/co-production/look-back/writing/reflection/{block.id}/"


def write(client, path, text, version=0):
    return client.post(path, {"text": text, "version": version})


def test_writing_keeps_the_text_and_completes_the_lesson(client, world, path):
    enrolment = take_part(client, world)
    assert write(client, path, "The silence.\r\nAnd the tea.").url == "/en/courses/co-production/look-back/"
    entry = ReflectionEntry.objects.get()
    assert (entry.text, entry.prompt, entry.lesson_title, entry.version) == ("The silence.\nAnd the tea.", "What surprised you?", "Look back", 1)
    enrolment.refresh_from_db()
    assert str(entry.lesson_key) in enrolment.done


def test_the_lesson_shows_the_writer_their_own_text_escaped_and_nobody_elses(client, world, path):
    lesson = path.split("writing/")[0]
    take_part(client, world)
    write(client, path, "</textarea><script>x</script> @csrf@ @version@")
    page = client.get(lesson).content.decode()
    assert "&lt;/textarea&gt;&lt;script&gt;x&lt;/script&gt; @csrf@ @version@</textarea>" in page and 'name="version" value="1"' in page
    enrol(world.marta, world.course)
    client.force_login(world.marta)
    other = client.get(lesson).content.decode()
    assert "x&lt;/script" not in other and 'name="version" value="0"' in other


def test_the_signed_out_are_asked_to_sign_in_before_they_type(client, world, path):
    page = client.get(path.split("writing/")[0]).content.decode()
    assert "What surprised you?" in page and "Sign in to write here" in page and "<textarea" not in page
    client.force_login(world.stranger)
    assert "Join the course to write here" in client.get(path.split("writing/")[0]).content.decode()


def test_a_text_that_is_too_long_comes_back_whole_with_a_reason(client, world, path):
    take_part(client, world)
    page = write(client, path, "a" * 100_000)
    html = page.content.decode()
    assert page.status_code == 422 and "This has 100000 characters; at most 20000 fit." in html and "a" * 100_000 in html and 'href="#id_text"' in html
    assert not ReflectionEntry.objects.exists()


def test_an_empty_first_text_is_refused_in_words(client, world, path):
    take_part(client, world)
    page = write(client, path, "  \n ")
    assert page.status_code == 422 and "A sentence is enough." in page.content.decode() and not ReflectionEntry.objects.exists()


def test_two_tabs_show_both_texts_and_lose_none(client, world, path):
    take_part(client, world)
    write(client, path, "first tab")
    page = write(client, path, "second tab", version=0)
    html = page.content.decode()
    assert page.status_code == 409 and "second tab</textarea>" in html and "<p>first tab</p>" in html and 'name="version" value="1"' in html
    assert ReflectionEntry.objects.get().text == "first tab"
    assert write(client, path, "both tabs", version=1).status_code == 302
    assert ReflectionEntry.objects.get().text == "both tabs"


def test_a_double_click_is_no_conflict(client, world, path):
    take_part(client, world)
    assert [write(client, path, "once").status_code for _ in range(2)] == [302, 302]
    assert ReflectionEntry.objects.get().version == 1


def test_what_was_deleted_in_another_tab_is_kept_as_typed_here(client, world, path):
    take_part(client, world)
    write(client, path, "first")
    ReflectionEntry.objects.all().delete()
    assert write(client, path, "second", version=1).status_code == 302
    assert ReflectionEntry.objects.get().text == "second"


def test_emptying_it_does_not_undo_the_lesson_and_says_so(client, world, path):
    enrolment = take_part(client, world)
    write(client, path, "something")
    page = client.post(path, {"text": "", "version": 1}, follow=True).content.decode()
    assert "The lesson stays done" in page
    enrolment.refresh_from_db()
    assert len(enrolment.done) == 1 and ReflectionEntry.objects.get().text == ""
    assert "Nothing here yet" in client.get("/en/my/log/").content.decode()


@pytest.mark.parametrize("text", ["nul\x00byte", "\x1b[31mred", "a\u202eb"])
def test_control_characters_do_no_harm(client, world, path, text):
    take_part(client, world)
    assert write(client, path, text).status_code == 302
    assert "\x00" not in ReflectionEntry.objects.get().text and "\x1b" not in ReflectionEntry.objects.get().text


def everybody_else(world):
    boss = User.objects.create_superuser("root@people.example", "open-sesame-please", name="Root")
    return [world.stranger, world.marta, world.teo, world.carla, world.nadia, boss]


def test_nobody_else_finds_it_whatever_their_role(client, world, path):
    take_part(client, world)
    write(client, path, "for my eyes only")
    entry = ReflectionEntry.objects.get()
    for person in everybody_else(world):
        client.force_login(person)
        if person is not world.stranger:
            enrol(person, world.course)
        deletion = f"/en/my/log/{entry.pk}/deletion/"
        assert client.get(deletion).status_code == 404 and client.post(deletion).status_code == 404
        for page in (path, path.split("writing/")[0], "/en/my/log/", "/en/my/log/text/"):
            assert b"for my eyes only" not in client.get(page).content
    assert ReflectionEntry.objects.filter(pk=entry.pk).exists()


def test_the_admin_shows_no_reflections_to_a_superuser(world):
    from django.contrib import admin
    from wagtail.snippets.models import get_snippet_models

    assert ReflectionEntry not in admin.site._registry and ReflectionEntry not in get_snippet_models()


def test_strangers_write_nothing(client, world, path):
    assert client.post(path, {"text": "x"}).url.startswith("/en/account/login/")
    client.force_login(world.stranger)
    assert client.post(path, {"text": "x"}).url == world.path() and not ReflectionEntry.objects.exists()


def test_a_reflection_of_another_lesson_is_not_here(client, world, path):
    take_part(client, world)
    assert client.get(path.replace("look-back", "first-steps")).status_code == 404


def test_the_log_lists_them_by_course_with_links_and_as_a_text_file(client, world, path):
    take_part(client, world)
    write(client, path, "Line one\n\nLine <two>")
    page = client.get("/en/my/log/").content.decode()
    assert "Doing things together" in page and "What surprised you?" in page and "Line &lt;two&gt;" in page
    assert 'href="/en/courses/co-production/look-back/"' in page and f'href="{path}"' in page
    file = client.get("/en/my/log/text/")
    assert file["Content-Type"].startswith("text/plain") and "attachment" in file["Content-Disposition"]
    assert "Line one\n\nLine <two>" in file.content.decode() and "Look back\n---------" in file.content.decode()


def test_the_log_outlives_the_lesson(client, world, path):
    take_part(client, world)
    write(client, path, "still here")
    LessonPage.objects.get(slug="look-back").delete()
    page = client.get("/en/my/log/").content.decode()
    assert "still here" in page and "Look back" in page and path not in page


def test_the_log_needs_a_sign_in_and_its_pages_are_kept_by_no_cache(client, world, path):
    assert client.get("/en/my/log/").status_code == 302 and client.get("/en/my/log/text/").status_code == 302
    take_part(client, world)
    for page in ("/en/my/log/", "/en/my/log/text/", path):
        assert "no-store" in client.get(page)["Cache-Control"] and "private" in client.get(page)["Cache-Control"]


def test_deleting_asks_first_and_leaves_the_lesson_done(client, world, path):
    enrolment = take_part(client, world)
    write(client, path, "gone soon")
    entry = ReflectionEntry.objects.get()
    assert b"Delete this reflection?" in client.get(f"/en/my/log/{entry.pk}/deletion/").content and ReflectionEntry.objects.exists()
    client.post(f"/en/my/log/{entry.pk}/deletion/")
    enrolment.refresh_from_db()
    assert not ReflectionEntry.objects.exists() and len(enrolment.done) == 1


def test_a_lesson_finished_by_reading_is_not_finished_by_its_reflection(client, world):
    enrolment = take_part(client, world)
    block = next(block for block in world.lessons[1].body if block.block_type == "reflection")
    write(client, f"{world.path(2)}writing/reflection/{block.id}/", "a thought")
    enrolment.refresh_from_db()
    assert enrolment.done == {} and ReflectionEntry.objects.get().text == "a thought"
