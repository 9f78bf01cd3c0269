"""At the door with a phone: marks without network, without a script, on a page that is loaded again, and on a phone that is given on."""

import json

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cohorts.models import Attendance
from tests.gatherings import make_exchange, make_visitors, seat

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture
def visit(world):
    made = make_exchange(world)
    for person in [*make_visitors(world.cascais, 3, "ana"), *make_visitors(world.mahdia, 2, "karim")]:
        seat(made, person)
    return made


@pytest.fixture
def list_url(live_server, visit) -> str:
    return live_server.url + reverse("attendance_session", args=["cascais", visit.slug, visit.sessions.first().key])


def line(page, name: str):
    return page.locator("[data-line]", has_text=name)


def mark(page, name: str) -> None:
    line(page, name).get_by_role("button").click()


def there() -> int:
    return Attendance.objects.count()


def waits(page, count: int) -> None:
    """Until the database holds so many: the page sends by itself."""
    for _try in range(100):
        if there() == count:
            return
        page.wait_for_timeout(100)
    assert there() == count


def kept_on(page) -> list:
    """What waits in the browser."""
    return page.evaluate("() => Object.keys(localStorage).filter((key) => key.startsWith('attendance:')).flatMap((key) => JSON.parse(localStorage[key]))")


def test_one_press_marks_and_one_takes_it_back(world, list_url, phone, sign_in, axe):
    sign_in(phone, world.carla)
    phone.goto(list_url)
    mark(phone, "Ana 2")
    expect(line(phone, "Ana 2").locator("[data-state]")).to_have_text("here")
    waits(phone, 1)
    expect(phone.locator("[data-there]")).to_have_text("1")
    axe(phone)
    mark(phone, "Ana 2")
    waits(phone, 0)
    expect(phone.locator("[data-banner]")).to_be_hidden()


def test_marks_wait_without_network_survive_loading_and_are_sent_once(world, list_url, phone, sign_in, watch):
    sign_in(phone, world.carla)
    phone.goto(list_url)
    phone.context.set_offline(True)
    for name in ("Ana 1", "Ana 3", "Karim 2"):
        mark(phone, name)
    expect(phone.locator("[data-banner]")).to_contain_text("No network. Marks waiting on this phone: 3.")
    expect(line(phone, "Ana 1").locator("[data-state]")).to_have_text("here, not sent yet")
    expect(phone.locator("[data-there]")).to_have_text("3")
    assert there() == 0 and len(kept_on(phone)) == 3 and "Ana" not in json.dumps(kept_on(phone))
    mark(phone, "Ana 3")  # a slip, taken back while still without network
    phone.context.set_offline(False)
    phone.goto(list_url)  # somebody loads the page again before anything was sent, or just as it is
    waits(phone, 2)
    expect(phone.locator("[data-banner]")).to_be_hidden()
    expect(phone.locator("[data-there]")).to_have_text("2")
    assert kept_on(phone) == []
    watch.problems[:] = [each for each in watch.problems if "ERR_INTERNET_DISCONNECTED" not in str(each)]


def test_the_network_coming_back_sends_them_by_itself(world, list_url, phone, sign_in, watch):
    sign_in(phone, world.carla)
    phone.goto(list_url)
    phone.context.set_offline(True)
    mark(phone, "Karim 1")
    expect(phone.locator("[data-banner]")).to_be_visible()
    phone.context.set_offline(False)
    waits(phone, 1)
    expect(phone.locator("[data-banner]")).to_be_hidden()
    watch.problems[:] = [each for each in watch.problems if "ERR_INTERNET_DISCONNECTED" not in str(each)]


def test_two_phones_at_one_door_agree(world, list_url, open_page, sign_in):
    one, other = open_page("phone"), open_page("phone")
    for page in (one, other):
        sign_in(page, world.carla)
        page.goto(list_url)
    mark(one, "Ana 1")
    waits(one, 1)
    mark(other, "Ana 1")
    mark(other, "Ana 2")
    waits(other, 2)
    expect(other.locator("[data-there]")).to_have_text("2")
    one.evaluate("() => dispatchEvent(new Event('online'))")
    expect(one.locator("[data-there]")).to_have_text("2")


def test_signing_out_clears_the_phone(world, list_url, phone, sign_in, watch):
    sign_in(phone, world.carla)
    phone.goto(list_url)
    phone.route("**/marks/", lambda route: route.abort())
    mark(phone, "Ana 1")
    expect(phone.locator("[data-banner]")).to_be_visible()
    asked = []
    phone.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    phone.get_by_role("button", name="Sign out").first.click()
    phone.wait_for_timeout(300)
    assert "Marks not sent yet: 1" in asked[0] and len(kept_on(phone)) == 1 and phone.url == list_url
    phone.once("dialog", lambda dialog: dialog.accept())
    phone.get_by_role("button", name="Sign out").first.click()
    phone.wait_for_url(lambda url: url != list_url)
    assert kept_on(phone) == [] and there() == 0
    watch.problems.clear()


def test_marks_of_somebody_else_are_not_sent(world, list_url, phone, sign_in):
    sign_in(phone, world.carla)
    phone.goto(list_url)
    phone.evaluate("() => localStorage.setItem('attendance:somebody-else', JSON.stringify([{key: crypto.randomUUID(), url: document.querySelector('[data-attendance]').dataset.attendance, "
                   "code: document.querySelector('[data-line]').dataset.line, there: true, at: Date.now()}]))")
    phone.goto(list_url)
    phone.wait_for_timeout(500)
    assert there() == 0 and kept_on(phone) == []


def test_a_session_that_ended_says_so_and_keeps_the_marks(world, list_url, phone, sign_in, watch):
    sign_in(phone, world.carla)
    phone.goto(list_url)
    phone.context.clear_cookies()
    mark(phone, "Ana 1")
    expect(phone.locator("[data-banner]")).to_contain_text("marks: 1")
    assert len(kept_on(phone)) == 1
    sign_in(phone, world.carla)
    phone.goto(list_url)
    waits(phone, 1)
    watch.problems.clear()


def test_a_name_is_found_as_one_types(world, list_url, phone, sign_in):
    sign_in(phone, world.carla)
    phone.goto(list_url)
    phone.fill("#door-q", "karím")
    expect(line(phone, "Karim 1")).to_be_visible()
    expect(line(phone, "Ana 1")).to_be_hidden()
    phone.fill("#door-q", "zzz")
    expect(phone.locator("[data-nobody]")).to_be_visible()


def test_it_works_without_a_script(world, list_url, open_page, sign_in):
    page = open_page("phone", javascript=False)
    sign_in(page, world.carla)
    page.goto(list_url)
    mark(page, "Ana 1")
    assert there() == 1
    page.fill("input[name=name]", "Dona Rosa")
    page.get_by_role("button", name="Register, and mark as here").click()
    assert there() == 2 and "Dona Rosa" in page.inner_text("main")


def test_a_scanned_ticket_leads_to_one_button(world, live_server, visit, open_page, sign_in, axe):
    one = visit.registrations.first()
    guest, door = open_page("phone", dark=True), open_page("phone")
    sign_in(guest, one.person)
    guest.goto(live_server.url + reverse("ticket", args=[visit.slug]))
    expect(guest.locator("svg.ticket__qr")).to_be_visible()
    axe(guest)
    sign_in(door, world.carla)
    door.goto(live_server.url + reverse("door", args=[one.code]))
    axe(door)
    door.get_by_role("button", name="Is here", exact=True).first.click()
    expect(door.get_by_text("Here since")).to_be_visible()
    assert there() == 1
