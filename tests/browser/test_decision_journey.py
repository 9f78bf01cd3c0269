"""The story of a decision: a working group amends a text, decides it by secret ballot, and anybody recounts the result."""

import json
import re
import subprocess
import sys
from datetime import timedelta
from io import StringIO
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from cohorts.models import Ballot, Proposal
from tests.browser.sights import press

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

NEW_WORDS, REASON = "Each call for a smaller contract names one person who answers questions about it by telephone.", "Small co-operatives ask before they write."
VOTES = {"member1": "for", "member3": "for", "mentor": "against"}  # in pages: member5, and member8 who comes too late


def test_a_group_amends_a_text_decides_it_in_secret_and_anybody_recounts(seeded_live, open_page, tmp_path):
    proposal = Proposal.objects.in_discussion().get(group__slug="barcelona-procurement")
    member, organiser = open_page("phone", javascript=False), open_page("laptop", javascript=False)
    seeded_live.sign_in(member, "member8")
    seeded_live.sign_in(organiser, "member5")
    amends(seeded_live, member, proposal)
    accepts(seeded_live, organiser, proposal)
    answers_what_still_waits(seeded_live, organiser, proposal)
    ballot = writes_the_ballot_down(organiser)
    assert member.goto(f"{seeded_live}/en/proposals/{proposal.pk}/amend/?paragraph=2").url.endswith(f"/proposals/{proposal.pk}/"), "a text under a ballot stands still"
    number = votes_once(seeded_live, organiser, ballot)
    for login, choice in VOTES.items():
        votes_by_post(seeded_live.person(login), ballot, choice)
    member.goto(f"{seeded_live}/en/ballots/{ballot.pk}/")
    member.locator("[name=choice][value=against]").check()  # and then the telephone lies there for a week
    with time_machine.travel(ballot.closes_at + timedelta(minutes=2), tick=True):
        is_refused(member, "Your vote came later and does not count.")
        closes_and_counts(seeded_live, organiser, ballot)
        anybody_recounts(seeded_live, open_page("laptop", javascript=False), ballot, number, tmp_path)


def amends(live, page, proposal) -> None:
    page.goto(f"{live}/en/groups/barcelona-procurement/")
    page.get_by_role("link", name=proposal.title).first.click()
    page.locator("#p5").get_by_role("link", name="Change paragraph 5").click()
    page.get_by_label("How it should read").fill(NEW_WORDS)
    page.get_by_label("Why", exact=True).fill(REASON)
    page.locator("main form.desk-form .button--primary").click()
    beside = page.get_by_role("region", name="Side by side")
    assert "points" in " ".join(beside.locator("del").all_inner_texts()) and "telephone" in " ".join(beside.locator("ins").all_inner_texts())


def accepts(live, page, proposal) -> None:
    page.goto(f"{live}/en/proposals/{proposal.pk}/")
    asked = page.locator("#p5").get_by_role("link", name=re.compile("Amendment . would change this"))
    before = int(re.search(r"version (\d)", page.inner_text("main header"))[1])
    asked.click()
    press(page, do="accept")
    assert f"it stands in the text since version {before + 1}" in page.inner_text("main")
    page.goto(f"{live}/en/proposals/{proposal.pk}/")
    assert NEW_WORDS in page.locator("#p5").inner_text()


def answers_what_still_waits(live, page, proposal) -> None:
    """No text goes to a ballot while an amendment waits."""
    page.get_by_role("link", name="Write a ballot down").click()
    assert "An amendment waits for an answer" in page.inner_text("main")
    page.goto(f"{live}/en/proposals/{proposal.pk}/")
    page.get_by_role("link", name=re.compile("Amendment . would change this")).first.click()
    page.locator("[name=words]").last.fill("Two pages are enough for a beginning.")
    press(page, do="reject")
    page.goto(f"{live}/en/proposals/{proposal.pk}/")


