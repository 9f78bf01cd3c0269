"""Mentorships, for the two people in them."""

urlpatterns = []
