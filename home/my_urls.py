"""Addresses under /<lang>/my/."""

from django.urls import include, path

from home.views import hours, my

urlpatterns = [
    path("", my.my, name="my"),
    path("hours/", hours.my_hours, name="my_hours"),
    path("log/", include("courses.log_urls")),
]
