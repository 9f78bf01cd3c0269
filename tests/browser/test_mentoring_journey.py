"""The story of a round of mentoring: an entry sent in, two simulations held side by side, a proposal without names, a question, two yes, a first session, an hour in the ledger."""

from datetime import timedelta
from urllib.request import urlopen
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from icalendar import Calendar

from home.solidarity_ledger import own_hours
from home.templatetags.hours_words import hours_and_minutes
from mentoring.models import MatchProposal, Mentorship
from mentoring.views import desk_runs
from tests.cohorts.mails import send_all
from tests.mentoring.leak_search import found_in, read_by, text_of, walk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.any_database]
ROUND = "winter-demo-round"
DESK = f"/en/network/mentoring/{ROUND}/"
ROME = ZoneInfo("Europe/Rome")
# What says who somebody is: Mentor's first name is a word of every page.
SECRETS = {"mentor": ["Mentor Demo", "mentor@demo", "Second Thread"], "learner": ["Lua", "learner@demo", "Tide Table"]}
OTHER = {"mentor": "learner", "learner": "mentor"}
QUESTION, ANSWER = "How many hours a month did you think of?", "Two, on a Tuesday. Is that all right?"


def test_from_a_draft_to_an_hour_in_the_ledger(seeded_live, open_page, monkeypatch):
    monkeypatch.setattr(desk_runs, "JUST_ASKED", 0.0)  # nobody else works meanwhile
    pages = {"mentor": open_page("phone", javascript=False), "learner": open_page("phone", javascript=False)}
    seeded_live.sign_in(pages["mentor"], "mentor")
    send_in_the_draft(seeded_live, pages["mentor"])
    desk = open_page("laptop", javascript=False)
    seeded_live.sign_in(desk, "network")
    simulate_compare_and_publish(seeded_live, desk)

    become(seeded_live, pages["learner"], "Lua Demo")
    letters = send_all()
    assert [letter["Subject"] for letter in letters if "larissa-3@" in letter["To"]], "who is left over hears of it too"
    letters += [*ask_and_answer(seeded_live, pages), *send_all()]
    say_yes(pages["mentor"])
    letters += send_all()
    assert Mentorship.objects.filter(round__slug=ROUND).count() == 0
    nobody_knows_who_the_other_is(seeded_live, letters)
    say_yes(pages["learner"])
    mentorship = Mentorship.objects.get(round__slug=ROUND)
    each_learns_who_the_other_is(seeded_live, pages, mentorship, send_all())

    sign_the_agreement(seeded_live, pages, mentorship)
    meet_for_the_first_time(seeded_live, pages, mentorship)
    nobody_else_opens_it(seeded_live, open_page, mentorship)
    left_over_with_reasons(seeded_live, open_page("phone", javascript=False))


# The call, the matcher, the proposals ----------------------------------------------------------------------

def send_in_the_draft(live, page) -> None:
    page.goto(f"{live}/en/my/mentoring/")
    page.get_by_role("link", name="Go on with my draft").click()
    assert page.locator("#id_offers-0-skill option:checked").inner_text() == "Bookkeeping for small organisations"
    page.get_by_role("button", name="Send in", exact=True).click()
    said = page.inner_text("main")
    for words in ("Your entry stands in this round.", "Bookkeeping for small organisations", "Energy co-operatives", "Portuguese", "Tuesday"):
        assert words in said, words


def simulate_compare_and_publish(live, page) -> None:
    page.goto(f"{live}/en/network/mentoring/")
    page.get_by_role("link", name="Winter demo round").click()
    page.get_by_role("link", name="How the call is taken up").first.click()
    assert page.locator(".uptake-table tbody tr").count() == 8 and "of those who ask could find a place" in page.inner_text("main")
    page.goto(f"{live}{DESK}simulations/")
    page.get_by_label("Your own word for this simulation").fill("As announced")
    page.get_by_role("button", name="Simulate with the round’s rules").click()
    as_announced = wait_for_the_worker(live, page)
    page.goto(f"{live}{DESK}simulations/")
    page.get_by_role("link", name="With other rules").click()
    page.get_by_label("Your own word for this simulation").fill("Across cities")
    page.get_by_label("Only pairs from two different cities").check()
    page.get_by_role("button", name="Simulate", exact=True).click()
    across = wait_for_the_worker(live, page)
    assert as_announced > across, "a rule costs somebody their mentor"
    page.get_by_role("link", name="As announced").click()
    said = page.inner_text("main")
    assert "What it means for people" in said and "Only pairs from two different cities" in said and "Lua" not in said
    page.goto(f"{live}{DESK}")
    page.get_by_role("link", name="Close the call now").click()
    page.get_by_role("button", name="Close the call now").click()
    page.goto(f"{live}{DESK}simulations/")
    page.get_by_role("link", name="As announced").click()
    page.get_by_role("link", name="Publish this one").click()
    page.get_by_role("button", name="Publish, and ask").click()
    assert MatchProposal.objects.open().filter(round__slug=ROUND).count() == as_announced


