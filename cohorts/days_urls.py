"""The days of an exchange and what stays of them: attendance, minutes, files, survey. Mounted at the root of each language."""

urlpatterns: list = []
