"""Meetings and documents of working groups. Mounted at the root of each language."""

from django.urls import path

from cohorts.views import group_documents, group_meetings

urlpatterns = [
    path("groups/<slug:slug>/meetings/new/", group_meetings.new, name="group_meeting_new"),
    path("groups/<slug:slug>/meetings/<uuid:key>/", group_meetings.meeting, name="group_meeting"),
    path("groups/<slug:slug>/meetings/<uuid:key>/cancellation/", group_meetings.cancellation, name="group_meeting_cancellation"),
    path("groups/<slug:slug>/documents/new/", group_documents.new, name="group_document_new"),
    path("groups/<slug:slug>/documents/<int:pk>/", group_documents.document, name="group_document"),
    path("groups/<slug:slug>/documents/<int:pk>/removal/", group_documents.removal, name="group_document_removal"),
]
