"""Who may read and write in a lesson's discussion: those who take part, and its moderators. For others it does not exist."""

from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from academy.permissions import can
from academy.views.typed_words import sign_in_first
from courses.models import DiscussionPost
from courses.reading import Reading, locked_page, reading


@dataclass
class Talk:
    """A person in the discussion of one lesson."""

    reading: Reading
    moderates: bool

    @property
    def person(self):
        return self.reading.person

    @property
    def lesson(self):
        return self.reading.lesson

    @property
    def outline(self):
        return self.reading.outline

    @property
    def posts(self):
        return DiscussionPost.objects.filter(course_key=self.outline.course_key, lesson_key=self.lesson.key)

    def thread(self, pk: int) -> DiscussionPost:
        return get_object_or_404(self.posts.with_author(), pk=pk, thread__isnull=True)

    def post(self, thread: int, pk: int) -> DiscussionPost:
        return get_object_or_404(self.posts.in_thread(thread), pk=pk)

    def url(self, name: str, *args) -> str:
        return reverse(name, args=[self.outline.slug, self.lesson.slug, *args])


def talking(view=None, *, front_door: bool = False):
    """For views `(request, talk, **kwargs)` on addresses with slug and lesson_slug.

    Strangers get 404; at the front door, which every reader of the lesson sees a link to, they are told to join first.
    """
    if view is None:
        return lambda view: talking(view, front_door=front_door)

    @wraps(view)
    def gate(request, slug: str, lesson_slug: str, **kwargs):
        if not request.user.is_authenticated:
            back = request.get_full_path() if request.method == "GET" else reverse("discussion", args=[slug, lesson_slug])
            return sign_in_first(request, back)
        read = reading(request, slug, lesson_slug)
        moderates = can(request.user, "discussion.moderate", read.outline.course_key)
        if not read.takes_part and not moderates:
            if not front_door or request.method != "GET":
                raise Http404("discussion")
            messages.info(request, _("The discussion is for those who take part. Join the course first."))
            return redirect("course", slug=slug)
        if not read.decision.is_open and not moderates:
            return locked_page(request, read)
        return view(request, Talk(read, moderates), **kwargs)
    return gate
