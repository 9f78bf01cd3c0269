"""One thing that is wrong with a file of a directory; its words are academy/directory/problem_words.py."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Where:
    """`file`: a table such as services.csv, or the name of the JSON file. `spot`: a line (from 1, as editors count) or a path such as contents/3/phones/0."""

    file: str = ""
    spot: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """`id`: of the row it is about, as the file gives it. `about`: the field, or what was found. `most`: of what is too much or too long."""

    code: str
    where: Where = Where()
    id: str = ""
    about: str = ""
    value: str = ""
    most: int = 0


MOST_PROBLEMS = 500  # that a report lists; whoever mends these reads the next ones then
