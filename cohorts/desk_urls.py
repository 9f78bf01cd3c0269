"""The coordinator's desk for exchanges, under city/<slug>/exchanges/. Mounted at the root of each language."""

from django.urls import include, path

from cohorts.views import (
    desk_duplicate,
    desk_exchange,
    desk_exchanges,
    desk_form,
    desk_languages,
    desk_office,
    desk_people,
    desk_picture,
    desk_publish,
    desk_seats,
    desk_series,
    desk_sessions,
)

EXCHANGE = [
    path("", desk_exchange.exchange, name="desk_exchange"),
    path("edit/", desk_exchange.edit, name="desk_edit"),
    path("seats/", desk_seats.seats, name="desk_seats"),
    path("sessions/", desk_sessions.sessions, name="desk_sessions"),
    path("sessions/new/", desk_sessions.add, name="desk_session_new"),
    path("sessions/repeating/", desk_series.add, name="desk_series_new"),
    path("sessions/repeating/<uuid:key>/", desk_series.series, name="desk_series"),
    path("sessions/<uuid:key>/", desk_sessions.session, name="desk_session"),
    path("sessions/<uuid:key>/cancel/", desk_sessions.cancellation, name="desk_session_cancel"),
    path("languages/", desk_languages.languages, name="desk_languages"),
    path("languages/<str:code>/", desk_languages.language, name="desk_language"),
    path("form/", desk_form.questions, name="desk_form"),
    path("form/ready/", desk_form.ready, name="desk_question_ready"),
    path("form/new/", desk_form.add, name="desk_question_new"),
    path("form/preview/", desk_form.preview, name="desk_form_preview"),
    path("form/<uuid:key>/", desk_form.question, name="desk_question"),
    path("form/<uuid:key>/place/", desk_form.place, name="desk_question_place"),
    path("form/<uuid:key>/retirement/", desk_form.retirement, name="desk_question_retirement"),
    path("picture/", desk_picture.picture, name="desk_picture"),
    path("people/", desk_people.people, name="desk_people"),
    path("people/list.csv", desk_people.people_csv, name="desk_people_csv"),
    path("people/numbers/", desk_people.numbers, name="desk_numbers"),
    path("people/enter/", desk_office.entry, name="desk_entry"),
    path("people/message/", desk_office.message, name="desk_message"),
    path("people/<int:pk>/", desk_people.person, name="desk_person"),
    path("people/<int:pk>/approval/", desk_people.approval, name="desk_approval"),
    path("people/<int:pk>/rejection/", desk_people.rejection, name="desk_rejection"),
    path("people/<int:pk>/offer/", desk_people.offer_answer, name="desk_offer_answer"),
    path("people/<int:pk>/withdrawal/", desk_people.withdrawal, name="desk_withdrawal"),
    path("duplicate/", desk_duplicate.copies, name="desk_duplicate"),
    path("publish/", desk_publish.publication, name="desk_publish"),
    path("cancel/", desk_publish.cancellation, name="desk_cancel"),
]
urlpatterns = [
    path("city/<slug:city>/exchanges/", desk_exchanges.exchanges, name="desk_exchanges"),
    path("city/<slug:city>/exchanges/new/", desk_exchanges.new, name="desk_exchange_new"),
    path("city/<slug:city>/exchanges/<slug:exchange>/", include(EXCHANGE)),
]
