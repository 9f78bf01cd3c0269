"""The days of an exchange and what stays of them: attendance, minutes, files, survey. Mounted at the root of each language."""

from django.urls import include, path

from cohorts.views import attendance, attendance_certificate, attendance_walk_in, files, minutes, survey, ticket

DESK = [
    path("attendance/", attendance.sessions, name="attendance"),
    path("attendance/<uuid:session>/", attendance.attendance, name="attendance_session"),
    path("attendance/<uuid:session>/marks/", attendance.marks, name="attendance_marks"),
    path("attendance/<uuid:session>/walk-in/", attendance_walk_in.walk_in, name="attendance_walk_in"),
    path("minutes/", minutes.overview, name="minutes"),
    path("minutes/whole/", minutes.edit, name="minutes_whole"),
    path("minutes/<uuid:session>/", minutes.edit, name="minutes_edit"),
    path("files/", files.files, name="files"),
    path("files/<int:pk>/", files.change, name="file_change"),
    path("survey/", survey.results, name="survey_results"),
]

urlpatterns = [
    path("city/<slug:city>/exchanges/<slug:exchange>/", include(DESK)),
    path("my/exchanges/<slug:slug>/ticket/", ticket.ticket, name="ticket"),
    path("my/exchanges/<slug:slug>/certificate/", attendance_certificate.mine, name="my_attendance_certificate"),
    path("attendance/", attendance_certificate.check, name="attendance_certificate_check"),
    path("attendance/<str:code>/", attendance_certificate.certificate, name="attendance_certificate"),
    path("attendance/<slug:code>/certificate.pdf", attendance_certificate.download, name="attendance_certificate_file"),
    path("attendance/<slug:code>/revocation/", attendance_certificate.revoke, name="attendance_certificate_revocation"),
    path("exchanges/<slug:slug>/files/<int:pk>/", files.exchange_file, name="exchange_file"),
    path("exchanges/<slug:slug>/files/<int:pk>/small/", files.exchange_file, {"small": True}, name="exchange_file_small"),
    path("exchanges/<slug:slug>/survey/", survey.survey, name="survey"),
    path("door/<slug:code>/", ticket.door, name="door"),
]
