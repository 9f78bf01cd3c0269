"""From asking a hub to what came of it, by the verbs: what is due when, what is refused, and that nobody is dropped."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from academy.models import Event, HubWorker, Intention
from academy.refusals import Refused
from mentoring.models import HelpRequest, PriorityCount, Referral, Suggestion
from mentoring.orientation.asking import ask
from mentoring.orientation.closing import close
from mentoring.orientation.coming_back import come_back
from mentoring.orientation.consenting import agree, decline
from mentoring.orientation.facts import facts_of
from mentoring.orientation.forgetting import forget, forget_long_closed
from mentoring.orientation.handing_over import hand_over, hand_over_everywhere, take_in
from mentoring.orientation.numbers import numbers_of
from mentoring.orientation.receiving import take_up, tell_outcome, turn_down
from mentoring.orientation.referring import change_receiver, refer, remind
from mentoring.orientation.saying import add_words, answer, note, put_off, take
from mentoring.orientation.standing import needs
from mentoring.orientation.suggesting import suggest
from tests.cohorts.mails import link_in, send_all, text_of_mail
from tests.mentoring.help_world import FakeWays, ask_for_help, make_hub, make_worker, passed_on
from tests.world import NOW, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def advice(monkeypatch):
    return FakeWays(monkeypatch)


@pytest.fixture
def hanen(world):
    return make_worker(world.mahdia)


@pytest.fixture
def hub(world, hanen):
    return make_hub(world.mahdia, hanen)


def days(count: float):
    return NOW + timedelta(days=count)


def fresh(request: HelpRequest) -> HelpRequest:
    return HelpRequest.objects.select_related("hub__city").get(pk=request.pk)


def need(request: HelpRequest) -> str:
    return needs(facts_of(fresh(request)))


def due_in(request: HelpRequest) -> int:
    """Days from NOW."""
    return (fresh(request).next_on - NOW.date()).days


@pytest.mark.postgres  # locks and constraints
def test_the_whole_story(hub, hanen, advice):
    request = ask_for_help(hub, email="salma@mail.example")
    assert (request.owner, due_in(request), need(request)) == (hanen, 5, "read")
    take(request, hanen, days(1))
    assert need(request) == "reply"
    suggestion = suggest(request, "advice", "centre", "They know co-operatives.", hanen, days(1))
    assert (need(request), due_in(request)) == ("consent", 6)
    agree(suggestion, days(2), name="Salma", contact="salma@mail.example", words="Five women, one loom.")
    assert (need(request), due_in(request)) == ("refer", 2)
    referral = refer(suggestion, "Ms Clerk", "clerk@advice.example", hanen, days(3))
    assert (need(request), due_in(request), referral.answer_by) == ("receiver", 13, days(13).date())
    take_up(referral, days(6).date(), "Gladly.", days(4))
    assert (need(request), due_in(request)) == ("result", 20)
    tell_outcome(referral, "helped", "They chose a co-operative.", days(15))
    assert need(request) == "close"
    closed = close(request, "helped", "", days(16), hanen)
    assert not closed.is_open and not Referral.objects.open().exists()
    numbers = numbers_of(hub, NOW.date(), NOW.date())
    assert (numbers["asked"], numbers["answered_in_time"], numbers["referred"], numbers["accepted"]) == (1, 1, 1, 1)
    assert numbers["by_stage"] == {"idea": 1} and numbers["by_kind"] == {"legal": 1} and numbers["outcomes"] == {"helped": 1} == numbers["referral_outcomes"]
    said = " ".join(str(line) + str(line.details) for line in Event.objects.filter(object_kind="help_request"))
    assert "passed" not in said and "Salma" not in said and "loom" not in said and Event.objects.filter(object_kind="help_request").count() == 8


@pytest.mark.postgres  # locks and constraints
def test_what_has_no_answer_comes_back_after_its_day_and_only_once(hub, hanen, advice):
    request, _suggestion, referral = passed_on(hub, hanen, receiver_email="")
    assert come_back(days(10)) == 0 and need(request) == "receiver"
    assert [come_back(days(11)), come_back(days(11)), come_back(days(40))] == [1, 0, 0]
    assert (need(request), due_in(request)) == ("came_back", 11)
    remind(referral, hanen, days(12))
    assert (need(request), due_in(request)) == ("receiver", 22) and come_back(days(23)) == 1
    take_up(referral, days(25).date(), "", days(24), by=hanen)  # late, and still a yes
    assert (need(request), due_in(request)) == ("result", 39)
    assert come_back(days(40)) == 1 and need(request) == "came_back"  # told by telephone: nobody to write to


def test_what_is_taken_up_is_asked_for_its_outcome_then_comes_back(hub, hanen, advice):
    request, _suggestion, referral = passed_on(hub, hanen)
    take_up(referral, days(2).date(), "", days(1))
    assert come_back(days(17)) == 1 and (need(request), due_in(request)) == ("result", 27)
    assert come_back(days(28)) == 1 and need(request) == "came_back"


def test_a_receiver_who_cannot_brings_it_back_at_once(hub, hanen, advice):
    request, suggestion, referral = passed_on(hub, hanen)
    turn_down(referral, "We are full.", days(2))
    assert (need(request), due_in(request)) == ("suggest", 2)
    turn_down(referral, "We are full.", days(2))
    with pytest.raises(Refused, match="answered this already"):
        take_up(referral, days(9).date(), "", days(3))
    assert refer(suggestion, "Mr Other", "", hanen, days(3)).is_open and need(request) == "receiver"


def test_another_person_of_the_same_organisation_is_asked_and_the_first_hears_that_it_is_over(hub, hanen, advice):
    request, _suggestion, first = passed_on(hub, hanen)
    second = change_receiver(first, "Mr Other", "other@advice.example", hanen, days(1))
    send_all()
    with pytest.raises(Refused, match="somebody else was asked"):
        take_up(first, days(5).date(), "", days(2))
    assert take_up(second, days(5).date(), "", days(2)).answer == "accepted" and need(request) == "result"


def test_an_organisation_that_closed_is_passed_nobody_and_the_suggestion_is_the_hubs_again(hub, hanen, advice):
    request = ask_for_help(hub)
    suggestion = suggest(request, "advice", "centre", "Near you.", hanen, NOW)
    agree(suggestion, NOW, contact="+216 1", words="")
    advice.close()
    with pytest.raises(Refused, match="has closed"):
        refer(suggestion, "Ms Clerk", "", hanen, days(1))
    suggestion.refresh_from_db()
    assert suggestion.returned_why == "This organisation has closed." and (need(request), due_in(request)) == ("suggest", 1) and not Referral.objects.exists()
    with pytest.raises(Refused, match="has closed"):
        suggest(request, "advice", "centre", "Once more.", hanen, days(1))


def test_without_a_yes_nothing_is_passed_on(hub, hanen, advice):
    request = ask_for_help(hub)
    suggestion = suggest(request, "advice", "centre", "Near you.", hanen, NOW)
    with pytest.raises(Refused, match="not agreed"):
        refer(suggestion, "Ms Clerk", "", hanen, NOW)
    decline(suggestion, NOW)
    with pytest.raises(Refused, match="answered before"):
        agree(suggestion, NOW, contact="x")
    with pytest.raises(Refused, match="not agreed"):
        refer(suggestion, "Ms Clerk", "", hanen, NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Suggestion.objects.filter(pk=suggestion.pk).update(passed_contact="salma@mail.example")
    assert need(request) == "suggest"


def test_where_one_goes_alone_nobody_is_told(hub, hanen, advice):
    request = ask_for_help(hub)
    walk = agree(suggest(request, "advice", "walk", "Begin here.", hanen, NOW), NOW, name="Salma", contact="x", words="y")
    assert (walk.passed_name, walk.passed_contact, walk.passed_words) == ("", "", "") and (need(request), due_in(request)) == ("follow_up", 30)
    with pytest.raises(Refused, match="by themselves"):
        refer(walk, "Ms Clerk", "", hanen, NOW)


@pytest.mark.postgres  # locks and constraints
def test_the_database_refuses_an_open_request_without_owner_or_date(hub, hanen, advice):
    request, _suggestion, referral = passed_on(hub, hanen)
    for model, pk, field in ((HelpRequest, request.pk, "owner"), (HelpRequest, request.pk, "next_on"), (Referral, referral.pk, "next_on")):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.filter(pk=pk).update(**{field: None})


def test_what_the_person_adds_comes_up_again(hub, hanen, advice):
    request = ask_for_help(hub)
    answer(request, "Hello!", hanen, days(1))
    put_off(request, days(30).date(), hanen, days(1))
    assert due_in(request) == 30
    add_words(request, "One thing more.", days(3))
    assert (need(request), due_in(request)) == ("reply", 8)
    note(request, "She sounded hopeful.", hanen, days(3))
    with pytest.raises(Refused, match="at most 60 days"):
        put_off(request, days(90).date(), hanen, days(3))


def test_a_new_request_goes_to_whoever_has_the_fewest(world, hub, hanen):
    other = make_worker(world.mahdia, "wided", "Wided Works")
    HubWorker.objects.create(hub=hub, person=other, started_on=NOW.date())
    owners = [ask_for_help(hub).owner_id for _each in range(4)]
    assert owners == [hanen.pk, other.pk, hanen.pk, other.pk]


@pytest.mark.postgres  # locks and constraints
def test_who_stops_hands_over_and_the_last_one_cannot(world, hub, hanen):
    request = ask_for_help(hub)
    with pytest.raises(Refused, match="nobody else does orientation"):
        hand_over(hub, hanen, NOW)
    other = make_worker(world.mahdia, "wided", "Wided Works")
    HubWorker.objects.create(hub=hub, person=other, started_on=NOW.date())
    assert hand_over(hub, hanen, NOW) == 1 and fresh(request).owner == other and hand_over(hub, hanen, NOW) == 0
    HubWorker.objects.filter(person=other).update(finished_on=NOW.date())  # without handing over: the night mends it
    assert take_in(NOW) == 1 and fresh(request).owner == hanen and take_in(NOW) == 0
    HubWorker.objects.filter(person=hanen).delete()
    assert hand_over_everywhere(hanen, NOW) == 0 and take_in(NOW) == 0 and fresh(request).owner == hanen
    make_hub(world.cascais, other)
    assert take_in(NOW) == 0, "another hub's worker takes nothing in"


def test_where_nobody_works_nothing_is_taken(world, hub, hanen):
    HubWorker.objects.update(finished_on=NOW.date())
    with pytest.raises(Refused, match="answers no questions"):
        ask(hub, stage="idea", kinds=[], words="Help", language="en", at=NOW)


@pytest.mark.postgres  # locks and constraints
def test_forgetting_takes_words_and_names_and_leaves_a_number(hub, hanen, advice):
    request, suggestion, referral = passed_on(hub, hanen, email="salma@mail.example")
    add_words(request, "My loom is red.", NOW)
    forget(request, days(1))
    forget(request, days(2))
    kept = fresh(request)
    suggestion.refresh_from_db()
    referral.refresh_from_db()
    everything = " ".join(str(value) for row in (kept, suggestion, referral) for value in vars(row).values())
    assert not any(word in everything for word in ("Salma", "salma", "loom", "Clerk", "clerk", "women"))
    assert kept.closed_at == kept.forgotten_at == days(1) and not kept.messages.exists() and referral.ending == "withdrawn"
    assert numbers_of(hub, NOW.date(), NOW.date())["asked"] == 1
    old = close(ask_for_help(hub), "helped", "", NOW, hanen)
    assert forget_long_closed(days(364)) == 0 and forget_long_closed(days(366)) == 1 and fresh(old).words == ""


def test_who_goes_first_is_counted_the_night_after_and_nowhere_else(hub, hanen):
    type(hub).objects.filter(pk=hub.pk).update(priority_women=True)
    hub.refresh_from_db()
    requests = [ask_for_help(hub, priorities=["women", "young"]), ask_for_help(hub)]
    assert [each.goes_first for each in requests] == [True, False] and not PriorityCount.objects.exists()
    [waiting] = Intention.objects.filter(kind="mentoring.priority")
    assert waiting.run_at.date() == days(1).date() and str(requests[0].key) not in waiting.key and waiting.payload["kinds"] == ["women"], "young people have no priority here"
    Intention.objects.exclude(pk=waiting.pk).delete()
    Intention.objects.update(run_at=NOW - timedelta(days=1))
    send_all()
    waiting.refresh_from_db()
    assert list(PriorityCount.objects.values_list("kind", "month", "count")) == [("women", NOW.date().replace(day=1), 1)] and not waiting.payload
    assert not any("women" in str(value) for value in vars(fresh(requests[0])).values() if value != requests[0].words)


def test_mails_say_that_there_is_news_and_never_what(world, hub, hanen, advice):
    request, _suggestion, referral = passed_on(hub, hanen, email="salma@mail.example", language="pt")
    sent = send_all()
    by_address = {}
    for each in sent:
        by_address.setdefault(each["To"].split("<")[-1].strip(">"), []).append(each)
    assert set(by_address) == {"salma@mail.example", "clerk@advice.example"}, "the worker has read it meanwhile"
    for each in sent:
        assert not any(words in f"{each['Subject']} {text_of_mail(each)}" for words in ("weave", "loom", "They know"))
    assert link_in(by_address["salma@mail.example"][0], "requests") == f"/pt/desk/requests/{request.token}/"
    assert link_in(by_address["clerk@advice.example"][0], "referrals") == f"/en/desk/referrals/{referral.token}/"
    make_person("elsewhere", "Else Where", world.mahdia)
    ask_for_help(hub)
    [new] = send_all()
    assert new["To"].endswith("<hanen@people.example>") and "Salma" not in text_of_mail(new) and "weave" not in text_of_mail(new)


def test_what_an_account_asked_is_exported_and_forgotten_with_it(world, hub, hanen, advice):
    from academy.personal_data import all_exports
    from mentoring.help_personal_data import erase

    request, _suggestion, _referral = passed_on(hub, hanen, person=world.lia)
    note(request, "For colleagues.", hanen, NOW)
    rows = {each.name: each for each in all_exports()}["help_requests"].rows
    lines = list(rows(world.lia))
    assert [each["what"] for each in lines] == ["request", "suggestion", "passed on"] and "For colleagues" not in str(lines) and list(rows(world.marta)) == []
    erase(world.lia, NOW)
    assert fresh(request).forgotten_at == NOW and list(rows(world.lia)) == []
