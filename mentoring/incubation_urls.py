"""Incubation journeys, co-created projects, niches and the training of supporters. Mounted at the root of each language."""

from django.urls import include, path

from mentoring.views import incubation_desk, incubation_inside, niches, projects

at_hub = [
    path("incubation/", incubation_desk.hub_journeys, name="hub_journeys"),
    path("incubation/new/", incubation_desk.hub_journey_new, name="hub_journey_new"),
    path("incubation/<uuid:key>/", incubation_desk.hub_journey, name="hub_journey"),
    path("incubation/<uuid:key>/documents/<int:pk>/", incubation_desk.hub_journey_document, name="hub_journey_document"),
    path("projects/", projects.hub_projects, name="hub_projects"),
    path("projects/new/", projects.hub_project_new, name="hub_project_new"),
    path("projects/<uuid:key>/", projects.hub_project, name="hub_project"),
    path("niches/", niches.hub_niches, name="hub_niches"),
    path("training/", niches.hub_capacity, name="hub_capacity"),
]
urlpatterns = [
    path("city/<slug:slug>/desk/", include(at_hub)),
    path("my/incubation/", incubation_inside.my_incubation, name="my_incubation"),
    path("my/incubation/<uuid:key>/", incubation_inside.my_journey, name="my_journey"),
    path("my/incubation/<uuid:key>/documents/<int:pk>/", incubation_inside.journey_document, name="journey_document"),
    path("desk/projects/<uuid:key>/", projects.co_project, name="co_project"),
]