def wait_for_the_worker(live, page) -> int:
    """How many people get a mentor in the simulation this page waits for."""
    assert "This page looks again every three seconds." in page.inner_text("main")
    live.work()
    page.locator("#left").wait_for()  # the page looks again by itself, without a script
    served, _of, _all = page.inner_text("main .lead").split()[:3]
    return int(served)


# Blind ------------------------------------------------------------------------------------------------------

def become(live, page, name: str) -> None:
    page.goto(f"{live}/en/personas/")
    page.get_by_role("button", name=f"Be {name}").click()


def ask_and_answer(live, pages) -> list:
    """The mails sent in between."""
    for page, title in ((pages["mentor"], "You as mentor: Bookkeeping"), (pages["learner"], "A mentor for you: Bookkeeping")):
        page.goto(f"{live}/en/my/mentoring/")
        page.get_by_role("link", name=title).click()
        assert "Language in common" in page.inner_text("main") and "Portuguese" in page.inner_text("main")
    asking, answering = pages["learner"], pages["mentor"]
    asking.get_by_text("Ask a question", exact=True).click()
    asking.get_by_role("textbox", name="Your question").fill(QUESTION)
    asking.get_by_role("button", name="Send my question").click()
    letters = send_all()
    answering.reload()
    assert QUESTION in answering.inner_text("main")
    answering.get_by_role("textbox", name="Your answer").fill(ANSWER)
    answering.get_by_role("button", name="Send my answer").click()
    asking.reload()
    assert ANSWER in asking.inner_text("main")
    return letters


def say_yes(page) -> None:
    page.get_by_role("button", name="Yes, I would like that").click()


def nobody_knows_who_the_other_is(live, letters) -> None:
    assert len([letter for letter in letters if "learner@" in letter["To"] or "mentor@" in letter["To"]]) >= 4
    for login, other in OTHER.items():
        person, own = live.person(login), MatchProposal.objects.get(round__slug=ROUND, offer__participation__person__email="mentor@demo.example").pk
        read = walk(person, ["/en/my/mentoring/", f"/en/my/mentoring/proposals/{own}/", f"/en/my/mentoring/rounds/{ROUND}/reasons/", "/en/my/", "/en/my/hours/"])
        read |= read_by(person, timezone.now())
        read |= {letter["Subject"]: text_of(letter) for letter in letters if person.email in letter["To"]}
        assert len(read) > 20 and {place: words for place, text in read.items() if (words := found_in(text, SECRETS[other]))} == {}, login


def each_learns_who_the_other_is(live, pages, mentorship, letters) -> None:
    for login, other in OTHER.items():
        known = [live.person(other).name, f"{other}@demo.example"]
        mail, = (text_of(letter) for letter in letters if f"{login}@demo.example" in letter["To"])
        pages[login].goto(f"{live}/en/my/mentoring/mentorships/{mentorship.pk}/")
        assert found_in(mail, known) == found_in(pages[login].inner_text("main"), known) == known


# The mentorship ---------------------------------------------------------------------------------------------

def sign_the_agreement(live, pages, mentorship) -> None:
    for page in pages.values():
        page.goto(f"{live}/en/my/mentoring/mentorships/{mentorship.pk}/")
        page.get_by_role("link", name="Read the agreement").first.click()
        page.get_by_role("button", name="I sign these words").click()
    page.goto(f"{live}/en/my/mentoring/mentorships/{mentorship.pk}/")
    assert "Signed by both." in page.inner_text("main")


