"""A person's own entries in rounds."""

urlpatterns = []
