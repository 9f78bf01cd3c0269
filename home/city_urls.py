"""Cities: their public pages, and the front page of a coordinator's desk. Mounted at the root of each language."""

urlpatterns: list = []
