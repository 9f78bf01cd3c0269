"""Threads and replies for tests about discussions, on the small world's second lesson."""

import uuid

from courses.models import DiscussionPost
from courses.outline import outline_for
from tests.world import NOW


def second_lesson():
    return outline_for("co-production", "en").lessons[1]


def start(world, author, title="How do we begin?", text="With which street?", at=NOW) -> DiscussionPost:
    return DiscussionPost.objects.start_thread(author, course_key=world.key, lesson=second_lesson(), title=title, text=text, language="en",
                                               form_key=uuid.uuid4(), at=at)


def answer(thread, author, text="With yours.", at=NOW) -> DiscussionPost:
    return thread.reply(author, text=text, language="en", form_key=uuid.uuid4(), at=at)


def typed(**fields) -> dict:
    """What a browser sends from the form: title (threads), text, language, by_mail, form_key."""
    return {"text": "Begin with the street you know.", "language": "en", "by_mail": "on", "form_key": str(uuid.uuid4()), **fields}
