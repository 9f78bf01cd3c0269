"""The Celery application without its tasks, so that floor 0 can send to it; academy/celery.py adds the tasks."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.settings")
DRAIN = "academy.drain"

app = Celery("academy")
app.config_from_object("django.conf:settings", namespace="CELERY")
