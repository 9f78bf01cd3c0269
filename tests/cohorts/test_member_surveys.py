"""Surveys, contrasts and studies of a participated space: asked of every seat, compared inside, told outside as sums."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from cohorts.mirrors import contrasts, studies, surveys
from cohorts.mirrors.contrasts import paragraphs_of
from cohorts.models import Contrast, ContrastAnswer, MemberAnswer, MemberSurvey
from cohorts.spaces.refusing import NotPossible
from tests.space_world import delegate, hold_seat, join_group, make_group, make_seat, make_space
from tests.world import NOW, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
TODAY = date(2026, 11, 22)
PUT = {"title": "How do you work?", "words": "", "language": "en", "opens_on": TODAY, "closes_on": TODAY + timedelta(days=10)}
TEXT = "The city buys from whoever is\ncheapest.\n\nContracts say how people are paid.\n\n\nOne desk answers questions."


@pytest.fixture
def space(world):
    made = make_space(world)
    join_group(make_group(made, "motor", kind="motor", door="named"), world.marta)
    world.seats = [make_seat(made, title=f"Office {number}") for number in range(1, 7)]
    world.holdings = [hold_seat(seat, world.lia if place == 0 else make_person(f"holder{place}", f"Holder {place}", world.cascais)) for place, seat in enumerate(world.seats)]
    return made


def put(space, world) -> MemberSurvey:
    return surveys.put_survey(space, [{"text": "How open?", "kind": "scale"}, {"text": "Members", "kind": "number", "unit": "people"}, {"text": "Audited?", "kind": "yes_no"}],
                              by=world.marta, at=NOW, **PUT)


def test_each_seat_answers_once_and_may_change_it(world, space):
    made = put(space, world)
    first = made.questions.first()
    surveys.answer(made, world.seats[0], {str(first.pk): 3}, by=world.lia, at=NOW)
    surveys.answer(made, world.seats[0], {str(first.pk): 4}, by=world.lia, at=NOW)
    assert [each.answers for each in MemberAnswer.objects.all()] == [{str(first.pk): 4}]
    with pytest.raises(NotPossible, match="Somebody else"):
        surveys.answer(made, world.seats[1], {str(first.pk): 1}, by=world.lia, at=NOW)
    delegate(world.holdings[0], world.stranger, TODAY)
    with pytest.raises(NotPossible, match="Somebody else"):
        surveys.answer(made, world.seats[0], {str(first.pk): 1}, by=world.lia, at=NOW)
    surveys.answer(made, world.seats[0], {str(first.pk): 5}, by=world.stranger, at=NOW)
    with pytest.raises(NotPossible, match="closed"):
        surveys.answer(made, world.seats[0], {}, by=world.stranger, at=NOW + timedelta(days=11))


def test_sums_are_told_from_five_seats_on_and_extremes_never(world, space):
    made = put(space, world)
    scale, number, audited = made.questions.all()
    for place, holding in enumerate(world.holdings[:5]):
        said = {str(scale.pk): place + 1} | ({str(number.pk): 10 * place} if place < 4 else {}) | {str(audited.pk): "yes" if place else "no"}
        surveys.answer(made, holding.seat, said, by=holding.person, at=NOW)
        if place < 4:
            with pytest.raises(NotPossible, match="Fewer than 5"):
                surveys.publish(made, by=world.marta, at=NOW)
    seats, (inside, *_rest) = surveys.compare(made, exact=True)
    assert len(seats) == 5 and (inside.mean, inside.middle, inside.least, inside.most, inside.cells) == (3.0, 3, 1, 5, [1, 2, 3, 4, 5])
    assert surveys.publish(made, by=world.marta, at=NOW) and not surveys.publish(made, by=world.marta, at=NOW)
    nobody, (outside, four, yes) = surveys.compare(made, exact=False)
    assert nobody == [] and (outside.mean, outside.least, outside.most, outside.middle, outside.cells) == (3.0, None, None, None, [])
    assert (four.answered, four.mean) == (0, None), "only four seats gave a number"
    assert yes.yes is None, "four of five said yes: that names the fifth"
    made.refresh_from_db()
    with pytest.raises(NotPossible):
        surveys.answer(made, world.seats[0], {}, by=world.lia, at=NOW)


def test_a_text_is_answered_paragraph_by_paragraph_summed_up_and_published(world, space):
    assert paragraphs_of(TEXT) == ["The city buys from whoever is cheapest.", "Contracts say how people are paid.", "One desk answers questions."]
    made = contrasts.put_contrast(space, TEXT, by=world.marta, at=NOW, **PUT)
    first, second, third = made.paragraphs.all()
    assert contrasts.say(made, world.seats[0], {first.pk: ("disagree", "Cheapest is dear."), second.pk: ("agree", "")}, by=world.lia, at=NOW) == 2
    assert contrasts.say(made, world.seats[0], {second.pk: ("", "")}, by=world.lia, at=NOW) == 1, "what was said can be taken back"
    contrasts.say(made, world.seats[1], {first.pk: ("change", "Add quality.")}, by=world.holdings[1].person, at=NOW)
    rows = contrasts.rows_of(made, inside=True)
    assert [count for _label, count in rows[0].counts] == [1, 1] and [each.words for each in rows[0].answers] == ["Cheapest is dear.", "Add quality."]
    assert contrasts.rows_of(made, inside=False)[0].counts == []
    with pytest.raises(NotPossible, match="Paragraph 1"):
        contrasts.publish(made, by=world.marta, at=NOW)
    contrasts.keep_synthesis(made, {first.pk: "Price alone is not enough."}, by=world.marta, at=NOW)
    assert contrasts.publish(made, by=world.marta, at=NOW)
    made.refresh_from_db()
    with pytest.raises(NotPossible):
        contrasts.say(made, world.seats[0], {third.pk: ("agree", "")}, by=world.lia, at=NOW)


def test_figures_of_the_same_name_stand_side_by_side(world, space):
    first = studies.share_study(space, [("Enterprises", Decimal("120"), ""), ("Turnover", Decimal("3.5"), "million euros")], by=world.lia, at=NOW,
                                title="One", year=2024, summary="Many.", language="en")
    second = studies.share_study(space, [("enterprises", Decimal("80"), ""), ("Turnover", Decimal("2"), "dinars")], by=world.lia, at=NOW,
                                 title="Two", year=2025, summary="Fewer.", language="en")
    (row,) = studies.compare([first, second])
    assert (row.label, row.values) == ("Enterprises", [Decimal("120"), Decimal("80")]), "another unit is another figure"


def test_the_screens_of_each_role(world, space, client):
    """Asked, answered, compared and published through the pages; each door tried by those it is closed to."""
    new, typed = "/en/spaces/table/surveys/new/", {"title": "Survey", "words": "", "language": "en", "opens_on": "2026-01-02", "closes_on": "2099-01-01", "text-1": "How open?", "kind-1": "scale"}
    assert client.get(new).status_code == 302
    for who in (world.lia, world.stranger, world.mouna, world.nadia):
        client.force_login(who)
        assert client.get(new).status_code == 404 and client.post(new, typed).status_code == 404
    client.force_login(world.marta)
    wrong = client.post(new, typed | {"closes_on": "2020-01-01"})
    assert wrong.status_code == 422 and "How open?" in wrong.content.decode()
    assert client.post(new, typed).status_code == 302
    found = MemberSurvey.objects.get()
    page, seat = f"/en/surveys/{found.key}/", f"/en/surveys/{found.key}/seats/{world.seats[0].pk}/"
    question = f"q{found.questions.get().pk}"
    assert client.get(seat).status_code == 404 and client.post(seat, {question: "3"}).status_code == 404
    client.force_login(world.lia)
    assert client.post(seat, {question: "9"}).status_code == 422
    assert client.post(seat, {question: "3"}).status_code == 302
    assert "Office 1" in client.get(page).content.decode()
    assert client.post(f"{page}publication/").status_code == 404
    client.force_login(world.stranger)
    assert "Office 1" not in client.get(page).content.decode()
    client.force_login(world.marta)
    assert client.post(f"{page}publication/", follow=True).status_code == 200
    found.refresh_from_db()
    assert found.published_at is None, "one answer is too few"

    put_text = {name: typed[name] for name in ("words", "language", "opens_on", "closes_on")} | {"title": "The draft", "text": TEXT}
    assert client.post("/en/spaces/table/contrasts/new/", put_text).status_code == 302
    text = Contrast.objects.get()
    first = text.paragraphs.first()
    answer = f"/en/contrasts/{text.key}/seats/{world.seats[0].pk}/"
    client.force_login(world.lia)
    refused = client.post(answer, {f"s{first.pk}": "disagree", f"w{first.pk}": ""})
    assert refused.status_code == 422 and ContrastAnswer.objects.count() == 0
    assert client.post(answer, {f"s{first.pk}": "disagree", f"w{first.pk}": "Too narrow."}).status_code == 302
    assert client.get(f"/en/contrasts/{text.key}/synthesis/").status_code == 404
    client.force_login(world.marta)
    assert client.post(f"/en/contrasts/{text.key}/synthesis/", {f"y{first.pk}": "", "do": "publish"}).status_code == 422
    assert client.post(f"/en/contrasts/{text.key}/synthesis/", {f"y{first.pk}": "They want more than price.", "do": "publish"}).status_code == 302
    client.logout()
    shown = client.get(f"/en/contrasts/{text.key}/").content.decode()
    assert "They want more than price." in shown and "Too narrow." not in shown and "Office 1" not in shown

    share = {"title": "A study", "year": "2025", "summary": "Short.", "url": "", "language": "en", "figures_text": "Enterprises 120"}
    client.force_login(world.stranger)
    assert client.post("/en/spaces/table/studies/new/", share).status_code == 404
    client.force_login(world.lia)
    wrong = client.post("/en/spaces/table/studies/new/", share)
    assert wrong.status_code == 422 and "Line 1" in wrong.content.decode()
    assert client.post("/en/spaces/table/studies/new/", share | {"figures_text": "Enterprises: 1,5 thousand"}).status_code == 302
    listed = client.get("/en/spaces/table/studies/").content.decode()
    assert "A study" in listed and "thousand" in listed
    study = space.studies.get()
    client.force_login(world.stranger)
    assert client.post(f"/en/spaces/table/studies/{study.pk}/removal/").status_code == 404
    assert "A study" in client.get("/en/spaces/table/studies/").content.decode() and "Surveys, studies" in client.get("/en/spaces/table/").content.decode()
