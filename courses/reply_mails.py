"""The signed way out of a thread's mails, and addresses of posts as mails need them."""

from django.core import signing
from django.urls import reverse

from academy.emails import absolute_url
from courses.models import CourseVersion, DiscussionPost, LessonPage

SALT = "courses.unfollow"


def unfollow_url(follow_pk: int) -> str:
    """The full address that ends these mails, in the active language; it works without signing in and does not expire."""
    return absolute_url(reverse("unfollow", args=[signing.dumps(follow_pk, salt=SALT)]))


def followed_in(token: str) -> int:
    """The follow a token stands for; signing.BadSignature if it was made elsewhere."""
    return signing.loads(token, salt=SALT)


def post_url(post: DiscussionPost) -> str | None:
    """The full address of a post; None when its lesson is no longer published."""
    course = CourseVersion.objects.filter(course_key=post.course_key).values_list("slug", flat=True).first()
    lesson = LessonPage.objects.live().filter(translation_key=post.lesson_key).order_by("pk").values_list("slug", flat=True).first()
    if course is None or lesson is None:
        return None
    return absolute_url(reverse("thread", args=[course, lesson, post.thread_pk])) + place_in_thread(post)


def place_in_thread(post: DiscussionPost) -> str:
    """What follows the thread's address: the page, if it is not the first, and the anchor."""
    page = post.page_number
    return (f"?page={page}" if page > 1 else "") + f"#post-{post.pk}"
