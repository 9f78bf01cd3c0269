"""The academy's own settings, with the build it is compared against beside it."""

import os
import tempfile

os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="tessera-bench-"))
os.environ["EMAIL_URL"] = "dummymail://"

from academy.settings import *  # noqa: F403
from academy.settings import INSTALLED_APPS as ACADEMY_APPS

INSTALLED_APPS = ["bench.typical", *ACADEMY_APPS]
ROOT_URLCONF = "bench.urls"
LOGGING_CONFIG = None

# What `startproject` gives: the bare view and the typical build run behind these.
STOCK_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware", "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware", "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
WAGTAIL_MIDDLEWARE = [*STOCK_MIDDLEWARE, "wagtail.contrib.redirects.middleware.RedirectMiddleware"]
