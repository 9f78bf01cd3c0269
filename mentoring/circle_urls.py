"""Circles, for the people in them."""

urlpatterns = []
