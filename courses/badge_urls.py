"""Addresses under /badges/, without a language: they stand in every badge, and programs read them."""

from django.urls import path

from courses.views import badge_machines

urlpatterns = [
    path("issuers/<slug:slug>/", badge_machines.issuer, name="badge_issuer"),
    path("issuers/<slug:slug>/did.json", badge_machines.did, name="badge_issuer_did"),
    path("issuers/<slug:slug>/jwks.json", badge_machines.key_set, name="badge_issuer_keys"),
    path("issuers/<slug:slug>/keys/<slug:kid>/", badge_machines.one_key, name="badge_issuer_key"),
    path("status/<slug:slug>/<int:number>/", badge_machines.status_list, name="badge_status_list"),
    path("achievements/<uuid:key>/<int:version>/<slug:language>/", badge_machines.achievement, name="badge_achievement"),
    path("achievements/<uuid:key>/<int:version>.<slug:kind>", badge_machines.picture, name="badge_picture"),
    path("credentials/<uuid:award>/", badge_machines.credential, name="badge_credential"),
]
