"""A person's own entries in rounds."""

from django.urls import path

from mentoring.views import entries, leaving_round, my_mentoring, shortlists

urlpatterns = [
    path("", my_mentoring.my_mentoring, name="my_mentoring"),
    path("rounds/<slug:slug>/", entries.entry, name="my_mentoring_entry"),
    path("rounds/<slug:slug>/sent/", entries.sent, name="my_mentoring_entry_sent"),
    path("rounds/<slug:slug>/reach/", entries.live_reach, name="my_mentoring_reach"),
    path("rounds/<slug:slug>/taking-back/", entries.taking_back, name="my_mentoring_taking_back"),
    path("rounds/<slug:slug>/leaving/", leaving_round.leaving, name="my_mentoring_leaving"),
    path("rounds/<slug:slug>/shortlist/", shortlists.shortlist, name="my_mentoring_shortlist"),
]
