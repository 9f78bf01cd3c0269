"""The form of a reflection inside a lesson page: a small personal piece of a page that is otherwise shared by all readers."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import override


def reflection_form(read, block_id: str, language: str, text: str, version: str, csrf: str) -> str:
    """The form with the writer's own text; for those who do not take part, what to do to write. `text` is plain, `csrf` html."""
    state = "writes" if read.takes_part else "not_taking_part" if read.person.is_authenticated else "signed_out"
    piece = _piece(language, read.outline.slug, read.lesson.slug, block_id, state)
    # The person's own words go in last, so that nothing in them is replaced.
    return piece.replace("@csrf@", csrf).replace("@version@", version).replace("@text@", escape(text))


@lru_cache(maxsize=4_000)
def _piece(language: str, slug: str, lesson_slug: str, block_id: str, state: str) -> str:
    with override(language):
        return render_to_string("courses/writing/reflection_form.html", {
            "slug": slug, "lesson_slug": lesson_slug, "block_id": block_id, "state": state})
