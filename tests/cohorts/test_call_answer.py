"""Answering a call without an account: sent once, changed by the private link, too late, and what the coordinators then say."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from academy.models import Intention
from academy.outbox_drain import drain
from cohorts.models import AnswerScore, CallAnswer, CallOfInterest
from cohorts.plan.answering_call import forget_contacts, private_path, send_answer, token_of
from cohorts.plan.call_judging import decide, publish_results, results_of, score
from cohorts.plan.calling import ask, close_early, extend, set_criteria, stop_asking
from cohorts.refusals import Refused
from tests.call_world import AFTER, CLOSES, answered, make_call, taken_up
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def typed(call, **more) -> dict:
    return {"key": str(uuid.uuid4()), "form_version": str(call.form_version), "body": "Plain Bread", "contact_name": "Bea Baker", "email": "bea@bread.example", "idea": "Bread <b>here</b>.",
            "model": "worker", "needs": "building", "least_area": "80", "uses": ["kitchen"], "near": "", "needed_from": "", "website": "", **more}


def test_anybody_answers_changes_and_takes_back_without_an_account(world, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    call = make_call(world)
    question = ask(call, None, by=world.carla, at=NOW, kind="many", label="Which days?", why="", options=["Monday", "Friday"], required=True)
    call.refresh_from_db()
    page = f"/en/cities/cascais/plan/calls/{call.slug}/"
    shown = client.get(page).content.decode()
    assert "10 days left" in shown and "It serves the quarter." in shown and "Which days?" in shown

    sent = typed(call, **{f"q-{question.key}": ["0", "1"]})
    assert client.post(page, typed(call)).status_code == 422, "a question that must be answered"
    assert client.post(page, {**sent, "website": "https://spam.example"}).status_code == 409 and not CallAnswer.objects.exists()
    stale = client.post(page, {**sent, "form_version": "1"})
    assert stale.status_code == 409 and "Bread &lt;b&gt;here&lt;/b&gt;." in stale.content.decode() and "changed its questions" in stale.content.decode()
    first = client.post(page, sent)
    again = client.post(page, sent)
    answer = CallAnswer.objects.get()
    assert first.url == again.url == private_path(answer) and answer.answers == {str(question.key): [0, 1]} and answer.person is None
    assert token_of(answer.key) not in answer.token_sha256 and Intention.objects.filter(kind="mail.rendered").count() == 1
    assert token_of(answer.key) in Intention.objects.get(kind="mail.rendered").payload["text"]

    private = client.get(first.url)
    # no-referrer would make browsers send the page's own forms without an origin, which CSRF refuses behind TLS.
    assert {"no-store", "private"} <= set(private["Cache-Control"].split(", ")) and private["Referrer-Policy"] == "strict-origin"
    assert "noindex" in private["X-Robots-Tag"] and "Monday, Friday" in private.content.decode()
    assert client.get(first.url.replace(token_of(answer.key), "x" * 43)).status_code == 404
    client.post(page, {**sent, "key": str(answer.key)})
    assert CallAnswer.objects.exclude(pk=answer.pk).delete()[0] == 1, "the key in the desk's addresses leads nobody to the private page"
    changed = client.post(first.url, {**sent, "do": "change", "idea": "Rye only."})
    assert changed.status_code == 302 and CallAnswer.objects.get().idea == "Rye only."
    assert "Rye only." in client.get(first.url + "?change=1").content.decode()

    time_machine.move_to(AFTER, tick=False)
    late = client.post(page, typed(call, idea="I was too late.", **{f"q-{question.key}": ["0"]}))
    assert late.status_code == 409 and "I was too late." in late.content.decode() and "closed on" in late.content.decode() and CallAnswer.objects.count() == 1
    assert client.post(first.url, {**sent, "do": "change", "idea": "Later."}).status_code == 409
    client.post(first.url, {"do": "take_back"})
    assert CallAnswer.objects.get().withdrawn_at is None, "not after it closed"
    time_machine.move_to(NOW, tick=False)
    client.post(first.url, {"do": "take_back"})
    gone = CallAnswer.objects.get()
    assert gone.withdrawn_at and not (gone.body or gone.email or gone.contact_name or gone.idea or gone.answers)
    assert "Nothing of it is left" in client.get(first.url).content.decode()


def test_from_one_address_only_so_many_come_in_an_hour(world, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    call = make_call(world)
    got = [client.post(f"/en/cities/cascais/plan/calls/{call.slug}/", typed(call, email=f"bea-{number // 5}@bread.example")).status_code for number in range(12)]
    assert got == [302] * 10 + [429] * 2 and CallAnswer.objects.count() == 10


def test_to_one_letter_box_only_so_many_mails_go_in_a_day(world, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    call = make_call(world)
    got = [client.post(f"/en/cities/cascais/plan/calls/{call.slug}/", typed(call, email="Victim@people.example"), REMOTE_ADDR=f"192.0.2.{number}").status_code for number in range(7)]
    assert got == [302] * 5 + [429] * 2


def test_a_draft_is_there_for_its_own_coordinators_alone(world, client):
    call = make_call(world, draft=True)
    page = f"/en/cities/cascais/plan/calls/{call.slug}/"
    for person, status in ((None, 404), (world.mouna, 404), (world.lia, 404), (world.carla, 200)):
        client.logout()
        if person:
            client.force_login(person)
        assert client.get(page).status_code == status, person
    assert client.get(f"/en/cities/mahdia/plan/calls/{call.slug}/").status_code == 404


def test_questions_and_criteria_move_only_where_nobody_is_wronged(world):
    call = make_call(world)
    fresh = ask(call, None, by=world.carla, at=NOW, kind="text", label="Colour?", why="", options=[], required=False)
    used = ask(call, None, by=world.carla, at=NOW, kind="one", label="Day?", why="", options=["Mon", "Tue"], required=False)
    answer = answered(call, answers={str(used.key): 1})
    assert stop_asking(fresh, by=world.carla, at=NOW) is True and not call.questions.filter(pk=fresh.pk).exists()
    other = ask(call, used, by=world.carla, at=NOW, kind="one", label="Day?", why="", options=["Tue", "Mon"], required=False)
    used.refresh_from_db()
    assert other.pk != used.pk and used.retired_at and answer.answers == {str(used.key): 1}, "answers keep what they meant"
    assert stop_asking(used, by=world.carla, at=NOW) is False
    with pytest.raises(Refused, match="answers already"):
        set_criteria(call, [(None, "Another one.", 1)], by=world.carla, at=NOW)
    with pytest.raises(Refused, match="changed its questions"):
        send_answer(call, key=uuid.uuid4(), person=None, language="en", form_version=1, at=NOW, idea="Old form.")


def test_extended_and_closed_early_with_a_reason(world):
    call = make_call(world)
    with pytest.raises(Refused):
        extend(call, CLOSES, by=world.carla, at=NOW)
    extend(call, AFTER, by=world.carla, at=NOW)
    assert call.closes_at == AFTER
    with pytest.raises(Refused):
        close_early(call, why=" ", by=world.carla, at=NOW)
    close_early(call, why="The roof fell in.", by=world.carla, at=NOW + timedelta(hours=1))
    with pytest.raises(Refused, match="The roof fell in"):
        send_answer(call, key=uuid.uuid4(), person=None, language="en", form_version=call.form_version, at=NOW + timedelta(hours=2), idea="Late.")
    for wrong in ({"closes_at": call.opens_at}, {"results_at": NOW - timedelta(days=1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CallOfInterest.objects.filter(pk=call.pk).update(**wrong)


def test_judging_needs_points_and_a_reason_which_whoever_answered_reads(world, client, time_machine, mailoutbox):
    call = make_call(world)
    named, quiet = answered(call), answered(call, "Secret Collective", shows_name=False)
    criterion = call.criteria.first()
    with pytest.raises(Refused, match="Decide when the call has closed"):
        decide(named, "taken_up", reason="Yes.", by=world.carla, at=NOW)
    with pytest.raises(Refused, match="points"):
        decide(named, "taken_up", reason="Yes.", by=world.carla, at=AFTER)
    for wrong in ({"points": 4, "words": "x"}, {"points": 1, "words": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            AnswerScore.objects.create(answer=named, criterion=criterion, at=NOW, **wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        CallAnswer.objects.filter(pk=named.pk).update(result="later")
    taken_up(world, named)
    with pytest.raises(Refused, match="still wait"):
        publish_results(call, words="", by=world.carla, at=AFTER)
    taken_up(world, quiet)
    score(quiet, criterion, points=0, words="Not for the quarter.", by=world.carla, at=AFTER)
    time_machine.move_to(AFTER, tick=False)
    drain()
    assert sorted(len([1 for mail in mailoutbox if words in mail.body]) for words in ("has arrived", "The quarter has no bakery.")) == [2, 2]
    assert all(mail.to == ["bea@bread.example"] for mail in mailoutbox)
    client.logout()
    page = f"/en/cities/cascais/plan/calls/{call.slug}/"
    assert "The quarter has no bakery." not in client.get(page).content.decode()
    assert publish_results(call, words="Thank you.", by=world.carla, at=AFTER) and not publish_results(call, words="", by=world.carla, at=AFTER)
    shown = client.get(page).content.decode()
    assert "2 answers came in" in shown and "Plain Bread" in shown and "Not for the quarter." in shown
    assert not any(words in shown for words in ("Secret Collective", "Bea Baker", "bea@bread.example"))
    assert [(each.name, each.total, each.most) for each in results_of(call).taken_up] == [("Plain Bread", 9, 9), ("", 3, 9)]
    assert "The quarter has no bakery." in client.get(private_path(named)).content.decode()
    with pytest.raises(Refused, match="published"):
        score(quiet, criterion, points=3, words="After all.", by=world.carla, at=AFTER)
    assert forget_contacts(CLOSES + timedelta(days=364)) == 0 and forget_contacts(CLOSES + timedelta(days=366)) == 2
    assert not CallAnswer.objects.exclude(email="").exists() and CallAnswer.objects.filter(body="Plain Bread").exists()
