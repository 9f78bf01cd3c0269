"""What everybody may read about mentoring."""

urlpatterns = []
