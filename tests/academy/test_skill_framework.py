"""A framework of skills as a file: what can be read, and that everything wrong with it is said at once, by line."""

import pytest

from academy.frameworks import ENTRECOMP
from academy.level_words import LEVELS, STAGES, stage_of
from academy.standards.skill_framework import Known, read


def said(text: str, known=None, **more) -> list[tuple[int, str]]:
    return [(each.line, each.code) for each in read(text.encode(), known, **more).problems]


def test_entrecomp_is_three_areas_of_five_in_eight_languages():
    reading = read(ENTRECOMP.read_bytes())
    assert reading.problems == []
    areas = [row for row in reading.rows if row.heading]
    assert [sum(row.parent == area.code for row in reading.rows) for area in areas] == [5, 5, 5]
    assert all(set(row.labels) == {"en", "es", "pt", "fr", "it", "el", "ca", "ar"} and set(row.descriptions) == {"en", "pt", "ar"} for row in reading.rows)
    assert all(not row.uri for row in reading.rows)  # none that we could check


def test_every_problem_of_a_bad_file_is_said_with_its_line():
    bad = "\n".join([
        "code,framework,parent,uri,position,heading,retired,label:en,label:pt,description:en",
        "a,academy,b,https://x.example/1,1,,,A,,",  # 2: in a circle
        "b,academy,a,https://x.example/1,1,,,B,,",  # 3: in a circle, and the address of line 2
        "c,academy,nowhere,ftp://x,-1,perhaps,soon,,C,",  # 4: everything
        "a,academy,,,,,,Again,,",  # 5: the code of line 2
        '"d\ne",academy,,,,,,D,,',  # 6 and 7
        f"f,academy,,,,,,{'x' * 121},,",  # 8
        "g,academy,,,,,,G",  # 9: cells missing
        "h,klingon,,,,,,H,,",  # 10
        "Not A Code,academy,,,,,,I,,",  # 11
        "j,entrecomp,k,,,,,J,,", "k,academy,,,,,,K,,",  # 12: below a skill of another framework
        "l,academy,k,,,yes,,L,,",  # 14: a heading below a skill
        "m,academy,m,,,,,M,,",  # 15
        "n,academy,,,,,,N\u202e,,"])  # 16
    assert said(bad) == [
        (2, "circle"), (3, "circle"), (3, "uri_twice"), (4, "bad_date"), (4, "bad_heading"), (4, "bad_position"), (4, "bad_uri"), (4, "no_english"), (4, "unknown_parent"),
        (5, "code_twice"), (6, "bad_code"), (6, "control_characters"), (8, "too_long"), (9, "wrong_count"), (10, "unknown_framework"), (11, "bad_code"),
        (12, "parent_elsewhere"), (14, "heading_below_skill"), (15, "own_parent"), (16, "control_characters")]


@pytest.mark.parametrize(("data", "problem"), [
    (b"", (1, "empty")), (b"\n\ncode,label:en\na,A\n", (1, "no_header")), (b"code,label:en\n", (1, "empty")), (b"code,label:en\na,A\nb,\xff\n", (3, "not_utf8")),
    (b'code,label:en\na,A\nb,"B\n', (3, "broken_quotes")), (b"code,label:en,colour\na,A,red\n", (1, "unknown_column")), (b"code,label:en,label:english\na,A,B\n", (1, "bad_language")),
    (b"code,code,label:en\na,a,A\n", (1, "column_twice")), (b"label:en\nA\n", (1, "missing_column")), (b"code\na\n", (1, "missing_column")),
    (b"x" * (4 * 1024 * 1024 + 1), (1, "too_large")), (b"code,label:en\n" + b"".join(b"c%d,C\n" % n for n in range(2001)), (2002, "too_many_rows")),
])
def test_a_file_that_is_none_is_refused(data, problem):
    assert [(each.line, each.code) for each in read(data).problems] == [problem]


def test_what_stands_in_the_academy_counts():
    known = {"law": Known("academy", uri="https://x.example/law"), "area": Known("entrecomp", heading=True), "below": Known("academy", parent="law")}
    assert said("code,label:pt,parent\nlaw,Lei,area\n", known) == []  # English stands there already, and its own skills may belong to another framework's
    assert said("code,framework,label:en\nlaw,esco,Law\n", known) == [(2, "other_framework")]
    assert said("code,label:en,uri\nother,Other,https://x.example/law\n", known) == [(2, "uri_taken")]
    assert said("code,label:en,parent\nlaw,Law,below\n", known) == [(2, "circle")]
    assert said("code,label:en,parent\n" + "".join(f"l{n},L,{f'l{n - 1}' if n else ''}\n" for n in range(6))) == [(6, "too_deep"), (7, "too_deep")]


def test_spreadsheets_with_semicolons_and_files_of_esco_are_read():
    assert [(row.code, row.labels) for row in read("\ufeffcode;label:en\r\na;A, and B\r\n".encode()).rows] == [("a", {"en": "A, and B"})]
    esco = b'conceptType,conceptUri,skillType,preferredLabel,altLabels,description\nK,http://data.europa.eu/esco/skill/Ab-12,s,prever,"a\nb","Uma\nlinha"\n'
    reading = read(esco, {"esco-ab-12": Known("esco")}, language="pt")
    assert reading.problems == []
    assert [(row.code, row.framework, row.uri, row.labels, row.descriptions) for row in reading.rows] == [
        ("esco-ab-12", "esco", "http://data.europa.eu/esco/skill/Ab-12", {"pt": "prever"}, {"pt": "Uma linha"})]


def test_eight_levels_make_four_stages():
    assert [stage_of(level) for level in LEVELS] == [stage for stage in STAGES for _ in range(2)]
    with pytest.raises(ValueError):
        stage_of(0)
