"""Badges on screen: my shelf, the page and the check for everybody, and the desks where badges are written. Mounted at the root of each language."""

from django.urls import include, path, re_path

from home.views import badge_desk, my_badges, verify

mine = [
    path("", my_badges.my_badges, name="my_badges"),
    path("all.zip", my_badges.all_files, name="my_badges_all"),
    re_path(r"^(?P<pk>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/badge\.(?P<kind>png|svg|jwt|json)$", my_badges.one_file, name="my_badge_file"),
    path("<uuid:pk>/name/", my_badges.name_shown, name="my_badge_name"),
]
public = [
    path("", verify.verify_any, name="verify_any"),
    path("<str:pk>/", verify.verify, name="verify"),
    path("<str:pk>/revocation/", verify.revocation, name="badge_revocation"),
]
city = [
    path("", badge_desk.city_badges, name="city_badges"),
    path("new/", badge_desk.city_badge_new, name="city_badge_new"),
    path("key/", badge_desk.city_badge_key, name="city_badge_key"),
    path("<slug:badge>/", badge_desk.city_badge, name="city_badge"),
    path("<slug:badge>/retirement/", badge_desk.city_badge_retirement, name="city_badge_retirement"),
]
network = [
    path("", badge_desk.network_badges, name="network_badges"),
    path("new/", badge_desk.network_badge_new, name="network_badge_new"),
    path("key/", badge_desk.network_badge_key, name="network_badge_key"),
    path("<slug:badge>/", badge_desk.network_badge, name="network_badge"),
    path("<slug:badge>/retirement/", badge_desk.network_badge_retirement, name="network_badge_retirement"),
]
urlpatterns = [
    path("my/badges/", include(mine)),
    path("verify/", include(public)),
    path("city/<slug:slug>/badges/", include(city)),
    path("network/badges/", include(network)),
]
