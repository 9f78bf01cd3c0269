"""Addresses under /<lang>/my/."""

from django.urls import include, path

from home.views import hours, my, pathway

urlpatterns = [
    path("", my.my, name="my"),
    path("hours/", hours.my_hours, name="my_hours"),
    path("pathway/", pathway.pathway, name="my_pathway"),
    path("pathway/begin/", pathway.begin, name="my_pathway_begin"),
    path("pathway/earlier/<int:pk>/", pathway.again, name="my_pathway_again"),
    path("pathway/steps/", pathway.steps, name="my_pathway_steps"),
    path("pathway/steps/<int:pk>/", pathway.step, name="my_pathway_step"),
    path("log/", include("courses.log_urls")),
    path("", include("home.my_skills_urls")),
]
