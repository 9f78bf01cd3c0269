"""Addresses under /<lang>/certificates/."""

from django.urls import path

from courses.views import certificates

urlpatterns = [
    path("", certificates.check, name="certificate_check"),
    path("for/<slug:slug>/", certificates.mine, name="my_certificate"),
    path("<str:code>/", certificates.certificate, name="certificate"),
    path("<str:code>/certificate.pdf", certificates.download, name="certificate_file"),
    path("<str:code>/name/", certificates.name, name="certificate_name"),
    path("<str:code>/revocation/", certificates.revoke, name="certificate_revocation"),
]
