"""Several people accept or amend at the same moment: one version each, none lost, on both databases."""

import threading
from uuid import uuid4

import pytest

from cohorts.decisions.amending import accept, amend
from cohorts.decisions.proposal_refusals import TextMoved
from cohorts.decisions.proposal_text import amended, joined, paragraphs
from cohorts.decisions.proposing import begin, current_version, put_forward
from cohorts.models import Amendment, Proposal, ProposalVersion
from tests.cohorts.test_desk_races import AT_ONCE, all_at_once
from tests.space_world import join_group, make_group, make_space
from tests.world import NOW

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def text(words: str = "One") -> str:
    return "\n\n".join(f"{words} paragraph {number}." for number in range(1, AT_ONCE + 1))


def proposed(world) -> tuple[Proposal, list[Amendment]]:
    """A proposal of as many paragraphs as there are threads, with an open amendment to each."""
    group = make_group(make_space(world))
    join_group(group, world.lia)
    made = begin(group.space, group, title="At once", text=text(), language="en", by=world.lia, at=NOW)
    put_forward(made, by=world.lia, at=NOW)
    return made, [amend(made, seen=1, way="change", paragraph=number, text=f"Other paragraph {number}.", reason="Why", form_key=uuid4(), by=world.lia, at=NOW)
                  for number in range(1, AT_ONCE + 1)]


def test_all_accepted_at_once_make_one_version_each_and_none_is_lost(world):
    made, asked = proposed(world)
    got = all_at_once(lambda number: accept(Amendment.objects.select_related("proposal").get(pk=asked[number].pk), by=world.lia, at=NOW).number)
    assert sorted(got) == list(range(2, AT_ONCE + 2))
    assert current_version(made).text == text("Other") and ProposalVersion.objects.count() == AT_ONCE + 1


def test_one_amendment_accepted_by_many_is_accepted_once(world):
    _made, asked = proposed(world)
    got = all_at_once(lambda number: accept(Amendment.objects.select_related("proposal").get(pk=asked[0].pk), by=world.lia, at=NOW).number)
    assert sorted(str(getattr(each, "code", each)) for each in got) == ["2"] + ["answered"] * (AT_ONCE - 1)
    assert ProposalVersion.objects.count() == 2


def test_who_amends_while_another_is_accepted_is_told_or_counted(world):
    made, asked = proposed(world)

    def act(number: int):
        if number == 0:
            return accept(Amendment.objects.select_related("proposal").get(pk=asked[0].pk), by=world.lia, at=NOW)
        return amend(Proposal.objects.get(pk=made.pk), seen=1, way="change", paragraph=1, text=f"Late {number}.", reason="Why", form_key=uuid4(), by=world.lia, at=NOW)

    got = all_at_once(act)
    assert all(isinstance(each, ProposalVersion | Amendment | TextMoved) for each in got), got
    late = [each for each in got if isinstance(each, Amendment)]
    assert len({each.number for each in late}) == len(late)
    # Whoever came in before the new version was overtaken by it; nobody hangs on a text that is gone.
    assert set(Amendment.objects.filter(pk__in=[each.pk for each in late]).values_list("outcome", flat=True)) <= {"overtaken"}


def test_without_the_lock_a_change_would_be_lost(world):
    """The negative control: each reads the text that holds, then writes the whole with its own change in it."""
    made, asked = proposed(world)
    read = threading.Barrier(AT_ONCE)

    def naive(number: int) -> None:
        before = current_version(made)
        read.wait()
        new = joined(amended(paragraphs(before.text), "change", asked[number].paragraph, asked[number].text))
        ProposalVersion.objects.filter(pk=before.pk).update(text=new)

    assert all_at_once(naive) == [None] * AT_ONCE
    assert current_version(made).text.count("Other") == 1
