"""Addresses under /<lang>/courses/<slug>/<lesson_slug>/discussion/."""

from django.urls import path

from courses.views import discussion

urlpatterns = [
    path("", discussion.discussion, name="discussion"),
    path("<int:thread>/", discussion.thread, name="thread"),
    path("<int:thread>/following/", discussion.following, name="thread_following"),
    path("<int:thread>/posts/<int:post>/", discussion.post, name="post"),
    path("<int:thread>/posts/<int:post>/withdrawal/", discussion.withdrawal, name="post_withdrawal"),
    path("<int:thread>/posts/<int:post>/report/", discussion.report, name="post_report"),
]
