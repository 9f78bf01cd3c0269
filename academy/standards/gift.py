r"""Moodle's GIFT question format, import and export. Pure: the format only, no Django.

Source: the GIFT page of the Moodle documentation (docs.moodle.org, "GIFT format"), and Moodle's behaviour
where the page is silent. What is kept of it:

- questions are separated by blank lines; `//` lines are comments, in which [id:...] and [tag:...] belong to
  the question they stand with; `$CATEGORY: path` lines hold for the questions after them;
- `::title::`, the format marks [html] [markdown] [plain] [moodle], and the escapes `\~ \= \# \{ \} \: \n`;
- multichoice (`=` right, `~` wrong, `%50%` weights), truefalse, shortanswer, numerical (`value:tolerance`,
  `low..high`, weights), matching (`->`), the missing word, `#` feedback and `####` general feedback.

Essays (`{}`) and descriptions (no braces) are reported, with their text, and not returned.
More forgiving than Moodle in two places: `{true}` in any case is true/false, and `$CATEGORY:` needs no blank
line after it.
"""

from academy.standards.gift_read import MOST_CHARACTERS, parse
from academy.standards.gift_shapes import (
    Accepted,
    Choice,
    GiftFile,
    GiftQuestion,
    GiftText,
    NumberAnswer,
    Pair,
    Problem,
)
from academy.standards.gift_write import dump, unwritable

__all__ = [
    "MOST_CHARACTERS",
    "Accepted",
    "Choice",
    "GiftFile",
    "GiftQuestion",
    "GiftText",
    "NumberAnswer",
    "Pair",
    "Problem",
    "dump",
    "parse",
    "unwritable",
]
