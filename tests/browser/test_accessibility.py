"""axe finds nothing on any kind of page, by day and by night, from left and from right; and at 320 px nobody scrolls sideways.

One window for each language and reader. A page is loaded once: axe reads it whole by day, and its colours again by night.
"""

from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from tests.browser.sights import width_of_content

COURSE = "courses/co-production/"
LESSON = COURSE + "citess-method/"  # in English and Arabic, with a quiz
QUIZ = LESSON + "quiz/the-one-stop-hub/"
ANYBODY = [
    "", "courses/", COURSE, LESSON, COURSE + "seven-principles/", COURSE + "roadmap-to-a-pilot/",
    COURSE + "your-one-page-plan/", LESSON + "print/", "courses/search/", "courses/search/?q=service&kind=lesson", "courses/search/?q=zzzz", "certificates/",
    "certificates/?code=abc", "certificates/abcd-abcd/", "{certificate}", "cities/", "cities/cascais/", "about/", "accessibility/", "privacy/", "personas/", "nowhere/",
    "account/login/", "account/signup/", "account/password/reset/", "account/password/reset/key/1-abc/",
    "exchanges/", "exchanges/?kind=webinar&city=made-up", "exchanges/?view=past", "exchanges/?view=month", "exchanges/?view=map", "exchanges/tuesday-circle/", "exchanges/cascais-2022/",
]
LEARNER = [
    "my/", "my/exchanges/", "exchanges/tuesday-circle/registration/", "my/profile/", "my/data/", "my/data/erase/", "my/log/", "welcome/",
    "account/email/", "account/2fa/", "account/2fa/totp/activate/",
    "account/password/set/", "account/sessions/", COURSE, COURSE + "same-side-of-the-counter/", LESSON, COURSE + "roadmap-to-a-pilot/writing/task/",
    COURSE + "your-one-page-plan/", QUIZ, QUIZ + "1/result/", QUIZ + "2/", LESSON + "discussion/", "{thread}", "{thread}posts/{post}/",
    "{thread}posts/{post}/withdrawal/", "{thread}posts/{other}/report/",
]
DESK = [f"city/cascais/{path}" for path in ("", "people/", "team/", "team/organisations/new/", "invitations/", "invitations/list/", "page/")]
DESK += [f"city/cascais/exchanges/{path}" for path in ("", "new/", *(f"open-kitchens/{step}" for step in (
    "", "edit/", "sessions/", "sessions/repeating/", "seats/", "form/", "form/new/", "form/preview/", "languages/pt/", "people/", "people/enter/", "people/message/", "publish/", "cancel/")))]
ROUND, MENTORSHIP = "network/mentoring/winter-demo-round/", "my/mentoring/mentorships/{mentorship}/"
MENTORING = {
    "mentor": ["my/mentoring/", "my/mentoring/rounds/winter-demo-round/", MENTORSHIP, f"{MENTORSHIP}agreement/", f"{MENTORSHIP}sessions/new/", "my/hours/"],
    "trainer": ["my/mentoring/proposals/{proposal}/"],
    "visitor-larissa-3": ["my/mentoring/rounds/autumn-demo-round/reasons/"],
    "network": ["network/mentoring/", ROUND, f"{ROUND}uptake/", f"{ROUND}rules/", f"{ROUND}simulations/", f"{ROUND}simulations/new/", f"{ROUND}simulations/{{run}}/",
                f"{ROUND}simulations/comparison/?first={{run}}&second={{second}}", f"{ROUND}rulings/"],
}
SKILL = "entrecomp-working-with-others/"
UPSKILLING = {
    None: ["skills/", f"skills/{SKILL}", "practices/", "practices/one-desk-for-starters/", "verify/", "verify/{award}/"],
    "learner": ["my/skills/", f"my/skills/{SKILL}", f"my/skills/assessment/{{assessment}}/{SKILL}", "my/pathway/", "my/badges/"],
    "coordinator-cascais": ["city/cascais/figures/", "city/cascais/badges/new/"],
    "network": ["network/"],
}
TURNED = {"skills/", "verify/{award}/", "my/skills/", "my/badges/", "my/pathway/", "city/cascais/figures/", "network/"}  # with pictures that turn round, too: in Arabic these only
COOPERATION = {
    None: ["desk/", "desk/mahdia/", "desk/directory/", "desk/directory/{entry}/", "desk/ask/?hub=mahdia", "spaces/barcelona-table/", "groups/barcelona-procurement/", "ballots/{ballot}/result/",
           "decisions/", "cities/larissa/plan/", "cities/larissa/plan/resources/", "cities/larissa/plan/calls/larissa-railway-shed/"],
    "member1": ["proposals/{changed}/", "proposals/{changed}/amendments/{amendment}/", "contrasts/{contrast}/", "spaces/barcelona-table/board/"],
    "hubworker": ["city/mahdia/desk/", "city/mahdia/desk/{request}/"],
}
ASKED_AND_DECIDED = {"desk/mahdia/", "desk/ask/?hub=mahdia", "proposals/{changed}/amendments/{amendment}/", "ballots/{ballot}/result/", "cities/larissa/plan/", "city/mahdia/desk/{request}/"}
FINISHED = ["my/", COURSE, LESSON, "{certificate}", "{certificate}revocation/"]
REFUSED = {COURSE + "roadmap-to-a-pilot/": 403, COURSE + "your-one-page-plan/": 403, "nowhere/": 404, "certificates/abcd-abcd/": 404,
           "certificates/?code=abc": 422}


