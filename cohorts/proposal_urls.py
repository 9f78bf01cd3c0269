"""Proposals: text, amendments, comments. Mounted at the root of each language."""

urlpatterns: list = []
