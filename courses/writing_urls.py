"""Addresses under /<lang>/courses/<slug>/<lesson slug>/writing/."""

from django.urls import path

from courses.views import writing

urlpatterns = [
    path("reflection/<uuid:block_id>/", writing.reflection, name="reflection"),
    path("task/", writing.task, name="task"),
]
