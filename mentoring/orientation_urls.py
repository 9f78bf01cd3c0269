"""Asking a hub for help, following one's request, and the hub's queue. Mounted at the root of each language."""

urlpatterns: list = []
