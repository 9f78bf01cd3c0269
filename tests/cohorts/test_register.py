"""Registering: a seat, a place in line, or a request; and everything that is refused with a sentence."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from academy.models import Event, Intention
from cohorts.models import Exchange, FormQuestion, Registration, RegistrationState, SeatQuota
from cohorts.refusals import FormChanged, Refused
from cohorts.registering import change_answers, register, withdraw
from tests.gatherings import BEGINS, make_exchange, make_visitors, seat
from tests.world import NOW

pytestmark = pytest.mark.django_db
State = RegistrationState
SOON = NOW + timedelta(hours=1)


def notices(registration) -> list[str]:
    """What the person was told, in order."""
    rows = Intention.objects.filter(kind="cohorts.notice", payload__registration=registration.pk).order_by("made_at", "pk")
    return [row.payload["what"] for row in rows]


def refused(*args, **kwargs) -> Refused:
    with pytest.raises(Refused) as caught:
        register(*args, **kwargs)
    return caught.value


def test_a_seat_is_given_counted_logged_and_told(world):
    made = make_exchange(world, seats_per_city=5)
    kept = register(made, world.lia, at=SOON)
    assert (kept.state, kept.place, kept.revision, kept.city) == (State.REGISTERED, 1, 1, world.cascais)
    made.refresh_from_db()
    assert made.seats_taken == 1
    assert SeatQuota.objects.get(exchange=made, city=world.cascais, by_default=True).taken == 1
    assert Event.objects.filter(verb="registered", object_kind="registration", object_key=str(kept.pk), subject=world.lia.subject).count() == 1
    assert notices(kept) == ["registered"]


def test_a_second_click_is_the_same_registration_and_no_second_mail(world):
    made = make_exchange(world)
    first, second = register(made, world.lia, at=SOON), register(made, world.lia, at=SOON)
    assert first == second and notices(first) == ["registered"]
    assert Exchange.objects.get().seats_taken == 1


def test_who_finds_no_seat_waits(world):
    made = make_exchange(world, seats=1)
    register(made, world.lia, at=SOON)
    waiting = register(made, world.marta, at=SOON)
    assert (waiting.state, notices(waiting)) == (State.WAITLISTED, ["waitlisted"])


def test_a_city_whose_share_is_used_up_waits_while_others_find_seats(world):
    made = make_exchange(world, seats=3, seats_per_city=1)
    assert register(made, world.lia, at=SOON).state == State.REGISTERED
    assert register(made, world.marta, at=SOON).state == State.WAITLISTED
    assert register(made, world.mouna, at=SOON).state == State.REGISTERED


def test_an_organisation_has_its_share_too(world):
    made = make_exchange(world)
    SeatQuota.objects.create(exchange=made, organisation=world.cooperative, seats=1)
    assert register(made, world.lia, organisation=world.cooperative, at=SOON).state == State.REGISTERED
    assert register(made, world.marta, organisation=world.cooperative, at=SOON).state == State.WAITLISTED
    assert register(made, world.carla, at=SOON).state == State.REGISTERED


def test_nobody_goes_past_somebody_who_waits_and_could_take_the_seat(world):
    made = make_exchange(world, seats=2)
    seat(made, world.lia, State.WAITLISTED)
    assert register(made, world.marta, at=SOON).state == State.WAITLISTED


def test_where_organisers_decide_one_asks(world):
    made = make_exchange(world, admission="approval")
    kept = register(made, world.lia, at=SOON)
    assert (kept.state, notices(kept)) == (State.REQUESTED, ["requested"])
    assert Exchange.objects.get().seats_taken == 0


def test_a_draft_is_refused(world):
    assert refused(make_exchange(world, draft=True), world.lia, at=SOON).code == "not_published"


def test_too_early_says_when_in_the_hosts_time(world):
    said = refused(make_exchange(world, opens_at=NOW + timedelta(days=1)), world.lia, at=SOON)
    assert said.code == "not_open_yet" and "23 Nov" in said.sentence.replace("ember", "") and "Lisbon" in said.sentence


@pytest.mark.parametrize("fields", [{"closes_at": NOW}, {}], ids=["after the deadline", "after the first session began"])
def test_too_late_says_since_when(world, fields):
    said = refused(make_exchange(world, **fields), world.lia, at=BEGINS + timedelta(minutes=1))
    assert said.code == "closed" and "closed on" in said.sentence


def test_what_is_over_takes_nobody_though_its_registration_was_left_open(world):
    made = make_exchange(world, closes_at=BEGINS + timedelta(days=99))
    assert refused(made, world.lia, at=BEGINS + timedelta(days=9)).code == "over"
    assert not made.takes_registrations(BEGINS + timedelta(days=9)) and made.takes_registrations(SOON)


def test_the_office_may_not_register_after_the_deadline_either(world):
    made = make_exchange(world, closes_at=NOW)
    assert refused(made, None, guest_name="Dona Rosa", city=world.cascais, entered_by=world.carla, at=SOON).code == "closed"


def test_cancelled_is_refused(world):
    assert refused(make_exchange(world, cancelled_at=NOW, cancelled_reason="Storm"), world.lia, at=SOON).code == "cancelled"


def test_a_city_is_needed_where_cities_have_shares(world):
    made = make_exchange(world, seats_per_city=5)
    assert refused(made, world.stranger, at=SOON).code == "city_needed"
    assert register(made, world.stranger, city=world.mahdia, at=SOON).city == world.mahdia
    free = make_exchange(world, "free", "Free for all")
    assert register(free, world.stranger, at=SOON).city is None


def test_a_form_that_changed_meanwhile_is_shown_again(world):
    made = make_exchange(world)
    Exchange.objects.filter(pk=made.pk).update(form_version=2)
    with pytest.raises(FormChanged):
        register(made, world.lia, answers={}, answers_version=1, at=SOON)
    assert not Registration.objects.exists()
    assert Exchange.objects.get().next_place == 0, "a refusal changes nothing"


def test_who_was_not_admitted_does_not_come_in_by_asking_again(world):
    made = make_exchange(world)
    seat(made, world.lia, State.REJECTED)
    assert refused(made, world.lia, at=SOON).code == "not_admitted"


def test_coming_back_is_the_same_row_at_the_end_of_the_line(world):
    made = make_exchange(world, seats=1)
    first = register(made, world.lia, at=SOON)
    withdraw(first, by=world.lia, at=SOON)
    register(made, world.marta, at=SOON)
    again = register(made, world.lia, answers={"x": "y"}, at=SOON)
    assert (again.pk, again.state, again.revision, again.answers) == (first.pk, State.WAITLISTED, 3, {"x": "y"})
    assert again.place > Registration.objects.get(person=world.marta).place
    assert notices(again) == ["registered", "withdrawn", "waitlisted"]


def test_the_office_enters_somebody_without_internet_once(world):
    made = make_exchange(world)
    entered = [register(made, None, guest_name="Dona Rosa ", guest_contact="+351 000", city=world.cascais, entered_by=world.carla, at=SOON) for _click in range(2)]
    assert entered[0] == entered[1]
    assert (entered[0].display_name, entered[0].entered_by, entered[0].state) == ("Dona Rosa", world.carla, State.REGISTERED)
    assert notices(entered[0]) == []
    assert refused(made, None, city=world.cascais, entered_by=world.carla, at=SOON).code == "name_needed"
    assert refused(made, None, guest_name="Ana", entered_by=world.carla, at=SOON).code == "city_needed"


def test_answers_change_until_their_deadline_and_not_past_a_new_form(world):
    made = make_exchange(world, answers_until=NOW + timedelta(days=2))
    question = FormQuestion.objects.create(exchange=made, words={"en": {"label": "Shoe size"}})
    kept = register(made, world.lia, answers={str(question.key): "38"}, answers_version=1, at=SOON)
    assert change_answers(kept, {str(question.key): "39"}, 1, at=SOON).answers == {str(question.key): "39"}
    with pytest.raises(FormChanged):
        change_answers(kept, {}, 7, at=SOON)
    with pytest.raises(Refused) as caught:
        change_answers(kept, {}, 1, at=NOW + timedelta(days=2))
    assert caught.value.code == "answers_closed"
    assert Registration.objects.get().answers == {str(question.key): "39"}
    assert notices(kept) == ["registered"]


def test_registering_costs_the_same_however_many_wait(world):
    made = make_exchange(world, seats=1, seats_per_city=1)
    people = make_visitors(world.mahdia, 8)
    counted = []
    for person in people:
        with CaptureQueriesContext(connection) as seen:
            register(made, person, at=SOON)
        counted.append(len(seen))
    assert len(set(counted[1:])) == 1 and counted[-1] <= 16, counted
