"""A city's plan, its measures and indicators. Mounted at the root of each language."""

urlpatterns: list = []
