"""Cohorts: joining one, its page, and its facilitators' desk. Mounted at the root of each language."""

from django.urls import include, path

from cohorts.views import (
    city_cohorts,
    facilitator,
    facilitator_letters,
    facilitator_meetings,
    facilitator_timetable,
    member,
    member_invitation,
)

cohort = [
    path("", member.cohort, name="cohort"),
    path("membership/", member.membership, name="cohort_membership"),
    path("leaving/", member.leaving, name="cohort_leaving"),
    path("name/", member.name, name="cohort_name"),
]
desk = [
    path("", facilitator.lead, name="lead"),
    path("people.csv", facilitator.people_csv, name="lead_csv"),
    path("requests/<int:pk>/", facilitator.answer, name="lead_request"),
    path("members/<int:pk>/taking-out/", facilitator.taking_out, name="lead_taking_out"),
    path("meetings/", facilitator_meetings.meetings, name="lead_meetings"),
    path("meetings/new/", facilitator_meetings.new, name="lead_meeting_new"),
    path("meetings/<uuid:key>/", facilitator_meetings.meeting, name="lead_meeting"),
    path("meetings/<uuid:key>/cancellation/", facilitator_meetings.cancellation, name="lead_cancellation"),
    path("meetings/<uuid:key>/presence/", facilitator_meetings.presence, name="lead_presence"),
    path("timetable/", facilitator_timetable.timetable, name="lead_timetable"),
    path("timetable/filling/", facilitator_timetable.filling, name="lead_filling"),
    path("messages/", facilitator_letters.letters, name="lead_messages"),
    path("invitations/", facilitator_letters.invitations, name="lead_invitations"),
    path("invitations/<uuid:pk>/withdrawal/", facilitator_letters.invitation_withdrawal, name="lead_invitation_withdrawal"),
]
urlpatterns = [
    path("cohorts/", member.index, name="cohorts"),
    path("cohorts/invitation/<str:token>/", member_invitation.invitation, name="cohort_invitation"),
    path("cohorts/<slug:slug>/", include(cohort)),
    path("lead/<slug:slug>/", include(desk)),
    path("city/<slug:city>/cohorts/", city_cohorts.cohorts, name="city_cohorts"),
    path("city/<slug:city>/cohorts/new/", city_cohorts.new, name="city_cohort_new"),
    path("city/<slug:city>/cohorts/<slug:cohort>/", city_cohorts.edit, name="city_cohort"),
]
