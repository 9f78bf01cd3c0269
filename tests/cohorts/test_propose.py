"""A proposal: written, put forward, changed version by version, and standing still under a ballot."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from academy.models import Event, Intention
from cohorts.decisions.amending import accept, amend, reject, revise, withdraw_amendment
from cohorts.decisions.commenting import comment, take_back
from cohorts.decisions.proposal_refusals import DraftMoved, TextMoved
from cohorts.decisions.proposing import begin, change_draft, current_version, drop_draft, freeze, frozen_by_ballot, put_forward, thaw, withdraw
from cohorts.models import Amendment, Proposal, ProposalComment, ProposalVersion
from cohorts.refusals import Refused
from tests.space_world import join_group, make_group, make_space
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
TEXT = "## Why\n\nThe city buys a lot.\n\nOne contract in five goes to small bodies.\n\nWe look at it each year."
LATER = NOW + timedelta(hours=1)


def proposed(world, text: str = TEXT, *, draft: bool = False) -> Proposal:
    """By Lia in the group “markets” of Cascais, where Marta is a member and Carla organises."""
    group = make_group(make_space(world))
    for person, organises in ((world.lia, False), (world.marta, False), (world.carla, True)):
        join_group(group, person, organises=organises)
    made = begin(group.space, group, title="Buying well", text=text, language="en", by=world.lia, at=NOW)
    if not draft:
        put_forward(made, by=world.lia, at=NOW)
    return made


def asked(proposal, by, paragraph: int = 3, text: str = "One contract in four goes to small bodies.", **more) -> Amendment:
    return amend(proposal, **{"seen": current_version(proposal).number, "way": "change", "paragraph": paragraph, "text": text, "reason": "Four is possible.",
                              "form_key": uuid4(), "by": by, "at": NOW, **more})


def code_of(act, *args, **more) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **more)
    return refused.value.code


def test_a_draft_becomes_a_version_and_each_change_the_next(world):
    made = proposed(world, draft=True)
    assert made.is_draft and current_version(made) is None
    change_draft(made, title="Buying better", text=TEXT + "\n\n\n  A last word.  ", language="en", seen=NOW, by=world.lia, at=LATER)
    with pytest.raises(DraftMoved) as moved:
        change_draft(made, title="Lost", text="Lost", language="en", seen=NOW, by=world.lia, at=LATER)
    assert moved.value.draft.endswith("\n\nA last word.")
    assert put_forward(made, by=world.lia, at=LATER) and not put_forward(made, by=world.lia, at=LATER)
    assert Intention.objects.filter(kind="cohorts.news").count() == 2  # Marta and Carla, not Lia
    one, two = asked(made, world.marta), asked(made, world.carla, 4, "We look at it twice a year.")
    rival = asked(made, world.carla, 3, "Each contract goes to small bodies.")
    accept(one, by=world.carla, at=LATER)
    rival.refresh_from_db()
    assert rival.outcome == "overtaken" and rival.closed_by is None
    assert "One contract in four" in current_version(made).text and current_version(made).from_amendment == one
    assert accept(two, by=world.lia, at=LATER).text == TEXT.replace("five", "four").replace("each year", "twice a year") + "\n\nA last word."
    assert code_of(accept, rival, by=world.lia, at=LATER) == code_of(accept, two, by=world.lia, at=LATER) == code_of(reject, one, words="No.", by=world.lia, at=LATER) == "answered"
    last = revise(made, seen=3, text="Only this.", words="Shorter.", by=world.lia, at=LATER)
    assert last.number == 4 and revise(made, seen=4, text=" Only this.\n", words="", by=world.lia, at=LATER) is None
    assert [each.number for each in made.versions.all()] == [1, 2, 3, 4] and current_version(made) == last
    with pytest.raises(TextMoved) as text_moved:
        revise(made, seen=3, text="Late.", words="", by=world.lia, at=LATER)
    assert text_moved.value.version == last
    verbs = list(Event.objects.filter(object_key=str(made.pk)).values_list("verb", flat=True))
    assert sorted(verbs) == ["amended"] * 3 + ["began", "put_forward", "revised"]
    told = Intention.objects.filter(kind="cohorts.news", payload__template="cohorts/amendment_answered").values_list("key", flat=True)
    assert set(told) == {f"amendment:{one.pk}:accepted", f"amendment:{two.pk}:accepted", f"amendment:{rival.pk}:overtaken"}


def test_an_amendment_to_a_text_that_changed_is_refused(world):
    made = proposed(world)
    accept(asked(made, world.marta), by=world.lia, at=LATER)
    with pytest.raises(TextMoved) as moved:
        asked(made, world.carla, seen=1)
    assert moved.value.version.number == 2 and Amendment.objects.count() == 1 and Proposal.objects.get().amended == 1
    same = uuid4()
    assert asked(made, world.carla, form_key=same, text="New.") == asked(made, world.carla, form_key=same, seen=1)
    for wrong in ({"paragraph": 9}, {"paragraph": 0}):
        with pytest.raises(ValueError):
            asked(made, world.carla, **wrong)


def test_paragraphs_are_added_struck_out_and_found_again(world):
    made = proposed(world)
    first, struck, far = asked(made, world.marta, 0, "Preamble.", way="add"), asked(made, world.marta, 2, "", way="strike"), asked(made, world.marta, 4, "Yearly.\n\nIn public.")
    accept(first, by=world.lia, at=LATER)
    accept(struck, by=world.lia, at=LATER)
    assert accept(far, by=world.lia, at=LATER).text == "Preamble.\n\n## Why\n\nOne contract in five goes to small bodies.\n\nYearly.\n\nIn public."


def test_nothing_changes_under_a_ballot(world):
    made = proposed(world)
    waiting = asked(made, world.marta)
    said = comment(made, None, text="Good.", form_key=uuid4(), by=world.marta, at=NOW)
    assert freeze(made, LATER).number == 1 and made.frozen_by_ballot and frozen_by_ballot(made)
    before = list(ProposalVersion.objects.values())
    codes = {code_of(asked, made, world.marta), code_of(accept, waiting, by=world.lia, at=LATER), code_of(reject, waiting, words="No.", by=world.lia, at=LATER),
             code_of(withdraw_amendment, waiting, by=world.marta, at=LATER), code_of(revise, made, seen=1, text="x", words="", by=world.lia, at=LATER),
             code_of(withdraw, made, by=world.lia, at=LATER), code_of(freeze, made, LATER), code_of(comment, made, None, text="Late.", form_key=uuid4(), by=world.marta, at=LATER)}
    assert codes == {"frozen"} and list(ProposalVersion.objects.values()) == before
    waiting.refresh_from_db()
    assert waiting.is_open and ProposalComment.objects.get() == said and take_back(said, LATER)
    assert thaw(made, LATER) and not thaw(made, LATER)
    reject(waiting, words="Five is what we agreed.", by=world.lia, at=LATER)
    assert withdraw(made, by=world.lia, at=LATER) and not withdraw(made, by=world.lia, at=LATER)
    assert code_of(asked, made, world.marta) == code_of(freeze, made, LATER) == "withdrawn"
    draft = begin(made.space, made.group, title="Empty", text=" ", language="en", by=world.lia, at=NOW)
    assert code_of(freeze, draft, NOW) == "draft" and code_of(put_forward, draft, by=world.lia, at=NOW) == "empty" and drop_draft(draft) and not drop_draft(made)


@pytest.mark.postgres  # constraints
def test_the_database_holds_the_rules_too(world):
    made = proposed(world)
    one = asked(made, world.marta)
    table = Amendment._meta.db_table
    for statement in (f"UPDATE {table} SET outcome = 'accepted'", f"UPDATE {table} SET outcome = 'rejected', closed_at = made_at", f"UPDATE {table} SET text = old_text",
                      f"UPDATE {table} SET text = ''", f"UPDATE {Proposal._meta.db_table} SET latest = 0", f"UPDATE {Proposal._meta.db_table} SET put_forward_at = NULL"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProposalVersion.objects.create(proposal=made, number=1, text="Twice.", at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProposalComment.objects.create(proposal=made, author=world.lia, text="", made_at=NOW)
    one.refresh_from_db()
    assert one.is_open


def test_erasing_somebody_leaves_what_the_group_works_on(world):
    from academy.personal_data import all_erasers, all_exports

    made = proposed(world)
    begin(made.space, made.group, title="Mine", text="Alone.", language="en", by=world.lia, at=NOW)
    assert {each.name: len(list(each.rows(world.lia))) for each in all_exports() if each.name in ("proposals", "amendments", "proposal_comments")} == {
        "proposals": 2, "amendments": 0, "proposal_comments": 0}
    next(each for each in all_erasers() if each.__module__ == "cohorts.proposal_personal_data")(world.lia, NOW)
    assert Proposal.objects.get() == made and current_version(made).text == TEXT
