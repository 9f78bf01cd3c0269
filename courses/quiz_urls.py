"""Addresses under /<lang>/courses/<slug>/<lesson slug>/quiz/."""

from django.urls import path

from courses.views import quizzes

urlpatterns = [
    path("<slug:quiz_slug>/", quizzes.quiz, name="quiz"),
    path("<slug:quiz_slug>/attempts/", quizzes.attempts, name="quiz_attempts"),
    path("<slug:quiz_slug>/<int:number>/", quizzes.attempt, name="quiz_attempt"),
    path("<slug:quiz_slug>/<int:number>/result/", quizzes.result, name="quiz_result"),
]
