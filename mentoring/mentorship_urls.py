"""Mentorships, for the two people in them. Below /my/mentoring/."""

from django.urls import include, path

from mentoring.views import mentorship, mentorship_course, mentorship_notes, mentorship_sessions, mentorship_times

one_session = [
    path("", mentorship_sessions.session, name="mentorship_session"),
    path("change/", mentorship_sessions.change, name="mentorship_session_change"),
    path("cancellation/", mentorship_sessions.cancellation, name="mentorship_session_cancellation"),
    path("report/", mentorship_sessions.report, name="mentorship_report"),
    path("confirmation/", mentorship_sessions.confirmation, name="mentorship_confirmation"),
    path("session.ics", mentorship_sessions.calendar_file, name="mentorship_session_ics"),
]
one = [
    path("", mentorship.mentorship, name="mentorship"),
    path("agreement/", mentorship.agreement, name="mentorship_agreement"),
    path("agreement/signature/", mentorship.signature, name="mentorship_signature"),
    path("goals/", mentorship.new_goal, name="mentorship_goals"),
    path("goals/<int:goal>/", mentorship.goal, name="mentorship_goal"),
    path("sessions/new/", mentorship_sessions.new, name="mentorship_session_new"),
    path("sessions/<int:session>/", include(one_session)),
    path("times/", mentorship_times.times, name="mentorship_times"),
    path("times/new/", mentorship_times.new, name="mentorship_times_new"),
    path("times/choice/", mentorship_times.choice, name="mentorship_times_choice"),
    path("times/withdrawal/", mentorship_times.withdrawal, name="mentorship_times_withdrawal"),
    path("notes/", mentorship_notes.notes, name="mentorship_notes"),
    path("notes/<int:note>/deletion/", mentorship_notes.deletion, name="mentorship_note_deletion"),
    path("pulse/", mentorship_course.how_it_goes, name="mentorship_pulse"),
    path("pause/", mentorship_course.pause, name="mentorship_pause"),
    path("resumption/", mentorship_course.resumption, name="mentorship_resumption"),
    path("rematch/", mentorship_course.rematch, name="mentorship_rematch"),
    path("closing/", mentorship_course.closing, name="mentorship_closing"),
    path("closing/beginning/", mentorship_course.closing_begins, name="mentorship_closing_begins"),
    path("closing/carrying-on/", mentorship_course.carrying_on, name="mentorship_carrying_on"),
    path("end/", mentorship_course.end, name="mentorship_end"),
]
urlpatterns = [path("mentorships/<int:pk>/", include(one))]
