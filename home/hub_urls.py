"""Hubs and their directory: for everybody, for those who keep an entry, and at a city's desk. Mounted at the root of each language.

After the addresses of orientation, incubation and the network of hubs, which begin with /desk/, too: a city whose short name is one of theirs has no page here.
"""

from django.urls import include, path

from home.views import city_hub, city_hub_directory, city_hub_files, directory, hubs, my_entry, my_entry_parts

entry = [
    path("", my_entry.my_entry, name="my_entry"),
    path("change/", my_entry.my_entry_change, name="my_entry_change"),
    path("confirmation/", my_entry.my_entry_confirmation, name="my_entry_confirmation"),
    path("closing/", my_entry.my_entry_closing, name="my_entry_closing"),
    path("reopening/", my_entry.my_entry_reopening, name="my_entry_reopening"),
    path("services/new/", my_entry_parts.my_entry_service, name="my_entry_service_new"),
    path("services/<int:pk>/", my_entry_parts.my_entry_service, name="my_entry_service"),
    path("services/<int:pk>/end/", my_entry_parts.my_entry_service_end, name="my_entry_service_end"),
    path("places/new/", my_entry_parts.my_entry_place, name="my_entry_place_new"),
    path("places/<int:pk>/", my_entry_parts.my_entry_place, name="my_entry_place"),
    path("places/<int:pk>/end/", my_entry_parts.my_entry_place_end, name="my_entry_place_end"),
]
at_desk = [
    path("", city_hub.city_hub, name="city_hub"),
    path("about/", city_hub.city_hub_about, name="city_hub_about"),
    path("opening/", city_hub.city_hub_opening, name="city_hub_opening"),
    path("closing/", city_hub.city_hub_closing, name="city_hub_closing"),
    path("words/<str:language>/", city_hub.city_hub_words, name="city_hub_words"),
    path("workers/<int:pk>/end/", city_hub.city_hub_worker_end, name="city_hub_worker_end"),
    path("entries/new/", city_hub_directory.city_hub_entry_new, name="city_hub_entry_new"),
    path("entries/<uuid:key>/keepers/", city_hub_directory.city_hub_keepers, name="city_hub_keepers"),
    path("entries/<uuid:key>/keepers/<int:pk>/end/", city_hub_directory.city_hub_keeper_end, name="city_hub_keeper_end"),
    path("import/", city_hub_files.city_hub_import, name="city_hub_import"),
    path("export/", city_hub_files.city_hub_export, name="city_hub_export"),
]
urlpatterns = [
    path("desk/", hubs.hubs, name="hubs"),
    path("desk/directory/", directory.directory, name="directory"),
    path("desk/directory/<uuid:key>/", directory.directory_entry, name="directory_entry"),
    path("desk/<slug:slug>/", hubs.hub, name="hub"),
    path("my/entries/", my_entry.entries, name="my_entries"),
    path("my/entry/<uuid:key>/", include(entry)),
    path("city/<slug:slug>/hub/", include(at_desk)),
]
