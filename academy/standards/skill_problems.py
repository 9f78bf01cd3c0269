"""One thing that is wrong with a file of skills: its line (from 1, as editors count), what (a code; the words are academy/skill_problem_words.py), and what it is about."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    line: int
    code: str
    about: str = ""
    most: int = 0  # of what is too much or too long
