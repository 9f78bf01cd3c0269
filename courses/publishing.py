"""Publishing a whole course at once: the course and every draft in it that nobody is reviewing, all or nothing."""

from django.core.exceptions import ValidationError
from django.db import transaction

from courses.models import CoursePage
from courses.tree import Underway, lessons_of


class CannotPublish(Exception):
    """`page` has something its own form would refuse; `words` say what."""

    def __init__(self, page, words: str) -> None:
        super().__init__(f"{page.title}: {words}")
        self.page, self.words = page, words


def waiting_pages(course: CoursePage) -> list:
    """What would be published: the course first, then its lessons in order; without those in review or scheduled."""
    pages = [course, *lessons_of(course)]
    underway = Underway.among(pages)
    return [page for page in pages if underway.state_of(page) in ("draft", "changed", "expired")]


@transaction.atomic
def publish_all(course: CoursePage, by) -> int:
    """How many pages were published. CannotPublish, and nothing is, when one of them is not sound."""
    pages = waiting_pages(course)
    for page in pages:
        try:
            revision = page.get_latest_revision() or page.save_revision(user=by)
            revision.as_object().full_clean()
            revision.publish(user=by)
        except ValidationError as error:
            raise CannotPublish(page, " ".join(error.messages)) from error
    return len(pages)
