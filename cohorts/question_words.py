"""How one question reads in a language: a ready one from our own words, the organisers' own in the reader's language or the nearest there is."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from cohorts.models import FormQuestion, QuestionKind
from cohorts.ready_questions import READY, FollowUp

MORE = ":more"  # an answer to a follow-up is kept under the question's key with this behind it


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, ready to be shown. `parent`, `parent_value`: asked only after that answer; `only_if`: the same in words."""

    question: FormQuestion
    key: str
    kind: str
    label: str
    why: str
    options: tuple[str, ...]
    sensitive: bool
    follow_up: FollowUp | None
    parent: str | None
    parent_value: str
    only_if: str

    def text_of(self, answer) -> str:
        """An answer as people read it; "" when there is none, or one that makes no sense any more."""
        if self.kind == QuestionKind.YES_NO:
            return {"yes": _("Yes"), "no": _("No")}.get(answer, "")
        if self.kind in (QuestionKind.ONE, QuestionKind.MANY):
            chosen = answer if isinstance(answer, list) else [answer]
            return ", ".join(self.options[index] for index in chosen if isinstance(index, int) and 0 <= index < len(self.options))
        return str(answer) if answer not in (None, "") else ""


def questions_of(exchange, language: str, *, retired: bool = False) -> list[Asked]:
    """What the exchange asks, in the language; one query. `retired`: also what it no longer asks, for showing old answers."""
    rows = list(FormQuestion.objects.filter(exchange=exchange).order_by("position", "pk"))
    with override(language):
        found = {row.pk: _asked(row, exchange.source_language, language) for row in rows}
        still = {pk for pk, each in found.items() if each.question.retired_at is None}
        return [_under(each, found, still) for pk, each in found.items() if retired or pk in still]


def _asked(row: FormQuestion, source: str, language: str) -> Asked:
    if row.ready in READY:
        ready = READY[row.ready]
        return Asked(row, str(row.key), ready.kind, str(ready.label), str(ready.why), tuple(str(each) for each in ready.options),
                     ready.sensitive or row.sensitive, ready.follow_up, None, "", "")
    nearest = [row.words[code] for code in (language, source, "en", *sorted(row.words)) if isinstance(row.words.get(code), dict)]

    def first(name: str) -> str:
        return next((text for words in nearest if (text := str(words.get(name) or "").strip())), "")

    # The longest list says how many options there are; each is taken from the nearest language that has it.
    lists = [words.get("options") or [] for words in nearest]
    options = tuple(next(str(each[index]) for each in lists if index < len(each) and (each[index] or each is max(lists, key=len)))
                    for index in range(max(map(len, lists), default=0)))
    return Asked(row, str(row.key), row.kind, first("label") or _("Question"), first("why"), options, row.sensitive, None, None, "", "")


def _under(each: Asked, found: dict[int, Asked], still: set[int]) -> Asked:
    """With its condition, when what it hangs on is still asked and the chain of conditions ends somewhere."""
    seen, row = {each.question.pk}, each.question
    while row.asked_if_id in still:
        if row.asked_if_id in seen:
            return each  # they hang on each other: ask both
        seen.add(row.asked_if_id)
        row = found[row.asked_if_id].question
    parent = found.get(each.question.asked_if_id) if each.question.asked_if_id in still else None
    if parent is None:
        return each
    value = each.question.asked_if_value
    shown = parent.text_of(int(value) if value.isdecimal() else value) or value
    words = _("Only if you answered “%(answer)s” to “%(question)s”.") % {"answer": shown, "question": parent.label}
    return Asked(each.question, each.key, each.kind, each.label, each.why, each.options, each.sensitive, each.follow_up, parent.key, value, words)
