"""A trainer makes or changes a quiz."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.models import Quiz
from courses.question_forms import QuizForm
from courses.views.trainer_page import for_course, page


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("question.edit")
def quiz(request, course, pk: int | None = None):
    found = get_object_or_404(Quiz.objects.of_course(course.translation_key), pk=pk) if pk else None
    form = QuizForm(request.POST or None, instance=found, course=course)
    if request.method == "POST" and form.is_valid():
        made = form.save()
        if made.asks == 0:
            messages.warning(request, _("“%(title)s” is kept. Its category has no questions yet.") % {"title": made.title})
        else:
            messages.success(request, _("“%(title)s” is kept. Put it into a lesson with a block “Quiz”.") % {"title": made.title})
        return redirect("trainer_questions", course.translation_key)
    title = found.title if found else _("New quiz")
    return page(request, "question_bank/quiz", title, course, "trainer_questions", "tick-inverse", form=form, quiz=found, categories=form.categories,
                attempts=found.attempts.submitted().count() if found else 0, status=422 if form.errors else 200)
