"""Addresses under /<lang>/courses/."""

from django.urls import include, path

from courses.views import learner
from courses.views.search import search

urlpatterns = [
    path("", learner.index, name="courses"),
    path("search/", search, name="search"),
    path("<slug:slug>/", learner.course, name="course"),
    path("<slug:slug>/enrolment/", learner.enrolment, name="enrolment"),
    path("<slug:slug>/withdrawal/", learner.withdrawal, name="withdrawal"),
    path("<slug:slug>/print/", learner.course_print, name="course_print"),
    path("<slug:slug>/<slug:lesson_slug>/", learner.lesson, name="lesson"),
    path("<slug:slug>/<slug:lesson_slug>/completion/", learner.completion, name="completion"),
    path("<slug:slug>/<slug:lesson_slug>/print/", learner.lesson_print, name="lesson_print"),
    path("<slug:slug>/<slug:lesson_slug>/quiz/", include("courses.quiz_urls")),
    path("<slug:slug>/<slug:lesson_slug>/writing/", include("courses.writing_urls")),
    path("<slug:slug>/<slug:lesson_slug>/discussion/", include("courses.discussion_urls")),
]
