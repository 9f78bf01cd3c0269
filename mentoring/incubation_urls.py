"""Incubation journeys, co-created projects, niches and the network of hubs. Mounted at the root of each language."""

urlpatterns: list = []
