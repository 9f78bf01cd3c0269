"""Circles, for the people in them. Below /my/mentoring/."""

from django.urls import include, path

from mentoring.views import circles

one = [
    path("", circles.circle, name="circle"),
    path("answer/", circles.answer, name="circle_answer"),
    path("meetings/new/", circles.meeting_new, name="circle_meeting_new"),
    path("meetings/<int:meeting>/notes/", circles.meeting_notes, name="circle_meeting_notes"),
    path("meetings/<int:meeting>/cancellation/", circles.meeting_cancellation, name="circle_meeting_cancellation"),
    path("leaving/", circles.leaving, name="circle_leaving"),
    path("closing/", circles.closing, name="circle_closing"),
]
urlpatterns = [path("circles/<int:pk>/", include(one))]
