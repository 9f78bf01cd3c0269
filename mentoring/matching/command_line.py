"""The command line of the matcher, for `python -m mentoring.matching` and `manage.py match` alike.

Answers 0 when all is well, 1 when a result does not keep its promises, 2 when something given cannot be read; says why on stderr.
"""

import argparse
import sys
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import BinaryIO, TextIO

from . import propose
from .json_text import as_text, decode
from .progress_line import ProgressLine
from .reading import read_overrides, read_round
from .types import Round, RoundError
from .verify import problems
from .whole_file import whole_file
from .writing import as_json

GOOD, REFUSED, UNREADABLE = 0, 1, 2


@dataclass
class Streams:
    stdin: BinaryIO = field(default_factory=lambda: sys.stdin.buffer)
    stdout: TextIO = field(default_factory=lambda: sys.stdout)
    stderr: TextIO = field(default_factory=lambda: sys.stderr)


class Unreadable(Exception):
    """Something given cannot be read or written; the message says what and why, in one or more lines."""


def main(arguments: list[str], streams: Streams | None = None) -> int:
    """Runs `PEOPLE.json --out RESULT.json ...` or `verify PEOPLE.json RESULT.json`. Wrong arguments exit with 2, as argparse does."""
    verifying = arguments[:1] == ["verify"]
    parser = argparse.ArgumentParser(
        prog="python -m mentoring.matching" + (" verify" if verifying else ""),
        description="Checks a result without the solver." if verifying else "Proposes the pairs of a mentoring round. “verify PEOPLE RESULT” checks a result.")
    (add_verify_arguments if verifying else add_arguments)(parser)
    options = parser.parse_args(arguments[1:] if verifying else arguments)
    if verifying:
        return check(options.people, options.result, options.rules, streams)
    return match(options.people, options.out, options.rules, options.verify, streams)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("people", metavar="PEOPLE.json", help='the round, as "mentoring-round/1"; - reads standard input')
    parser.add_argument("--out", required=True, metavar="RESULT.json", help="where the result goes, whole or not at all; - writes to standard output")
    parser.add_argument("--rules", metavar="RULES.json", help='an object with keys of "round" that stand in the place of those of the file')
    parser.add_argument("--verify", action="store_true", help="check the result before it is written")


def add_verify_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("people", metavar="PEOPLE.json")
    parser.add_argument("result", metavar="RESULT.json")
    parser.add_argument("--rules", metavar="RULES.json", help="the rules that the result was made with, if they were given apart")


def match(people: str, out: str, rules: str | None = None, verify: bool = False, streams: Streams | None = None) -> int:
    """Reads, proposes, checks when asked to, writes; the exit code. Nothing is written unless all of it went well."""
    streams = streams or Streams()
    try:
        round = _round(people, rules, streams)
        with _opened(out, streams) as file:
            with ProgressLine(streams.stderr) as progress:
                result = propose(round, progress=progress)
                wrong = problems(round, result, progress=progress) if verify else []
            if wrong:
                raise Refused(wrong)
            file.write(as_json(result))
    except Unreadable as error:
        print(error, file=streams.stderr)
        return UNREADABLE
    except Refused as error:
        print(*error.args[0], sep="\n", file=streams.stderr)
        return REFUSED
    except RoundError as error:
        print(_named(people, error), file=streams.stderr)
        return UNREADABLE
    except OSError as error:
        print(f"{out}: {error.strerror or error}", file=streams.stderr)
        return UNREADABLE
    print(_summary(round, result), file=streams.stderr)
    return GOOD


def check(people: str, result: str, rules: str | None = None, streams: Streams | None = None) -> int:
    """Whether a result file keeps the promises of its round; the exit code."""
    streams = streams or Streams()
    try:
        round = _round(people, rules, streams)
        try:
            claimed = decode(as_text(_bytes(result, streams)))
        except RoundError as error:
            raise Unreadable(_named(result, error)) from None
    except Unreadable as error:
        print(error, file=streams.stderr)
        return UNREADABLE
    with ProgressLine(streams.stderr) as progress:
        wrong = problems(round, claimed, progress=progress)
    if wrong:
        print(*wrong, sep="\n", file=streams.stderr)
        return REFUSED
    print(f"Every promise is kept, and nothing better exists. {_summary(round, claimed)}", file=streams.stdout)
    return GOOD


class Refused(Exception):
    """The checker refused a result; args[0] are the problems."""


def _round(people: str, rules: str | None, streams: Streams) -> Round:
    overrides = None
    if rules is not None:
        try:
            overrides = read_overrides(_bytes(rules, streams))
        except RoundError as error:
            raise Unreadable(_named(rules, error)) from None
    try:
        return read_round(_bytes(people, streams), overrides=overrides)
    except RoundError as error:
        raise Unreadable(_named(people, error)) from None


def _bytes(name: str, streams: Streams) -> bytes:
    try:
        if name == "-":
            return streams.stdin.read()
        with open(name, "rb") as file:
            return file.read()
    except OSError as error:
        raise Unreadable(f"{name}: {error.strerror or error}") from None


def _opened(out: str, streams: Streams):
    return nullcontext(streams.stdout) if out == "-" else whole_file(out)


def _named(name: str, error: RoundError) -> str:
    """Each line of an error with the file it is about."""
    return "\n".join(f"{'standard input' if name == '-' else name}: {line}" for line in str(error).splitlines())


def _summary(round: Round, result: dict) -> str:
    wanting = sum(person.mentee_need >= 1 for person in round.people)
    return f"{result['objective']['served']} of {wanting} people who want a mentor have one, in {result['objective']['pairs']} pairs."
