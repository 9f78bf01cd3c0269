"""The command line: what it writes, what it says, and that nothing is written when something is wrong."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from mentoring.matching import command_line, propose
from mentoring.matching.command_line import GOOD, REFUSED, UNREADABLE, Streams, main
from mentoring.matching.progress_line import ProgressLine
from mentoring.matching.reading import read_round
from mentoring.matching.verify import problems
from mentoring.matching.writing import as_json

from .golden_cases import FOLDER, expected_of, people_of

ROOT = Path(__file__).resolve().parents[3]
PEOPLE = str(FOLDER / "g6.people.json")


class Run:
    """One run in this process: `code`, `out`, `err`."""

    def __init__(self, *arguments: object, stdin: str = "", terminal: bool = False) -> None:
        out, err = io.StringIO(), io.StringIO()
        err.isatty = lambda: terminal
        self.code = main([str(each) for each in arguments], Streams(io.BytesIO(stdin.encode()), out, err))
        self.out, self.err = out.getvalue(), err.getvalue()


def test_it_writes_the_proven_result(tmp_path):
    run = Run(PEOPLE, "--out", tmp_path / "result.json", "--verify")
    result = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
    assert (run.code, run.out, run.err) == (GOOD, "", "2 of 5 people who want a mentor have one, in 3 pairs.\n")
    assert result["objective"] == expected_of("g6")["objective"] and problems(read_round(people_of("g6")), result) == []
    assert os.listdir(tmp_path) == ["result.json"]


def test_it_writes_the_same_bytes_each_time(tmp_path):
    for name in ("one", "two"):
        Run(PEOPLE, "--out", tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes() != b""


def test_a_dash_is_standard_input_and_output():
    run = Run("-", "--out", "-", stdin=json.dumps(people_of("g1")))
    assert run.code == GOOD and json.loads(run.out)["objective"] == expected_of("g1")["objective"]


def test_rules_of_their_own_file_stand_in_the_place_of_the_rules_of_the_round(tmp_path):
    (tmp_path / "rules.json").write_text('{"tiers": [10], "cross_city_only": true}')
    assert Run(PEOPLE, "--out", tmp_path / "r.json", "--rules", tmp_path / "rules.json", "--verify").code == GOOD
    rules = json.loads((tmp_path / "r.json").read_text())["rules"]
    assert (rules["tiers"], rules["cross_city_only"], rules["draw_seed"]) == ([10], True, "g6")
    assert Run("verify", PEOPLE, tmp_path / "r.json", "--rules", tmp_path / "rules.json").code == GOOD
    run = Run("verify", PEOPLE, tmp_path / "r.json")
    assert run.code == REFUSED and "rules: are not the rules of this round" in run.err


def test_verify_says_that_nothing_better_exists(tmp_path):
    Run(PEOPLE, "--out", tmp_path / "r.json")
    run = Run("verify", PEOPLE, tmp_path / "r.json")
    assert (run.code, run.err) == (GOOD, "")
    assert run.out == "Every promise is kept, and nothing better exists. 2 of 5 people who want a mentor have one, in 3 pairs.\n"


def test_verify_says_what_is_wrong():
    result = propose(read_round(people_of("g6")))
    result["pairs"][0]["score"] = 99
    run = Run("verify", PEOPLE, "-", stdin=as_json(result))
    assert (run.code, run.out, run.err) == (REFUSED, "", "pairs[0].score: must be 80\n")


def bad_people(tmp_path) -> str:
    data = people_of("g6")
    data["people"][3]["city"] = "aht"
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(data, indent=1))
    return str(path)


def test_a_malformed_file_is_named_with_line_and_field(tmp_path):
    run = Run(bad_people(tmp_path), "--out", tmp_path / "r.json")
    assert run.code == UNREADABLE and not (tmp_path / "r.json").exists()
    assert run.err.startswith(f"{tmp_path / 'bad.json'}: line ") and 'people[3].city: "aht" is not among the cities of this file; did you mean "ath"?' in run.err


@pytest.mark.parametrize(("people", "rules", "result", "words"), [
    ("nowhere.json", None, None, "nowhere.json: No such file or directory"),
    (PEOPLE, '{"tiers": [2, 1]}', None, "rules.json: line 1, tiers[1]: must be higher"),
    (PEOPLE, "{", None, "rules.json: line 1, column 2: this is not JSON"),
    (PEOPLE, None, '{"pairs": ', "result.json: line 1, column 11: this is not JSON"),
    (PEOPLE, None, '{"pairs": [], "pairs": []}', "result.json: line 1, pairs: stands there twice"),
])
def test_what_cannot_be_read_is_said_without_a_traceback(tmp_path, people, rules, result, words):
    more = []
    if rules is not None:
        (tmp_path / "rules.json").write_text(rules)
        more = ["--rules", tmp_path / "rules.json"]
    if result is not None:
        (tmp_path / "result.json").write_text(result)
        run = Run("verify", people, tmp_path / "result.json", *more)
    else:
        run = Run(people, "--out", tmp_path / "r.json", *more)
    assert run.code == UNREADABLE and words in run.err and "Traceback" not in run.err and not (tmp_path / "r.json").exists()


def test_a_folder_that_is_not_there_is_said_before_anything_is_computed(tmp_path, monkeypatch):
    monkeypatch.setattr(command_line, "propose", lambda *_args, **_more: pytest.fail("computed for nothing"))
    run = Run(PEOPLE, "--out", tmp_path / "no" / "r.json")
    assert run.code == UNREADABLE and "No such file or directory" in run.err


def test_a_result_that_does_not_keep_its_promises_is_not_written(tmp_path, monkeypatch):
    def careless(round, *, progress):
        result = propose(round)
        result["pairs"].pop()
        return result

    monkeypatch.setattr(command_line, "propose", careless)
    (tmp_path / "r.json").write_text("before")
    run = Run(PEOPLE, "--out", tmp_path / "r.json", "--verify")
    assert run.code == REFUSED and "objective" in run.err
    assert (tmp_path / "r.json").read_text() == "before" and os.listdir(tmp_path) == ["r.json"]


def test_a_run_that_is_broken_off_leaves_the_old_file(tmp_path, monkeypatch):
    def broken_off(round, *, progress):
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "propose", broken_off)
    (tmp_path / "r.json").write_text("before")
    with pytest.raises(KeyboardInterrupt):
        Run(PEOPLE, "--out", tmp_path / "r.json")
    assert (tmp_path / "r.json").read_text() == "before" and os.listdir(tmp_path) == ["r.json"]


def test_an_old_result_is_replaced_and_a_link_stays_a_link(tmp_path):
    (tmp_path / "real.json").write_text("before")
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    assert Run(PEOPLE, "--out", tmp_path / "link.json").code == GOOD
    assert (tmp_path / "link.json").is_symlink() and json.loads((tmp_path / "real.json").read_text())["round_id"] == "g6"


def test_progress_is_shown_on_a_terminal_alone(tmp_path):
    assert "\r" not in Run(PEOPLE, "--out", tmp_path / "r.json").err
    shown = Run(PEOPLE, "--out", tmp_path / "r.json", terminal=True).err
    assert all(f"\r\x1b[K{name} " in shown for name in ("scoring", "solidarity", "score"))
    assert shown.endswith("\r\x1b[K2 of 5 people who want a mentor have one, in 3 pairs.\n")


def test_progress_writes_a_line_once():
    stream = io.StringIO()
    stream.isatty = lambda: True
    with ProgressLine(stream) as progress:
        for done in (1, 1, 2):
            progress("scoring", done, 2)
    assert stream.getvalue() == "\r\x1b[Kscoring 1 of 2\r\x1b[Kscoring 2 of 2\r\x1b[K"


def test_wrong_arguments_exit_with_two(capsys):
    for arguments in ([], [PEOPLE], ["verify", PEOPLE], [PEOPLE, "--out"]):
        with pytest.raises(SystemExit) as left:
            main(arguments)
        assert left.value.code == 2
    assert "usage: python -m mentoring.matching" in capsys.readouterr().err


NO_DJANGO = """
import sys
class Refuses:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("django", "wagtail", "scipy"):
            raise ImportError(f"{name} is not wanted here")
