"""Addresses under /<lang>/my/."""

from django.urls import include, path

from home.views import my

urlpatterns = [
    path("", my.my, name="my"),
    path("log/", include("courses.log_urls")),
]
