"""Meetings and documents of working groups. Mounted at the root of each language."""

urlpatterns: list = []
