"""What the small script adds to every page: a theme that stays chosen, a menu that gets out of the way."""

COURSE = "/en/courses/co-production/"
NIGHT = "() => getComputedStyle(document.documentElement).getPropertyValue('color-scheme')"


def test_the_chosen_theme_is_kept_on_the_next_page(seeded_live, page):
    page.goto(f"{seeded_live}/en/courses/")
    assert page.evaluate(NIGHT) == "light"
    page.get_by_role("button", name="Change to the dark theme").click()
    assert page.evaluate(NIGHT) == "dark"
    page.goto(f"{seeded_live}{COURSE}")
    assert page.evaluate(NIGHT) == "dark"
    page.get_by_role("button", name="Change to the light theme").click()
    assert page.evaluate(NIGHT) == "light"


def test_day_can_be_chosen_on_a_dark_device(seeded_live, open_page):
    page = open_page(dark=True)
    page.goto(f"{seeded_live}/en/courses/")
    assert page.evaluate(NIGHT) == "dark"
    page.get_by_role("button", name="Change to the light theme").click()
    assert page.evaluate(NIGHT) == "light"


def test_without_the_script_no_button_promises_a_theme(seeded_live, open_page):
    page = open_page(javascript=False)
    page.goto(f"{seeded_live}/en/courses/")
    assert not page.locator("[data-theme-toggle]").is_visible()


def test_the_language_menu_closes_on_escape_and_gives_the_focus_back(seeded_live, page):
    page.goto(f"{seeded_live}/en/courses/")
    menu = page.locator("details.language")
    menu.locator("summary").click()
    arabic = menu.get_by_role("link", name="العربية")
    arabic.focus()
    page.keyboard.press("Escape")
    assert not arabic.is_visible()
    assert page.evaluate("() => document.activeElement.tagName") == "SUMMARY"


def test_the_language_menu_closes_when_one_goes_elsewhere(seeded_live, page):
    page.goto(f"{seeded_live}/en/courses/")
    menu = page.locator("details.language")
    menu.locator("summary").click()
    page.locator("h1").click()
    assert menu.get_attribute("open") is None


def test_the_language_menu_leads_to_the_same_page_without_the_script(seeded_live, open_page):
    page = open_page("phone", javascript=False)
    page.goto(f"{seeded_live}{COURSE}")
    page.locator("details.language summary").click()
    page.locator("details.language").get_by_role("link", name="العربية").click()
    assert page.url.endswith("/ar/courses/co-production/")
    assert page.get_attribute("html", "dir") == "rtl"


def test_the_lesson_list_shows_the_lesson_one_reads(seeded_live, page):
    page.goto(f"{seeded_live}{COURSE}replicate-with-care/")
    box = page.locator(".player__outline [aria-current]").bounding_box()
    assert 0 < box["y"] < page.viewport_size["height"]


def test_the_skip_link_is_first_and_leads_past_the_head(seeded_live, page):
    page.goto(f"{seeded_live}/en/courses/")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main"
