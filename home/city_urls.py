"""Cities: their public pages, and the front page of a coordinator's desk. Mounted at the root of each language."""

from django.urls import path

from home.views import cities

urlpatterns = [
    path("cities/", cities.index, name="cities"),
    path("cities/<slug:slug>/", cities.city, name="city"),
]
