"""Shared surveys and studies, and policy contrasts. Mounted at the root of each language."""

urlpatterns: list = []
