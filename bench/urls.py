"""The academy's addresses, the bare view, and the typical build under /typical/."""

from django.urls import include, path
from wagtail import urls as wagtail_urls

from academy.urls import urlpatterns as academy_urls
from bench.bare import bare

urlpatterns = [path("bare/", bare), path("typical/", include(wagtail_urls)), *academy_urls]
