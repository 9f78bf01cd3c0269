from dataclasses import replace

from mentoring.matching.circles import as_circles, compose
from mentoring.matching.reading import read_round
from mentoring.matching.types import Person, Want
from mentoring.matching.verify import problems
from tests.rounds import RULES

EVENING = ((18, 21),)


def person(name: str, *, convenes: int = 0, theme: str = "", wants: str = "", city: str = "c") -> Person:
    return Person(id=name, city=city, country="PT", languages={"pt": 5}, offers={theme: 3} if theme else {}, wants=(Want(wants, 0, 2),) if wants else (),
                  availability=EVENING, mentor_capacity=convenes, mentee_need=1 if wants else 0)


def round_of(*people: Person):
    empty = read_round({"format": "mentoring-round/1", "meta": {"kind": "circles"}, "round": RULES, "cities": [{"id": "c", "name": "C", "country": "PT", "utc_offset": 0}],
                        "skills": ["energy", "law"], "languages": ["pt"], "sectors": [], "people": []})
    return replace(empty, people=people)


def members(result) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for pair in result["pairs"]:
        found.setdefault(pair["mentor"], set()).add(pair["mentee"])
    return found


def test_a_circle_has_three_people_at_least_and_nobody_is_left_out_for_two_small_ones():
    given = round_of(person("k1", convenes=5, theme="energy"), person("k2", convenes=5, theme="energy"), *(person(f"m{number}", wants="energy") for number in range(3)))
    result = compose(given)
    assert [len(each) for each in members(result).values()] == [3] and len(result["dissolved"]) == 1
    assert problems(as_circles(given, result["dissolved"]), result) == []


def test_two_full_circles_stand_side_by_side():
    given = round_of(person("k1", convenes=2, theme="energy"), person("k2", convenes=2, theme="law"), person("a", wants="energy"), person("b", wants="energy"),
                     person("c", wants="law"), person("d", wants="law"))
    assert members(compose(given)) == {"k1": {"a", "b"}, "k2": {"c", "d"}}


def test_who_convenes_needs_no_seat_and_whose_circle_is_dissolved_gets_one():
    given = round_of(person("k1", convenes=3, theme="energy"), person("k2", convenes=3, theme="law", wants="energy"), person("a", wants="energy"), person("b", wants="law"))
    result = compose(given)
    assert result["dissolved"] == ["k2"] and members(result) == {"k1": {"a", "k2"}}
    assert [each["person"] for each in result["unserved"]] == ["b"]


def test_too_few_people_make_no_circle():
    result = compose(round_of(person("k1", convenes=5, theme="energy"), person("a", wants="energy")))
    assert result["pairs"] == [] and result["dissolved"] == ["k1"] and [each["person"] for each in result["unserved"]] == ["a"]


def test_the_order_of_rows_changes_nothing():
    people = [person("k1", convenes=2, theme="energy"), person("k2", convenes=4, theme="energy"), *(person(f"m{number}", wants="energy") for number in range(5))]
    first, second = compose(round_of(*people)), compose(round_of(*reversed(people)))
    assert first["pairs"] == second["pairs"] and first["dissolved"] == second["dissolved"]


def test_two_members_of_whom_one_excludes_the_other_never_sit_in_one_circle():
    people = [person("k1", convenes=5, theme="energy"), *(person(name, wants="energy") for name in "abcd")]
    people[1] = replace(people[1], exclude=("c",))
    given = round_of(*people)
    result = compose(given)
    assert members(result) in ({"k1": {"a", "b", "d"}}, {"k1": {"b", "c", "d"}}) and len(result["kept_apart"]) == 1
    assert problems(as_circles(given, result["dissolved"], result["kept_apart"]), result) == []
    assert compose(round_of(*reversed(people)))["pairs"] == result["pairs"]


def test_they_go_to_two_circles_where_there_are_two():
    people = [person("k1", convenes=2, theme="energy"), person("k2", convenes=2, theme="energy"), *(person(name, wants="energy") for name in "abcd")]
    for one, other in (("a", "b"), ("a", "c"), ("a", "d")):
        given = [replace(each, exclude=(other,)) if each.id == one else each for each in people]
        result = compose(round_of(*given))
        assert result["objective"]["served"] == 4 and not any({one, other} <= circle for circle in members(result).values())


def test_where_no_circle_is_left_without_the_two_there_is_none():
    people = [person("k1", convenes=2, theme="energy"), replace(person("a", wants="energy"), exclude=("b",)), person("b", wants="energy")]
    result = compose(round_of(*people))
    assert result["pairs"] == [] and result["dissolved"] == ["k1"]


def test_where_everybody_would_convene_some_become_members():
    people = [person(f"p{number}", convenes=3, theme="energy" if number % 2 else "law", wants="law" if number % 2 else "energy") for number in range(8)]
    result = compose(round_of(*people))
    seated = {each for convenor, found in members(result).items() for each in (convenor, *found)}
    assert all(2 <= len(found) <= 3 for found in members(result).values()) and len(seated) == 8
    assert problems(as_circles(round_of(*people), result["dissolved"], result["kept_apart"]), result) == []
