"""Practices: what cities do that works, for everybody; and their place at the desk. Mounted at the root of each language."""

from django.urls import path

from cohorts.views import desk_practices, practices

urlpatterns = [
    path("practices/", practices.index, name="practices"),
    path("practices/<slug:slug>/", practices.practice, name="practice"),
    path("practices/<slug:slug>/adaptation/", practices.adaptation, name="practice_adaptation"),
    path("practices/<slug:slug>/adaptation/withdrawal/", practices.adaptation_withdrawal, name="practice_adaptation_withdrawal"),
    path("city/<slug:city>/practices/", desk_practices.practices, name="desk_practices"),
    path("city/<slug:city>/practices/new/", desk_practices.new, name="desk_practice_new"),
    path("city/<slug:city>/practices/<slug:practice>/", desk_practices.edit, name="desk_practice"),
]
