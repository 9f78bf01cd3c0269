"""Proposals: reading, asking, answering."""

urlpatterns = []
