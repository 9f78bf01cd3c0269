"""Make a new course of this one."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from academy.permissions import can
from academy.single_line import SingleLine
from courses.duplicating import duplicate
from courses.models import LessonPage, Quiz
from courses.views.trainer_page import for_course, page


class DuplicateForm(forms.Form):
    title = SingleLine(label=gettext_lazy("Title of the new course"), max_length=255)
    slug = forms.SlugField(label=gettext_lazy("Its address"), max_length=80, required=False,
                           help_text=gettext_lazy("The last part of its web address. Empty: made from the title."))

    def clean(self):
        cleaned = super().clean()
        cleaned["slug"] = cleaned.get("slug") or slugify(cleaned.get("title", ""))[:80]
        if not cleaned["slug"] and "title" in cleaned:
            self.add_error("slug", _("Write an address in Latin letters, such as our-second-course."))
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("course.author")
def duplicate_course(request, course):
    if not can(request.user, "course.create"):
        raise Http404("course")
    form = DuplicateForm(request.POST or None, initial={"title": _("%(title)s (copy)") % {"title": course.title}})
    if request.method == "POST" and form.is_valid():
        try:
            made = duplicate(course, form.cleaned_data["title"], form.cleaned_data["slug"], request.user, timezone.now())
        except ValidationError as error:
            form.add_error("slug", error.message_dict["slug"])
        else:
            messages.success(request, _("The new course is here, all of it as drafts."))
            return redirect("trainer_course", key=made.translation_key)
    return page(request, "duplicate", _("Duplicate"), course, icon="copy", form=form, status=422 if form.errors else 200,
                lessons=LessonPage.objects.child_of(course).count(), quizzes=Quiz.objects.filter(course_key=course.translation_key).count())
