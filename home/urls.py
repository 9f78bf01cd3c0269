"""Plain pages at the root of each language; the last addresses before Wagtail's own."""

from django.urls import path

from home.views import pages

urlpatterns = [path("<slug:slug>/", pages.standard_page, name="standard_page")]
