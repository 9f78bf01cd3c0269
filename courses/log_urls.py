"""The private learning log, under /<lang>/my/log/."""

from django.urls import path

from courses.views import writing

urlpatterns = [
    path("", writing.my_log, name="my_log"),
    path("text/", writing.my_log_text, name="my_log_text"),
    path("<int:pk>/deletion/", writing.my_log_deletion, name="my_log_deletion"),
]
