"""The network of hubs and the figures of one. Mounted at the root of each language, before home/hub_urls.py, whose address of a hub would take /desk/network/ for one."""

from django.urls import path

from home.views import hub_network

urlpatterns = [
    path("desk/network/", hub_network.hub_network, name="hub_network"),
    path("desk/<slug:slug>/figures/", hub_network.hub_figures, name="hub_figures"),
    path("desk/<slug:slug>/figures.csv", hub_network.hub_figures_csv, name="hub_figures_csv"),
]