def writes_the_ballot_down(page) -> Ballot:
    page.get_by_role("link", name="Write a ballot down").click()
    page.get_by_label("The question").fill("Do we hand these clauses to the space?")
    page.locator("[name=method][value=secret]").check()
    page.locator("[name=majority]").select_option("two_thirds")
    page.locator("[name=quorum]").fill("70")
    page.get_by_role("button", name="Write it down").click()
    said = page.inner_text("main")
    assert "Do we hand these clauses" in said and "two thirds" in said and "70" in said
    return Ballot.objects.get(pk=urlsplit(page.url).path.split("/")[-2])


def votes_once(live, page, ballot) -> str:
    """The ballot number, as the page says it once."""
    page.goto(f"{live}/en/ballots/{ballot.pk}/")
    page.locator("[name=choice][value=for]").check()
    voice, = (row.pk for row in ballot.roll.filter(person=live.person("member5")))
    page.get_by_role("button", name="Cast this vote").click()
    number = page.locator(".notice--success .ballot-number").inner_text()
    again = Client()
    again.force_login(live.person("member5"), backend="academy.demo_sign_in.DemoBackend")
    refused = again.post(f"/en/ballots/{ballot.pk}/", {"choice": "against", "voice": str(voice), "number": "7c9d1c8a-6a56-4a4e-9a39-0e7b7d6f4a11"})  # from another tab
    assert refused.status_code == 422 and "You have voted already, perhaps from another tab." in refused.content.decode()
    page.goto(f"{live}/en/ballots/{ballot.pk}/")
    assert "You have voted. A vote is cast once" in page.inner_text("main") and number not in page.content() and "1 of 5 have voted so far." in page.inner_text("main")
    return number


def votes_by_post(person, ballot, choice: str) -> None:
    client, path = Client(), f"/en/ballots/{ballot.pk}/"
    client.force_login(person, backend="academy.demo_sign_in.DemoBackend")
    asked = client.get(path).content.decode()
    hidden = {name: re.search(rf'name="{name}" value="([0-9a-f-]+)"', asked)[1] for name in ("voice", "number")}
    assert "Your vote is in." in client.post(path, {**hidden, "choice": choice}).content.decode()


def is_refused(page, why: str) -> None:
    page.get_by_role("button", name="Cast this vote").click()
    assert why in page.locator(".error-summary").inner_text()


def closes_and_counts(live, page, ballot) -> None:
    page.goto(f"{live}/en/ballots/{ballot.pk}/")
    page.get_by_role("button", name="Close and count it").click()
    page.goto(f"{live}/en/ballots/{ballot.pk}/result/")
    assert "4 of 5 voted." in page.inner_text("main") and page.locator(".ballot-counts td").all_inner_texts()[:2] == ["3", "1"]


def anybody_recounts(live, page, ballot, number: str, folder) -> None:
    """Without an account: with the file and the program of the page, and nothing of this academy beside them."""
    page.goto(f"{live}/en/decisions/")
    page.get_by_role("link", name="Do we hand these clauses to the space?").or_(page.get_by_role("link", name=ballot.proposal.title)).first.click()
    assert "Adopted" in page.inner_text("main")
    page.goto(f"{live}/en/ballots/{ballot.pk}/result/")
    page.locator("summary", has_text="The program").click()
    program, votes = folder / "recount_yourself.py", folder / f"ballot-{ballot.pk}.json"
    program.write_text(page.locator("details pre.ballot-code").inner_text(), encoding="utf-8")
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download the list (JSON)").click()
    coming.value.save_as(votes)
    assert recounted(program, votes) == (0, "The same as published.")
    changed = json.loads(votes.read_text())
    own, = (each for each in changed["votes"] if each["number"] == number)
    assert own["choice"] == "for" and len(changed["votes"]) == 4
    own["choice"] = "against"
    votes.write_text(json.dumps(changed))
    assert recounted(program, votes) == (1, "NOT the same as published."), "one vote changed is found"
    said = StringIO()
    call_command("recount_ballot", str(ballot.pk), stdout=said)
    assert "The recount says the same: adopted" in said.getvalue() and "4 of 5 voted" in said.getvalue()


def recounted(program, votes) -> tuple[int, str]:
    ran = subprocess.run([sys.executable, "-I", program, votes], cwd=program.parent, capture_output=True, text=True, timeout=60)
    return ran.returncode, ran.stdout.splitlines()[-1]