@pytest.fixture
def places(seeded_live, client):
    """Lua has joined, handed in a quiz and begun another, and written a post; Mentor has answered her."""
    from courses.models import Certificate, DiscussionPost

    seeded_live.work()  # certificates
    backend = "academy.demo_sign_in.DemoBackend"
    lua, mentor = seeded_live.person("learner"), seeded_live.person("mentor")
    client.force_login(lua, backend=backend)
    client.post(f"/en/{COURSE}enrolment/")
    for number in (1, 2):
        client.post(f"/en/{QUIZ}attempts/")
        if number == 1:
            client.post(f"/en/{QUIZ}1/", {"act": "anyway"})
    client.post(f"/en/{LESSON}discussion/", {"title": "One door for everything?", "text": "How did you begin? See https://example.org.", "language": "en", "form_key": str(uuid4())})
    thread = DiscussionPost.objects.get(author=lua)
    client.force_login(mentor, backend=backend)
    client.post(f"/en/{LESSON}discussion/{thread.pk}/", {"text": "With a table and two chairs.", "language": "en", "form_key": str(uuid4())})
    return {"certificate": f"certificates/{Certificate.objects.filter(holder=mentor).first().code}/", "thread": f"{LESSON}discussion/{thread.pk}/",
            "post": thread.pk, "other": DiscussionPost.objects.get(author=mentor, thread=thread).pk}


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(("reader", "pages"), [(None, ANYBODY), ("learner", LEARNER), ("mentor", FINISHED), ("coordinator-cascais", DESK)],
                         ids=["anybody", "learner", "finished", "desk"])
def test_no_page_hinders_anybody(seeded_live, open_page, axe, places, language, reader, pages):
    page = open_page("narrow", language=language)
    if reader:
        seeded_live.sign_in(page, reader)
    wrong = _look_at_all(page, f"{seeded_live}/{language}/", pages, places, axe)
    assert wrong == [], "\n\n".join(wrong)


