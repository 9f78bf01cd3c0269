"""Calls of interest, idle resources and matches. Mounted at the root of each language."""

urlpatterns: list = []
