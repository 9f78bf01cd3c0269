"""Addresses under /<lang>/talk/: what moderators decide, and the way out of mails about replies."""

from django.urls import path

from courses.views import moderation

urlpatterns = [
    path("reports/", moderation.reports, name="reports"),
    path("reports/<int:post>/", moderation.decision, name="report_decision"),
    path("unfollow/<str:token>/", moderation.unfollow, name="unfollow"),
]
