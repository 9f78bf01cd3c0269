"""Asking a hub for help, following one's request, and the hub's queue. Mounted at the root of each language."""

from django.urls import path

from mentoring.views import orientation_asking, orientation_desk, orientation_person, orientation_receiver

urlpatterns = [
    path("desk/ask/", orientation_asking.desk_ask, name="desk_ask"),
    path("desk/requests/<str:token>/", orientation_person.help_request, name="help_request"),
    path("desk/referrals/<str:token>/", orientation_receiver.referral_answer, name="referral_answer"),
    path("city/<slug:slug>/desk/", orientation_desk.hub_queue, name="hub_queue"),
    path("city/<slug:slug>/desk/<int:number>/", orientation_desk.hub_request, name="hub_request"),
]
