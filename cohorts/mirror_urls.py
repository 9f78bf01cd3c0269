"""Shared surveys and studies, and policy contrasts. Mounted at the root of each language."""

from django.urls import path

from cohorts.views import contrasts, member_surveys, shared_studies

urlpatterns = [
    path("spaces/<slug:slug>/surveys/new/", member_surveys.new, name="member_survey_new"),
    path("surveys/<uuid:key>/", member_surveys.survey, name="member_survey"),
    path("surveys/<uuid:key>/seats/<int:seat>/", member_surveys.answer, name="member_survey_answer"),
    path("surveys/<uuid:key>/publication/", member_surveys.publication, name="member_survey_publication"),
    path("spaces/<slug:slug>/contrasts/new/", contrasts.new, name="contrast_new"),
    path("contrasts/<uuid:key>/", contrasts.contrast, name="contrast"),
    path("contrasts/<uuid:key>/seats/<int:seat>/", contrasts.answer, name="contrast_answer"),
    path("contrasts/<uuid:key>/synthesis/", contrasts.synthesis, name="contrast_synthesis"),
    path("spaces/<slug:slug>/studies/", shared_studies.index, name="space_studies"),
    path("spaces/<slug:slug>/studies/new/", shared_studies.new, name="space_study_new"),
    path("spaces/<slug:slug>/studies/<int:pk>/removal/", shared_studies.removal, name="space_study_removal"),
]