def meet_for_the_first_time(live, pages, mentorship) -> None:
    """Planned for next Tuesday; then both have time at once; one says how it was, the other confirms."""
    feeds = {login: calendar_of(live, page) for login, page in pages.items()}
    before = {login: entries_of(feed).keys() for login, feed in feeds.items()}
    mentor, learner = pages["mentor"], pages["learner"]
    today = timezone.localtime(timezone=ROME).date()
    mentor.goto(f"{live}/en/my/mentoring/mentorships/{mentorship.pk}/sessions/new/")
    fill_in_session(mentor, today + timedelta(days=7 - (today.weekday() - 1) % 7), "18:30", "19:30")
    mentor.get_by_role("button", name="Plan it").click()
    planned = {login: entries_of(feed) for login, feed in feeds.items()}
    (ours,), (theirs,) = (planned[login].keys() - before[login] for login in pages)
    assert ours == theirs and {entries[ours]["DTSTART"].dt for entries in planned.values()} == {mentorship.sessions.get().starts_at}

    began = timezone.now().astimezone(ROME) - timedelta(minutes=30)
    mentor.get_by_role("link", name="Change", exact=True).click()
    fill_in_session(mentor, began.date(), f"{began:%H:%M}", f"{began + timedelta(hours=1):%H:%M}")
    mentor.get_by_role("button", name="Keep", exact=True).click()
    for login, feed in feeds.items():
        assert entries_of(feed)[ours]["SEQUENCE"] == planned[login][ours]["SEQUENCE"] + 1
    mentor.get_by_role("link", name="Say how it was").click()
    mentor.get_by_label("What you talked about").fill("What stands on the two sides.")
    mentor.get_by_role("button", name="Keep", exact=True).click()
    given, received = own_hours(live.person("mentor")).given, own_hours(live.person("learner")).received
    assert together(live, mentor)[0] == hours_and_minutes(given) and together(live, learner)[1] == hours_and_minutes(received), "an hour counts when both have confirmed it"
    learner.goto(f"{live}/en/my/mentoring/mentorships/{mentorship.pk}/sessions/{mentorship.sessions.get().pk}/")
    learner.get_by_role("button", name="Yes, that is right").click()
    assert together(live, mentor)[0] == hours_and_minutes(given + 60) and together(live, learner)[1] == hours_and_minutes(received + 60)


def fill_in_session(page, day, begins: str, ends: str) -> None:
    page.get_by_label("Day").fill(f"{day}")
    page.get_by_label("Begins").fill(begins)
    page.get_by_label("Ends").fill(ends)


def calendar_of(live, page) -> str:
    """The secret address of a person's calendar, as this server answers it."""
    page.goto(f"{live}/en/my/calendar/")
    page.get_by_role("button", name="Make").first.click()
    return f"{live}/feeds/" + page.locator("code.secret").inner_text().rpartition("/feeds/")[2]


def entries_of(feed: str) -> dict:
    with urlopen(feed) as answer:
        return {str(entry["UID"]): entry for entry in Calendar.from_ical(answer.read()).walk("VEVENT")}


def together(live, page) -> list[str]:
    """[given, received], as the last line of the person's hours says them."""
    page.goto(f"{live}/en/my/hours/")
    return page.locator(".hours-table tfoot td").all_inner_texts()


# Everybody else ---------------------------------------------------------------------------------------------

def nobody_else_opens_it(live, open_page, mentorship) -> None:
    for login in ("coordinator-cascais", "network"):
        page = open_page("laptop")
        live.sign_in(page, login)
        for path in ("", "notes/", "agreement/", f"sessions/{mentorship.sessions.get().pk}/"):
            assert page.request.get(f"{live}/en/my/mentoring/mentorships/{mentorship.pk}/{path}").status == 404, path


def left_over_with_reasons(live, page) -> None:
    live.sign_in(page, "visitor-larissa-3")
    page.goto(f"{live}/en/my/mentoring/")
    page.locator(".notice", has_text="Winter demo round").get_by_role("link", name="Why, and what would help").click()
    said = page.inner_text("main")
    assert "No mentor for Housing co-operatives in Greek." in said and "nobody would have lost their only one" in said
    assert page.locator(".proposal__options li").count() >= 2
