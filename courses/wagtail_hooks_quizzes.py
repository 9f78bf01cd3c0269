"""What quizzes add to Wagtail's admin: they can be chosen for a lesson. They are made and changed in the question bank."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from academy.models import User
from academy.permissions import can
from courses.models import CoursePage, Quiz


class MadeInTheQuestionBank(BasePermissionPolicy):
    """Nobody adds or changes a quiz through the snippet pages, which know nothing of courses."""

    def user_has_permission(self, user, action) -> bool:
        return action in ("view", "choose") and can(user, "course.see_any")

    def users_with_any_permission(self, actions):
        return User.objects.none()


class _OfMyCourses:
    """Only quizzes of courses within the trainer's reach, with the name of the course beside."""

    def get_object_list(self):
        keys = {key for key in Quiz.objects.values_list("course_key", flat=True).distinct() if can(self.request.user, "question.edit", key)}
        return super().get_object_list().filter(course_key__in=keys)

    @property
    def columns(self):
        titles = dict(CoursePage.objects.filter(alias_of=None).order_by("-pk").values_list("translation_key", "title"))
        return [*super().columns, Column("course", label=_("Course"), accessor=lambda quiz: titles.get(quiz.course_key, ""))]


class QuizChooseView(_OfMyCourses, ChooseView):
    pass


class QuizChooseResultsView(_OfMyCourses, ChooseResultsView):
    pass


class QuizChooserViewSet(SnippetChooserViewSet):
    choose_view_class = QuizChooseView
    choose_results_view_class = QuizChooseResultsView


class QuizViewSet(SnippetViewSet):
    model = Quiz
    icon = "tick-inverse"
    chooser_viewset_class = QuizChooserViewSet
    chooser_per_page = 25


register_permission_policy(Quiz, MadeInTheQuestionBank(Quiz))
register_snippet(QuizViewSet)
