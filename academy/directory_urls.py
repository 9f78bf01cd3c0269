"""Confirming an entry of the directory by the link in a mail. Mounted at the root of each language."""

urlpatterns: list = []
