"""Exchanges for everybody: the list, the calendar, an exchange, registering, what is mine. Mounted at the root of each language."""

urlpatterns: list = []
