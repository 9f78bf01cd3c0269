"""Whether a lesson's completion rule is met by what the person did."""

from django.utils.translation import gettext as _

from courses.models import LessonPage, QuizAttempt, ReflectionEntry, TaskSubmission
from courses.models.content import CompletionRule


def unmet_rule(read) -> str:
    """A sentence that says what is still missing before the lesson counts as done; empty when nothing is."""
    lesson, person = read.lesson, read.person
    match lesson.completion:
        case CompletionRule.QUIZ:
            page = LessonPage.objects.get(pk=lesson.source_page_id)
            quizzes = {block.value["quiz"].pk for block in page.body if block.block_type == "quiz" and block.value["quiz"]}
            passed = set(QuizAttempt.objects.filter(person=person, quiz_id__in=quizzes, passed=True).values_list("quiz_id", flat=True))
            return "" if quizzes <= passed else _("This lesson is done when you pass its quiz.")
        case CompletionRule.REFLECTION:
            written = ReflectionEntry.objects.filter(person=person, lesson_key=lesson.key).exclude(text="").exists()
            return "" if written else _("This lesson is done when you write your reflection. Only you will read it.")
        case CompletionRule.TASK:
            handed_in = TaskSubmission.objects.filter(person=person, lesson_key=lesson.key).exists()
            return "" if handed_in else _("This lesson is done when you hand in your task.")
    return ""
