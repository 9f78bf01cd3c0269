"""Rounds at the desks of cities and of the network."""

urlpatterns = []
