"""Exchanges for everybody: the list, the calendar, an exchange, registering, what is mine. Mounted at the root of each language."""

from django.urls import path

from cohorts.views import exchange_page, exchanges, my_exchanges, registration, registration_steps

urlpatterns = [
    path("exchanges/", exchanges.index, name="exchanges"),
    path("exchanges/<slug:slug>/", exchange_page.exchange, name="exchange"),
    path("exchanges/<slug:slug>/registration/", registration.registration, name="registration"),
    path("exchanges/<slug:slug>/registration/withdrawal/", registration_steps.withdrawal, name="registration_withdrawal"),
    path("exchanges/<slug:slug>/registration/offer/", registration_steps.offer, name="registration_offer"),
    path("exchanges/<slug:slug>/registration/answers/", registration_steps.answers, name="registration_answers"),
    path("my/exchanges/", my_exchanges.my_exchanges, name="my_exchanges"),
]
