"""Hubs and their directory: for everybody, for those who keep an entry, and at a city's desk. Mounted at the root of each language."""

urlpatterns: list = []
