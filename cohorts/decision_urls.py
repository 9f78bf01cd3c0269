"""Ballots and the register of decisions. Mounted at the root of each language."""

urlpatterns: list = []
