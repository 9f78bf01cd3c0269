"""What fills the holes of a lesson page for one reader. Small pieces, kept where they depend on little; all text escaped."""

from functools import lru_cache

from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import get_language, override

from courses.models import QuizAttempt, ReflectionEntry
from courses.reading import Reading
from courses.reflection_piece import reflection_form


@lru_cache(maxsize=20_000)
def outline_item(outline, index: int, state: str, current: bool) -> str:
    """One line of the lesson list. `state`: done, open or locked. Kept by the outline itself, which is one version in one language."""
    with override(outline.language):
        return render_to_string("courses/player/outline_item.html", {
            "outline": outline, "lesson": outline.lessons[index], "state": state, "current": current})


@lru_cache(maxsize=4_000)
def _progress_piece(language: str, done: int, total: int, minutes_left: int, is_finished: bool) -> str:
    with override(language):
        return render_to_string("courses/player/progress.html", {
            "done": done, "total": total, "minutes_left": minutes_left, "is_finished": is_finished,
            "percent": 100 * done // total if total else 0})


@lru_cache(maxsize=4_000)
def _finish_piece(outline, index: int, state: str) -> str:
    """The box that finishes the lesson; the token stands in it as @csrf@."""
    lesson = outline.lessons[index]
    with override(outline.language):
        return render_to_string("courses/player/finish.html", {
            "outline": outline, "lesson": lesson, "state": state, "after": outline.after(lesson)})


class LessonHoles:
    """Callable filler: `holes("outline")` answers the HTML for that hole."""

    def __init__(self, request, reading: Reading, preview: bool = False):
        self.request, self.reading, self.preview = request, reading, preview
        self.language = get_language()
        self._progress = self._token = None

    def __call__(self, name: str) -> str:
        kind, _colon, detail = name.partition(":")
        return getattr(self, f"_{kind}")(detail)

    @property
    def progress(self):
        if self._progress is None:
            enrolment = self.reading.enrolment
            self._progress = enrolment.progress_in(self.reading.outline) if enrolment else None
        return self._progress

    def _csrf(self, _detail: str) -> str:
        if self._token is None:
            self._token = f'<input type="hidden" name="csrfmiddlewaretoken" value="{get_token(self.request)}">'
        return self._token

    def _account(self, _detail: str) -> str:
        user = self.request.user
        if not user.is_authenticated:
            return _account_signed_out(self.language, self.request.path)
        return _account_signed_in(self.language).replace("@name@", escape(user.get_short_name())).replace("@csrf@", self._csrf(""))

    def _messages(self, _detail: str) -> str:
        return render_to_string("components/messages.html", request=self.request) if _has_messages(self.request) else ""

    def _outline(self, _detail: str) -> str:
        read = self.reading
        done, current = read.done, read.lesson.index
        decisions = read.decisions()
        return "".join(
            outline_item(read.outline, each.index, "done" if each.key in done else "open" if decisions[each.key].is_open else "locked",
                         each.index == current)
            for each in read.outline.lessons)

    def _progress_bar(self, _detail: str) -> str:
        if not self.reading.takes_part:
            return ""
        found = self.progress
        return _progress_piece(self.language, found.done_count, found.total, found.minutes_left, found.is_finished)

    def _finish(self, _detail: str) -> str:
        read = self.reading
        if not self.request.user.is_authenticated:
            state = "signed_out"
        elif not read.takes_part:
            state = "not_taking_part"
        elif read.lesson.key in read.done:
            state = "finished_course" if self.progress.is_finished else "done"
        else:
            state = "to_do"
        return _finish_piece(read.outline, read.lesson.index, state).replace("@csrf@", self._csrf("") if state != "signed_out" else "")

    def _reflection(self, block_id: str) -> str:
        if not self.request.user.is_authenticated:
            return ""
        if not hasattr(self, "_entries"):
            found = ReflectionEntry.objects.filter(person=self.request.user, lesson_key=self.reading.lesson.key)
            self._entries = {str(entry.block_id): entry for entry in found}
        entry = self._entries.get(block_id)
        return escape(entry.text) if entry else ""

    def _reflection_version(self, block_id: str) -> str:
        self._reflection(block_id)
        entry = getattr(self, "_entries", {}).get(block_id)
        return str(entry.version) if entry else "0"

    def _reflection_form(self, block_id: str) -> str:
        self._reflection(block_id)
        entry = getattr(self, "_entries", {}).get(block_id)
        csrf = self._csrf("") if self.reading.takes_part else ""
        return reflection_form(self.reading, block_id, self.language, entry.text if entry else "", str(entry.version) if entry else "0", csrf)

    def _quiz(self, quiz_id: str) -> str:
        if not self.request.user.is_authenticated:
            return ""
        best = QuizAttempt.objects.filter(person=self.request.user, quiz_id=quiz_id, submitted_at__isnull=False).order_by("-percent").first()
        return render_to_string("courses/player/quiz_standing.html", {"best": best}) if best else ""


def _has_messages(request) -> bool:
    return bool(len(getattr(request, "_messages", ())))


@lru_cache(maxsize=64)
def _account_signed_in(language: str) -> str:
    with override(language):
        return render_to_string("components/account_area.html", {"account_name": "@name@", "account_csrf": "@csrf@"})


@lru_cache(maxsize=4_000)
def _account_signed_out(language: str, path: str) -> str:
    with override(language):
        return render_to_string("components/account_area.html", {"account_next": path})
