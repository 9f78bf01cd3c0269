"""The story of a request: somebody asks a hub in Arabic, from a phone, and is oriented, passed on with their consent, and followed to an outcome."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from tests.browser.sights import press
from tests.cohorts.mails import link_in, send_all, text_of_mail

pytestmark = pytest.mark.django_db(transaction=True)

ASKED = "أريد أن أفتح مطبخًا جماعيًا مع جاراتي الأربع. كيف نكتب النظام الأساسي؟"
PASSED_ON, CONTACT, NOT_PASSED_ON = "خمس نساء يردن كتابة نظام تعاونية.", "+216 00 000 333", "مطبخًا"
TAKEN_UP, TOLD, CLOSED = "تعالي يوم الثلاثاء.", "كُتب النظام الأساسي.", "نتمنى لكنّ التوفيق."


def test_somebody_asks_a_hub_in_arabic_and_is_followed_to_an_outcome(seeded_live, open_page):
    stranger = open_page("phone", javascript=False, language="ar")
    private, elsewhere = asks_for_help(seeded_live, stranger), open_page("phone", javascript=False, language="ar")
    worker = open_page("laptop", javascript=False)
    seeded_live.sign_in(worker, "hubworker")
    takes_it_and_suggests(seeded_live, worker)
    elsewhere.goto(f"{seeded_live}{private}")  # another telephone: the link is all it takes
    agrees(elsewhere)
    receiver = open_page("phone", javascript=False)
    letter = is_passed_on(worker)
    takes_it_up(seeded_live, receiver, letter)
    elsewhere.reload()
    assert TAKEN_UP in elsewhere.inner_text("main")
    tells_what_came_of_it(receiver)
    closes_it(worker)
    elsewhere.reload()
    said = elsewhere.inner_text("main")
    assert TOLD in said and CLOSED in said and elsewhere.locator("button[value=agree], button[value=add]").count() == 0
    for login in ("coordinator-mahdia", "network", "coordinator-barcelona"):
        other = open_page("laptop", javascript=False)
        seeded_live.sign_in(other, login)
        for path in (urlsplit(worker.url).path, "/en/city/mahdia/desk/"):
            assert other.request.get(f"{seeded_live}{path}").status == 404, (login, path)


def asks_for_help(live, page) -> str:
    """The path of the private link."""
    page.goto(f"{live}/ar/desk/")
    assert page.locator("html[dir=rtl]").count() == 1
    page.locator("main a[href='/ar/desk/mahdia/']").first.click()
    page.locator("main a.hub-ask").click()
    page.locator("main form .button--primary").click()  # too early: nothing is said yet
    assert page.locator(".error-summary a").count() >= 2
    page.locator("[name=stage][value=idea]").check()
    page.locator("[name=kinds][value=legal]").check()
    page.locator("[name=words]").fill(ASKED)
    page.locator("[name=name]").fill("هاجر")
    page.locator("[name=priorities][value=women]").check()
    assert page.locator("[name=language]").input_value() == "ar" and page.locator("[name=reach][value=link]").is_checked()
    page.locator("main form .button--primary").click()
    kept = page.locator(".help__link a").get_attribute("href")
    assert ASKED in page.inner_text("main")
    page.reload()
    assert page.locator(".help__link").count() == 0, "the link is pointed out once"
    return urlsplit(kept).path


def takes_it_and_suggests(live, page) -> None:
    page.goto(f"{live}/en/city/mahdia/desk/")
    row = page.locator("section[aria-labelledby=ours] .desk-row", has_text="هاجر")
    assert "goes first" in row.inner_text()
    row.get_by_role("link").click()
    assert ASKED in page.inner_text("main")
    press(page, do="take")
    for kind, words in (("service", "Somebody there writes statutes with groups."), ("course", "It begins with what you have: an idea.")):
        page.get_by_label("Kind of way").select_option(kind)
        page.get_by_role("searchbox", name="Words").fill("legal" if kind == "service" else "")
        page.get_by_role("button", name="Find", exact=True).click()
        found = page.locator("#look-for .desk-row").first
        found.locator("summary").click()
        found.get_by_label("Why does it fit?").fill(words)
        press(page, do="suggest")
    assert page.locator("main .help-ways > li").count() == 2 and page.get_by_text("Pass the person on").count() == 0, "nothing before a yes"


def agrees(page) -> None:
    """To pass three things on to the service, and to look at the course."""
    passing = page.locator(".help-ways > li", has=page.locator("[name$=-contact]"))
    passing.locator("summary").first.click()
    assert passing.locator("[name$=-words]").input_value() == ASKED, "what is passed on stands there to be changed"
    passing.locator("[name$=-contact]").fill(CONTACT)
    passing.locator("[name$=-words]").fill(PASSED_ON)
    passing.locator("button[value=agree]").click()
    page.locator(".help-ways > li").filter(has=page.locator("button[value=agree]")).locator("button[value=agree]").click()
    assert page.locator("button[value=agree]").count() == 0


def is_passed_on(page) -> object:
    page.reload()
    way = page.locator(".help-ways > li", has_text=CONTACT)
    way.locator("summary", has_text="Pass the person on").click()
    way.get_by_label("Who there, by name or office?").fill("The legal desk")
    way.get_by_label("Their e-mail address").fill("statutes@service.example")
    way.get_by_label("Language of the mail").select_option("en")
    press(page, do="refer", within=".help-ways")
    letters = send_all()
    assert not [each for each in letters if PASSED_ON in text_of_mail(each) or CONTACT in text_of_mail(each)], "what was said stands in no mail"
    letter, = (each for each in letters if "statutes@service.example" in each["To"])
    return letter


def takes_it_up(live, page, letter) -> None:
    page.goto(f"{live}{link_in(letter, '/desk/referrals/')}")
    said = page.inner_text("main")
    assert PASSED_ON in said and CONTACT in said and NOT_PASSED_ON not in said
    page.locator("[name=take_up-contact_by]").fill(f"{timezone.localdate() + timedelta(days=6)}")
    page.locator("[name=take_up-words]").fill(TAKEN_UP)
    press(page, do="take_up")


def tells_what_came_of_it(page) -> None:
    page.locator("[name=outcome-outcome][value=helped]").check()
    page.locator("[name=outcome-outcome_words]").fill(TOLD)
    press(page, do="outcome")
    assert CONTACT not in page.content(), "over: nothing about the person is shown any more"


def closes_it(page) -> None:
    page.reload()
    assert TOLD in page.inner_text("main")
    page.locator("summary", has_text="Close the request").click()
    page.locator("[name=end-outcome][value=helped]").check()
    page.locator("[name=end-outcome_words]").fill(CLOSED)
    press(page, do="close")
    assert CLOSED in page.inner_text("main")
