from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.utils import translation

from courses.release import Facts, Override, decide, parse
from courses.release_words import moment, rule_words, sentence

LISBON = ZoneInfo("Europe/Lisbon")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def words(form, **facts):
    given = {"now": NOW, "zone": LISBON, "enrolled_at": NOW, **facts}
    return sentence(decide(parse(form), Facts(**given)), LISBON)


def test_an_open_lesson_has_nothing_to_explain():
    assert words({"match": "all", "rules": []}) == ""


def test_it_says_the_date_and_what_to_finish_in_one_sentence():
    form = {"match": "all", "rules": [{"type": "after_previous"}, {"type": "on_date", "at": "2027-01-10T09:00+00:00"}]}
    assert words(form, previous_title="The CitESS method") == "Opens on 10 January 2027 at 09:00, and after you finish “The CitESS method”."


def test_it_says_either_or_for_a_group_of_alternatives():
    form = {"match": "any", "rules": [{"type": "after_course", "course": "x", "title": "First steps"}, {"type": "on_date", "at": "2027-01-10T00:00+00:00"}]}
    assert words(form) == "Opens on 10 January 2027, or after you finish the course “First steps”."


def test_of_two_dates_it_says_the_one_that_decides():
    both = [{"type": "on_date", "at": "2027-01-10T09:00+00:00"}, {"type": "on_date", "at": "2027-02-01T09:00+00:00"}]
    assert words({"match": "all", "rules": both}) == "Opens on 1 February 2027 at 09:00."
    assert words({"match": "any", "rules": both}) == "Opens on 10 January 2027 at 09:00."


def test_a_group_of_alternatives_inside_reads_as_one_part():
    inner = {"match": "any", "rules": [{"type": "after_course", "course": "x", "title": "First steps"}, {"type": "on_date", "at": "2027-01-10T00:00+00:00"}]}
    form = {"match": "all", "rules": [{"type": "after_previous"}, inner]}
    assert words(form, previous_title="One") == "Opens after you finish “One”, and on 10 January 2027 or after you finish the course “First steps”."


def test_days_are_counted_in_words():
    assert words({"match": "all", "rules": [{"type": "days_after_enrolment", "days": 3}]}) == "Opens on 25 November 2026, 3 days after you joined."
    assert words({"match": "all", "rules": [{"type": "days_after_enrolment", "days": 1}]}, enrolled_at=None) == "Opens 1 day after you join the course."
    cohort = {"match": "all", "rules": [{"type": "days_after_cohort_start", "days": 7}]}
    assert words(cohort) == "Opens 7 days after a cohort you are in starts."
    assert words(cohort, cohort_starts_on=date(2027, 1, 11)) == "Opens on 18 January 2027, 7 days after your cohort starts."


def test_a_trainers_decision_is_said_as_one():
    held = Override(closed_until=datetime(2027, 3, 1, 8, tzinfo=UTC))
    assert words({"match": "all", "rules": []}, override=held) == "Your trainer opens this on 1 March 2027 at 08:00."


def test_moments_are_written_in_the_readers_zone_and_language():
    at = datetime(2027, 1, 10, 8, tzinfo=UTC)
    assert moment(at, ZoneInfo("Africa/Tunis")) == "10 January 2027 at 09:00"
    with translation.override("ar"):
        assert "2027" in moment(at, ZoneInfo("Africa/Tunis")) and "January" not in moment(at, ZoneInfo("Africa/Tunis"))
    with translation.override("pt"):
        assert moment(at, LISBON).startswith("10 de janeiro de 2027")


def test_a_rule_reads_as_words_for_the_trainer():
    form = {"match": "all", "rules": [{"type": "after_previous"}, {"match": "any", "rules": [
        {"type": "days_after_cohort_start", "days": 7}, {"type": "after_course", "course": "x", "title": "First steps"}]}]}
    assert rule_words(parse(form), LISBON) == "after the lesson before it, and 7 days after the cohort starts or after the course “First steps”"
    assert rule_words(parse({"match": "all", "rules": []}), LISBON) == "open from the start"
