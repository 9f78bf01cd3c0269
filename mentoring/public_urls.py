"""What everybody may read about mentoring."""

from django.urls import path

from mentoring.views import public

urlpatterns = [
    path("", public.mentoring, name="mentoring"),
    path("rounds/<slug:slug>/", public.mentoring_round, name="mentoring_round"),
]