sys.meta_path.insert(0, Refuses())
import runpy
sys.argv = ["mentoring.matching", *sys.argv[1:]]
runpy.run_module("mentoring.matching", run_name="__main__")
"""


def test_it_runs_as_a_module_without_django(tmp_path):
    command = [sys.executable, "-c", NO_DJANGO, PEOPLE, "--out", str(tmp_path / "r.json"), "--verify"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={"PATH": os.environ["PATH"]}, timeout=60)
    assert (run.returncode, run.stdout) == (0, "") and run.stderr == "2 of 5 people who want a mentor have one, in 3 pairs.\n"
    assert json.loads((tmp_path / "r.json").read_text())["format"] == "mentoring-result/1"


def test_manage_py_match_does_the_same(tmp_path):
    Run(PEOPLE, "--out", tmp_path / "one.json")
    err = io.StringIO()
    call_command("match", PEOPLE, out=str(tmp_path / "two.json"), verify=True, stderr=err)
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    assert err.getvalue() == "2 of 5 people who want a mentor have one, in 3 pairs.\n"


def test_manage_py_match_writes_to_standard_output():
    out = io.StringIO()
    call_command("match", PEOPLE, out="-", stdout=out, stderr=io.StringIO())
    assert json.loads(out.getvalue())["round_id"] == "g6"


def test_manage_py_match_says_what_is_wrong_and_exits_with_two(tmp_path):
    err = io.StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("match", bad_people(tmp_path), out=str(tmp_path / "r.json"), stderr=err)
    assert left.value.code == 2 and "people[3].city" in err.getvalue() and not (tmp_path / "r.json").exists()
    with pytest.raises(CommandError):
        call_command("match", PEOPLE)
