"""What a verb of spaces and groups says when it does nothing."""

from academy.refusals import Refused


class NotPossible(Refused):
    """Nothing was changed. `str(it)`: why, as a sentence in the reader's language; `field`: which answer was wrong, if one was."""

    def __init__(self, why: str, field: str | None = None) -> None:
        super().__init__(field or "not_possible", why)
        self.field = field


def say_in(form, refused: NotPossible) -> None:
    """Put the sentence where it belongs in a form."""
    form.add_error(refused.field if refused.field in form.fields else None, str(refused))
