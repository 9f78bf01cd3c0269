"""Cohorts: joining one, its page, and its facilitators' desk. Mounted at the root of each language."""

urlpatterns: list = []
