"""Participated spaces and their working groups. Mounted at the root of each language."""

urlpatterns: list = []
