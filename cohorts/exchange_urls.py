"""Exchanges for everybody: the list, the calendar, an exchange, registering, what is mine. Mounted at the root of each language."""

from django.urls import path

from cohorts.views import exchange_page, exchanges

urlpatterns = [
    path("exchanges/", exchanges.index, name="exchanges"),
    path("exchanges/<slug:slug>/", exchange_page.exchange, name="exchange"),
]
