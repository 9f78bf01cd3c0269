"""The coordinator's desk for exchanges, under city/<slug>/exchanges/. Mounted at the root of each language."""

urlpatterns: list = []
