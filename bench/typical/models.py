"""How a course is usually built on Wagtail: child pages, a completion table, and a template that walks the tree."""

from django.conf import settings
from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page


class TypicalCoursePage(Page):
    intro = RichTextField(blank=True)


class TypicalLessonPage(Page):
    body = RichTextField(blank=True)
    template = "typical/lesson.html"

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        course = self.get_parent()
        lessons = course.get_children().live().specific()
        context["course"], context["lessons"] = course, lessons
        context["done"] = set(TypicalCompletion.objects.filter(person=request.user, lesson__in=lessons).values_list("lesson_id", flat=True))
        context["before"] = self.get_prev_siblings().live().first()
        context["after"] = self.get_next_siblings().live().first()
        return context


class TypicalCompletion(models.Model):
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    lesson = models.ForeignKey(TypicalLessonPage, on_delete=models.CASCADE)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.person_id} {self.lesson_id}"
