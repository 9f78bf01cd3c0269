"""The pages of proposals: who reads what, who writes, and the kind refusals."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cohorts.decisions.amending import accept
from cohorts.decisions.commenting import comment
from cohorts.decisions.proposing import begin, current_version, freeze, put_forward
from cohorts.models import Amendment, Proposal, ProposalComment
from tests.cohorts.test_propose import TEXT, asked, proposed
from tests.space_world import hold_seat, make_seat, make_space
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW, tick=False)


def page_of(made: Proposal, rest: str = "") -> str:
    return f"/en/proposals/{made.pk}/{rest}"


def read(client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def test_everybody_reads_what_was_put_forward_and_only_the_members_who_said_it(world, client):
    made = proposed(world)
    one = asked(made, world.marta)
    comment(made, None, text="A word among members", form_key=uuid4(), by=world.marta, at=NOW)
    public = read(client, page_of(made)) + read(client, page_of(made, "versions/")) + read(client, page_of(made, f"amendments/{one.number}/"))
    assert "One contract in five" in public and "Proposed by the group" in public and "Four is possible." in public
    assert not any(words in public for words in ("Lia Learns", "Marta Mentors", "A word among members", "Answer it", "amend/?paragraph"))
    client.force_login(world.mouna)  # another city's coordinator reads what the public reads
    assert "Lia Learns" not in read(client, page_of(made))
    client.force_login(world.marta)
    members = read(client, page_of(made))
    assert all(words in members for words in ("Lia Learns", "Marta Mentors", "A word among members", "amend/?paragraph=3"))


def test_a_draft_is_its_authors_alone(world, client):
    made = proposed(world, draft=True)
    for person in (None, world.stranger, world.carla, world.mouna, world.nadia):
        client.logout()
        if person:
            client.force_login(person)
        for rest in ("", "versions/", "draft/"):
            assert client.get(page_of(made, rest)).status_code == (302 if person is None and rest == "draft/" else 404)
    client.force_login(world.lia)
    assert "only you see it" in read(client, page_of(made))
    hidden = make_space(world, "later", opened_on=None)
    hold_seat(make_seat(hidden, title="The mayor"), world.lia)
    inside = begin(hidden, None, title="Soon", text="Soon.", language="en", by=world.lia, at=NOW)
    put_forward(inside, by=world.lia, at=NOW)
    client.logout()
    assert client.get(page_of(inside)).status_code == 404


def test_a_member_writes_puts_forward_and_writes_anew(world, client):
    group = proposed(world, draft=True).group
    client.force_login(world.marta)
    new = f"/en/groups/{group.slug}/proposals/new/"
    wrong = client.post(new, {"title": "", "text": "Kept words", "language": "en"})
    assert wrong.status_code == 422 and "Kept words" in wrong.content.decode()
    assert client.post(new, {"title": "A market hall", "text": TEXT, "language": "en", "do": "keep"}).status_code == 302
    made = Proposal.objects.get(title="A market hall")
    stale = {"title": "A hall", "text": "Typed in the other tab", "language": "en", "seen": "2020-01-01T00:00:00+00:00"}
    moved = client.post(page_of(made, "draft/"), stale)
    assert moved.status_code == 409 and "Typed in the other tab" in moved.content.decode() and "buys a lot" in moved.content.decode()
    assert client.post(page_of(made, "putting-forward/")).status_code == 302
    first, second = ({"seen": 1, "text": text, "words": "Shorter"} for text in ("One.\n\nTwo.", "One.\n\nThree."))
    assert client.post(page_of(made, "text/"), first).status_code == 302
    moved = client.post(page_of(made, "text/"), second)
    assert moved.status_code == 409 and "version 2 holds now" in moved.content.decode() and "Three." in moved.content.decode() and 'name="seen" value="2"' in moved.content.decode()
    assert client.post(page_of(made, "text/"), {**second, "seen": 2}).status_code == 302 and current_version(made).number == 3
    compared = read(client, page_of(made, "versions/?old=2&new=3"))
    assert "<del>" in compared and "<ins>" in compared and "1 paragraph differs." in compared and client.get(page_of(made, "versions/?old=x&new=99999999")).status_code == 200
    assert client.post(page_of(made, "withdrawal/")).status_code == 302 and "no longer changed" in read(client, page_of(made))


def test_an_amendment_from_the_second_tab_is_kept_beside_the_new_text(world, client):
    made = proposed(world)
    client.force_login(world.marta)
    form = {"seen": 1, "paragraph": 3, "way": "change", "text": "One contract in three goes to small bodies.", "reason": "More is fair.", "form_key": str(uuid4())}
    assert "goes to small bodies" in read(client, page_of(made, "amend/?paragraph=3")) and client.get(page_of(made, "amend/?paragraph=77")).status_code == 404
    for empty in ({"text": ""}, {"reason": ""}, {"text": "One contract in five goes to small bodies."}):
        assert client.post(page_of(made, "amend/"), {**form, **empty}).status_code == 422
    rival = asked(made, world.carla)
    accept(rival, by=world.lia, at=NOW)
    moved = client.post(page_of(made, "amend/"), form)
    words = moved.content.decode()
    assert moved.status_code == 409 and "version 2 holds now" in words and "One contract in three goes to small bodies." in words and "More is fair." in words
    assert "Exactly this paragraph is another now" in words and "<ins>" in words and Amendment.objects.count() == 1
    for _tab in range(2):  # the same form twice is one amendment
        assert client.post(page_of(made, "amend/"), {**form, "seen": 2}).status_code == 302
    mine = Amendment.objects.get(author=world.marta)
    assert (mine.number, mine.on_version.number) == (2, 2)
    revised = {"seen": 2, "text": "## Why\n\nThe city buys a lot.\n\nWe look at it each year.", "words": "Struck out"}
    client.force_login(world.lia)
    client.post(page_of(made, "text/"), revised)
    client.force_login(world.marta)
    assert "Write it anew" in read(client, page_of(made, f"amendments/{mine.number}/"))
    struck = client.post(page_of(made, "amend/"), {**form, "seen": 2, "form_key": str(uuid4())}).content.decode()
    assert "struck out meanwhile" in struck and 'value="add"' in struck and 'name="paragraph" value="2"' in struck


def test_the_author_and_the_organisers_answer_and_nobody_else(world, client):
    made = proposed(world)
    one, two = asked(made, world.marta), asked(made, world.marta, 2, "The city buys very much.")
    answer = page_of(made, f"amendments/{one.number}/answer/")
    for person, status in ((None, 302), (world.stranger, 404), (world.marta, 404), (world.mouna, 404)):
        client.logout()
        if person:
            client.force_login(person)
        assert client.post(answer, {"do": "accept"}).status_code == status
    client.force_login(world.carla)
    assert client.get(answer).status_code == 405
    assert client.post(answer, {"do": "reject", "words": " "}).status_code == 422
    assert client.post(answer, {"do": "accept"}).status_code == 302
    late = client.post(answer, {"do": "accept"})
    assert late.status_code == 409 and "answered or withdrawn meanwhile" in late.content.decode()
    client.force_login(world.lia)
    freeze(made, NOW)
    frozen = client.post(page_of(made, f"amendments/{two.number}/answer/"), {"do": "accept"})
    assert frozen.status_code == 409 and "nobody votes on words that change" in frozen.content.decode() and current_version(made).number == 2
    assert "nobody votes on words" in client.get(page_of(made, "amend/?paragraph=1"), follow=True).content.decode()


def test_members_comment_and_take_back_and_strangers_do_neither(world, client):
    made = proposed(world)
    one = asked(made, world.marta)
    said = {"text": "<b>Plain</b> words", "form_key": str(uuid4())}
    client.force_login(world.stranger)
    assert client.post(page_of(made, "comments/"), said).status_code == 404 and client.get(page_of(made, "amend/?paragraph=1")).status_code == 404
    assert client.get(f"/en/groups/{made.group.slug}/proposals/new/").status_code == 404
    client.force_login(world.carla)
    assert client.post(page_of(made, "comments/"), {**said, "text": " "}).status_code == 422
    for _click in range(2):
        assert client.post(page_of(made, "comments/"), {**said, "amendment": one.number}).status_code == 302
    kept = ProposalComment.objects.get()
    assert kept.amendment == one and "&lt;b&gt;Plain" in read(client, page_of(made, f"amendments/{one.number}/"))
    back = page_of(made, f"comments/{kept.pk}/withdrawal/")
    client.force_login(world.marta)
    assert client.post(back).status_code == 404
    client.force_login(world.carla)
    assert client.post(back).status_code == 302 and ProposalComment.objects.get().text == ""
    assert client.post(page_of(made, f"amendments/{one.number}/withdrawal/")).status_code == 404


def test_the_page_asks_the_database_no_more_for_many_amendments(world, client):
    made = proposed(world)
    client.force_login(world.marta)
    asked(made, world.marta)
    counts = []
    for more in (0, 6):
        for number in range(more):
            asked(made, world.carla, 3, f"Wording {number}")
            comment(made, None, text=f"Comment {number}", form_key=uuid4(), by=world.carla, at=NOW)
        with CaptureQueriesContext(connection) as asked_for:
            read(client, page_of(made))
        counts.append(len(asked_for))
    assert counts[0] == counts[1], counts


def test_a_flood_is_stopped(world, client, monkeypatch):
    from cohorts.views import proposal_page

    monkeypatch.setattr(proposal_page, "MOST", 1)
    made = proposed(world)
    client.force_login(world.marta)
    statuses = [client.post(page_of(made, "comments/"), {"text": "Again", "form_key": str(uuid4())}).status_code for _each in range(2)]
    assert statuses == [302, 422]
