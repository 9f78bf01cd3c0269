"""Calendars of exchanges: files and feeds. Mounted at the root of each language."""

urlpatterns: list = []
