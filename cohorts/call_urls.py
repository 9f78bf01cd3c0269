"""Calls of interest, idle resources and matches. Mounted at the root of each language."""

from django.urls import include, path

from cohorts.views import calls, desk_call_answers, desk_calls, desk_matches, desk_resources, resources

CALL = [
    path("", desk_calls.call, name="desk_call"),
    path("edit/", desk_calls.edit, name="desk_call_edit"),
    path("criteria/", desk_calls.criteria, name="desk_call_criteria"),
    path("form/", desk_calls.questions, name="desk_call_form"),
    path("form/new/", desk_calls.add, name="desk_call_question_new"),
    path("form/preview/", desk_calls.preview, name="desk_call_preview"),
    path("form/<uuid:key>/", desk_calls.question, name="desk_call_question"),
    path("form/<uuid:key>/place/", desk_calls.place, name="desk_call_question_place"),
    path("form/<uuid:key>/retirement/", desk_calls.retirement, name="desk_call_question_retirement"),
    path("publication/", desk_calls.publication, name="desk_call_publication"),
    path("days/", desk_calls.days, name="desk_call_days"),
    path("answers/", desk_call_answers.answers, name="desk_call_answers"),
    path("answers/<uuid:key>/", desk_call_answers.answer, name="desk_call_answer"),
    path("results/", desk_call_answers.results, name="desk_call_results"),
]
DESK = [
    path("calls/", desk_calls.calls, name="desk_calls"),
    path("calls/new/", desk_calls.new, name="desk_call_new"),
    path("calls/<slug:call>/", include(CALL)),
    path("resources/", desk_resources.resources, name="desk_resources"),
    path("resources/new/", desk_resources.new, name="desk_resource_new"),
    path("resources/list.csv", desk_resources.resources_csv, name="desk_resources_csv"),
    path("resources/import/", desk_resources.taking_in, name="desk_resources_import"),
    path("resources/<uuid:key>/", desk_resources.resource, name="desk_resource"),
    path("resources/<uuid:key>/photos/", desk_resources.photos, name="desk_resource_photos"),
    path("resources/<uuid:key>/gone/", desk_resources.gone, name="desk_resource_gone"),
    path("civil/new/", desk_resources.civil_new, name="desk_civil_new"),
    path("civil/<uuid:key>/", desk_resources.civil, name="desk_civil"),
    path("matches/", desk_matches.matches, name="desk_matches"),
    path("matches/<uuid:resource>/<uuid:answer>/", desk_matches.match, name="desk_match"),
]
PUBLIC = [
    path("calls/<slug:call>/", calls.call, name="call"),
    path("calls/<slug:call>/answers/<str:token>/", calls.answer, name="call_answer"),
    path("resources/", resources.resources, name="plan_resources"),
    path("resources/<uuid:key>/", resources.resource, name="plan_resource"),
    path("resources/photos/<int:pk>/", resources.photo, name="resource_photo"),
    path("resources/photos/<int:pk>/small/", resources.photo, {"small": True}, name="resource_photo_small"),
]
urlpatterns = [path("city/<slug:city>/plan/", include(DESK)), path("cities/<slug:city>/plan/", include(PUBLIC))]
