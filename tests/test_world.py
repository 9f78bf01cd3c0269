"""The world the other tests stand in is itself sound."""

from wagtail.models import Page, Site

from tests.world import PASSWORD


def test_it_has_three_lessons_in_order(world):
    assert [page.slug for page in world.course.get_children().live()] == ["what-it-is", "first-steps", "try-it"]
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_site_begins_at_our_home_page(world):
    assert Site.objects.get().root_page.specific == world.home
    assert world.course.get_url().endswith("/courses/co-production/")


def test_people_have_a_confirmed_address_and_the_known_password(world):
    assert world.lia.check_password(PASSWORD)
    assert world.lia.emailaddress_set.get(primary=True).verified


def test_lessons_are_valid_as_an_editor_would_have_to_make_them(world):
    for lesson in world.lessons:
        lesson.full_clean()
