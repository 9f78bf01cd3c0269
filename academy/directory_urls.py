"""Confirming an entry of the directory by the link in a mail. Mounted at the root of each language."""

from django.urls import path

from academy.views.entry_confirmation import entry_confirmation

urlpatterns = [path("directory/confirm/<str:token>/", entry_confirmation, name="entry_confirmation")]
