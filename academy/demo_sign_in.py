"""Signing in as a demo person. This backend is installed in demo mode only; no demo password is stored anywhere."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.utils.crypto import constant_time_compare

from academy.sign_in import QuickPerson

DEMO_DOMAIN = "@demo.example"
DEMO_PASSWORD = "tessera-demo"


class DemoBackend(QuickPerson, ModelBackend):
    def authenticate(self, request, username=None, password=None, email=None, **credentials):
        login = (email or username or "").lower()
        if not settings.DEMO or not login.endswith(DEMO_DOMAIN) or not constant_time_compare(password or "", DEMO_PASSWORD):
            return None
        return get_user_model().objects.filter(email=login, is_active=True).first()
