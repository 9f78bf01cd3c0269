"""Mails: choosing them, stopping them, and answering an invitation by its link. Mounted at the root of each language."""

from django.urls import path

from cohorts.views import mail_choices, reply

urlpatterns = [
    path("my/mails/", mail_choices.choose, name="mail_choices"),
    path("mails/stop/<str:token>/", mail_choices.stop, name="mail_stop"),
    path("exchanges/reply/<str:token>/", reply.reply, name="mail_reply"),
]
