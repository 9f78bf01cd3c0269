"""What is wrong with a question, in plain sentences: for the GIFT report and for the question form."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

SENTENCES = {
    # of the file
    "too_large": lazy("The file is too long: at most %(limit)s characters can be read."),
    "essay": lazy("This is an essay question. Essays cannot be graded by a quiz: make it a task of the lesson."),
    "description": lazy("This text asks nothing: it has no answers in braces { }."),
    "unclosed_title": lazy("The title begins with :: and does not end with ::."),
    "unopened_brace": lazy("There is a closing brace } without an opening one. A brace in the text is written \\}."),
    "unclosed_brace": lazy("The answers begin with { and do not end with }. Look for an empty line between them."),
    "stray_brace": lazy("There is a brace after the answers. A brace in the text is written \\{ or \\}."),
    "few_answers": lazy("There are too few answers: at least %(needed)s are needed."),
    "too_many_answers": lazy("There are too many answers: at most %(limit)s."),
    "no_answer": lazy("An answer is empty."),
    "no_right_answer": lazy("No answer is right: begin the right one with =."),
    "bad_weight": lazy("A weight is no percentage from -100 to 100."),
    "bad_number": lazy("This is no number."),
    "backwards_range": lazy("The range is backwards: the smaller number comes first."),
    "no_arrow": lazy("A pair has no arrow ->."),
    # of the question
    "unknown_kind": lazy("This kind of question is not known here."),
    "no_text": lazy("The question has no text."),
    "few_options": lazy("At least two options are needed."),
    "empty_option": lazy("An option is empty."),
    "duplicate_ids": lazy("Two options are the same."),
    "malformed_key": lazy("The right answer is missing or makes no sense."),
    "unknown_id_in_key": lazy("The right answer is not among the options."),
    "no_right_option": lazy("No option is right. Mark at least one."),
    "weights_below_100": lazy("The best answer would not earn 100 %."),
    "no_accepted_answer": lazy("No answer is accepted. Write at least one."),
    "empty_answer": lazy("An accepted answer is empty."),
    "no_full_answer": lazy("No accepted answer earns 100 %."),
    "negative_tolerance": lazy("A tolerance cannot be below zero."),
    "order_incomplete": lazy("Every line needs its position once."),
    "pairs_incomplete": lazy("Every line on the left needs its partner."),
    "ids_tell_the_key": lazy("The inner names of the options would tell the answer."),
    # of the bank
    "title_twice": lazy("Another question of this file has the same title and category (line %(line)s). Give one of them a title of its own."),
    "nothing_to_translate": lazy("The bank has no question with this title and category, so there is nothing to translate."),
    "other_kind": lazy("This is another kind of question than the one it translates."),
    "other_parts": lazy("It has more or fewer options than the question it translates."),
    "other_key": lazy("It counts another answer as right than the question it translates."),
    # of an export
    "ordering": lazy("GIFT knows no ordering."),
    "arrow": lazy("GIFT cannot hold an arrow -> there."),
    "bad_format": lazy("GIFT does not know this format."),
}


def sentence(code: str, params=None) -> str:
    """The sentence for a code; numbers from the file are shown beside it where there are any."""
    words = SENTENCES.get(code)
    if words is None:
        return _("It cannot be read (%(code)s).") % {"code": code}
    params = dict(params or {})
    try:
        said = str(words) % params if "%(" in str(words) else str(words).replace("%%", "%")
    except KeyError:
        said = _("There are too few answers.") if code == "few_answers" else _("It cannot be read (%(code)s).") % {"code": code}
    shown = params.get("weight", params.get("number"))
    return f"{said} ({shown})" if shown not in (None, "") else said
