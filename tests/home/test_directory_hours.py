"""Opening hours as people type them."""

from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as some

from home.directory_hours import as_table, as_typed, read_hours


@pytest.mark.parametrize(("typed", "kept"), [
    ("", []), ("   ", []), ("9:00-13:00, 14:00-17:00", [["09:00", "13:00"], ["14:00", "17:00"]]), ("9-13", [["09:00", "13:00"]]),
    ("9h–12h30; 14.15 - 18", [["09:00", "12:30"], ["14:15", "18:00"]]), ("14:00-17:00,9:00-13:00,", [["09:00", "13:00"], ["14:00", "17:00"]]),
    ("٩:٠٠-١٣:٠٠، ١٤-١٧", [["09:00", "13:00"], ["14:00", "17:00"]]),
])
def test_it_reads_what_people_write(typed, kept):
    assert read_hours(typed) == kept


@pytest.mark.parametrize(("typed", "words"), [
    ("mornings", "no span of time"), ("9:00", "no span of time"), ("9:00-25:00", "no time of a day"), ("9:61-12:00", "no time of a day"), ("13:00-9:00", "ends before"),
    ("9:00-9:00", "ends before"), ("9:00-13:00, 12:00-14:00", "overlap"), ("9:00-24:00", "no time of a day"), ("²-5", "no time of a day"),
    (", ".join(f"{n}:00-{n}:30" for n in range(7)), "at most 6"), ("9:00-13:00-15:00", "no time of a day"),
])
def test_it_says_what_is_wrong(typed, words):
    with pytest.raises(ValidationError, match=words):
        read_hours(typed)


@given(some.lists(some.integers(0, 24 * 60 - 1), min_size=0, max_size=12, unique=True))
def test_what_is_shown_again_is_read_as_the_same(minutes):
    times = [f"{each // 60:02d}:{each % 60:02d}" for each in sorted(minutes)]
    spans = [list(pair) for pair in zip(times[::2], times[1::2], strict=False)]
    assert read_hours(as_typed(spans)) == spans


@given(some.text(max_size=60))
def test_no_text_breaks_it(typed):
    with suppress(ValidationError):
        assert all(opens < closes for opens, closes in read_hours(typed))


def test_a_week_begins_on_monday_and_says_when_it_is_closed():
    week = as_table({"mo": [["09:00", "13:00"]], "fr": []})
    assert [row["day"] for row in week][:2] == ["Monday", "Tuesday"] and week[0]["spans"] == ["09:00–13:00"] and week[4]["spans"] == []
    assert as_table({}) == as_table({"mo": []}) == []
