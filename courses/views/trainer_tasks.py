"""Tasks handed in, and the trainer's answers."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from academy.sanitise import plain
from courses.models import TaskSubmission
from courses.views.trainer_page import for_course, page


class AnswerForm(forms.Form):
    text = forms.CharField(label=gettext_lazy("Your answer"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 8}),
                           help_text=gettext_lazy("It is sent by mail, and stands below their work in the lesson."))

    def clean_text(self):
        return plain(self.cleaned_data["text"])


@require_safe
@for_course("submission.answer")
def tasks(request, course):
    found = TaskSubmission.objects.of_course(course.translation_key).select_related("person", "answered_by")
    answered = request.GET.get("answered") == "1"
    found = found.filter(answered_at__isnull=False) if answered else found.unanswered().order_by("handed_in_at", "pk")
    return page(request, "tasks", _("Tasks"), course, "trainer_tasks", "form", shown=Paginator(found, 30).get_page(request.GET.get("page")), answered=answered)


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("submission.answer")
def task(request, course, pk: int):
    submission = get_object_or_404(TaskSubmission.objects.of_course(course.translation_key).select_related("person", "person__city", "answered_by"), pk=pk)
    form = AnswerForm(request.POST or None, initial={"text": submission.answer_text})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["text"] != submission.answer_text:  # the same words again are a double click
            submission.answer(request.user, form.cleaned_data["text"], timezone.now())
        messages.success(request, _("Your answer is on its way to %(name)s.") % {"name": submission.person})
        return redirect("trainer_tasks", key=course.translation_key)
    earlier = TaskSubmission.objects.of(submission.person).for_lesson(submission.lesson_key).exclude(pk=submission.pk)
    return page(request, "task", _("Task: %(lesson)s") % {"lesson": submission.lesson_title}, course, "trainer_tasks", "form", submission=submission, form=form,
                earlier=list(earlier[:10]), status=422 if form.errors else 200)