@pytest.fixture
def mentoring_places(seeded_live):
    """The winter round has been simulated twice, by its own rules and by others."""
    from home.demo.mentoring_rounds import play_at
    from mentoring.models import MatchProposal, MentoringRound, Mentorship
    from mentoring.running import ask_for_run

    winter, at = MentoringRound.objects.get(slug="winter-demo-round"), timezone.now()
    with transaction.atomic():
        asked = [ask_for_run(winter, rules={**winter.rules, "cross_city_only": across}, by=seeded_live.person("network"), at=at) for across in (False, True)]
    runs = [play_at(run, at).pk for run in asked]
    return {"run": runs[0], "second": runs[1], "proposal": MatchProposal.objects.open().get().pk,
            "mentorship": Mentorship.objects.unfinished().get(mentor=seeded_live.person("mentor")).pk}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_page_of_mentoring_hinders_anybody(seeded_live, open_page, axe, mentoring_places, language):
    page, wrong = open_page("narrow", language=language), []
    for reader, pages in MENTORING.items():
        seeded_live.sign_in(page, reader)
        wrong += _look_at_all(page, f"{seeded_live}/{language}/", pages, mentoring_places, axe)
    assert wrong == [], "\n\n".join(wrong)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_page_of_upskilling_hinders_anybody(seeded_live, open_page, axe, language):
    from academy.models import Moment, Skill
    from courses.models import BadgeAward
    from home.assessing import begin

    learner, skill = seeded_live.person("learner"), Skill.objects.get(code=SKILL.strip("/"))
    places = {"assessment": begin(learner, Moment.AFTER, [skill.code], timezone.now()).pk, "award": BadgeAward.objects.of(learner).first().pk}
    page, wrong = open_page("narrow", language=language), []
    for reader, pages in UPSKILLING.items():
        if reader:
            seeded_live.sign_in(page, reader)
        wrong += _look_at_all(page, f"{seeded_live}/{language}/", [path for path in pages if language == "en" or path in TURNED], places, axe)
    assert wrong == [], "\n\n".join(wrong)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_page_of_cooperation_hinders_anybody(seeded_live, open_page, axe, language):
    from academy.models import DirectoryEntry
    from cohorts.models import Amendment, Ballot, Contrast
    from mentoring.models import HelpRequest

    asked = Amendment.objects.filter(outcome="").get()
    places = {"entry": DirectoryEntry.objects.filter(organisation__city__slug="mahdia").first().key, "ballot": Ballot.objects.get(method="secret").pk, "changed": asked.proposal_id,
              "amendment": asked.number, "contrast": Contrast.objects.first().key, "request": HelpRequest.objects.open().exclude(suggestions=None).first().pk}
    page, wrong = open_page("narrow", language=language), []
    for reader, pages in COOPERATION.items():
        if reader:
            seeded_live.sign_in(page, reader)
        wrong += _look_at_all(page, f"{seeded_live}/{language}/", [path for path in pages if language == "en" or path in ASKED_AND_DECIDED], places, axe)
    assert wrong == [], "\n\n".join(wrong)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_form_sent_back_hinders_anybody(seeded_live, open_page, axe, places, language):
    page = open_page("narrow", language=language)
    wrong = []
    for path in ("account/login/", "account/signup/"):
        page.emulate_media(color_scheme="light")
        page.goto(f"{seeded_live}/{language}/{path}")
        page.locator("main form button[type=submit]").first.click()
        page.locator(".error-summary").wait_for()
        wrong += _look(page, path, axe)
    seeded_live.sign_in(page, "learner")
    for path in (f"{LESSON}discussion/", f"{QUIZ}2/"):
        page.emulate_media(color_scheme="light")
        page.goto(f"{seeded_live}/{language}/{path}")
        page.locator("main .button--primary").last.click()
        page.locator(".error-summary").wait_for()
        wrong += _look(page, path, axe)
    assert wrong == [], "\n\n".join(wrong)


def _look_at_all(page, root: str, pages: list[str], places: dict, axe) -> list[str]:
    wrong = []
    for path in pages:
        page.emulate_media(color_scheme="light")
        answer = page.goto(root + path.format(**places))
        if answer.status != REFUSED.get(path, 200) or ("/login/" in page.url and "/login/" not in path):
            wrong.append(f"{path}: {answer.status}, {page.url}")
        wrong += _look(page, path, axe)
    return wrong


def _look(page, path: str, axe) -> list[str]:
    """What hinders on the page as it stands: [one sentence or report]."""
    found = [f"{path}: {wide} px too wide at 320 px"] if (wide := width_of_content(page)) else []
    for scheme, only in (("light", ()), ("dark", ("color-contrast", "link-in-text-block"))):
        page.emulate_media(color_scheme=scheme)
        try:
            axe(page, only=only)
        except AssertionError as report:
            found.append(f"{scheme}: {report}")
    return found


def test_what_hinders_would_be_found(seeded_live, open_page, axe):
    page = open_page("narrow")
    page.goto(seeded_live + "/en/account/login/")
    page.evaluate("""() => {
        const wide = document.createElement('div'), silent = document.createElement('img'), pale = document.createElement('p');
        wide.style.inlineSize = '400px'; wide.style.blockSize = '1px'; pale.textContent = 'pale'; pale.style.color = '#777'; pale.style.background = '#888';
        document.querySelector('main').append(wide, silent, pale) }""")
    too_wide, by_day, by_night = _look(page, "login", axe)
    assert "too wide" in too_wide and "image-alt" in by_day and "color-contrast" in by_night
