"""Calendars of exchanges: files and feeds. Mounted at the root of each language."""

from django.urls import path

from cohorts.views import calendar

urlpatterns = [
    path("exchanges/feed.ics", calendar.feed, name="exchanges_ics"),
    path("exchanges/feed.atom", calendar.feed_atom, name="exchanges_atom"),
    path("exchanges/feed.json", calendar.feed_json, name="exchanges_json"),
    path("exchanges/<slug:slug>.ics", calendar.exchange, name="exchange_ics"),
    path("exchanges/<slug:slug>/<uuid:key>.ics", calendar.session, name="session_ics"),
    path("cities/<slug:slug>.ics", calendar.city, name="city_ics"),
]
