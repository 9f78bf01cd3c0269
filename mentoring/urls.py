"""Every address of mentoring, at the root of each language."""

from django.urls import include, path

urlpatterns = [
    path("mentoring/", include("mentoring.public_urls")),
    path("my/mentoring/", include("mentoring.proposal_urls")),
    path("my/mentoring/", include("mentoring.mentorship_urls")),
    path("my/mentoring/", include("mentoring.circle_urls")),
    path("my/mentoring/", include("mentoring.entry_urls")),
    path("", include("mentoring.desk_urls")),
]
