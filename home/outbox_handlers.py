"""What the outbox does for screens and deeds that cross subjects."""

from django.utils import timezone

from academy.models import User
from academy.outbox import handler
from home import endorsement_mails, writing_city_letters  # noqa: F401  they register themselves
from home.awarding_badges import award_person


@handler("courses.badges")
def badges_of(intention) -> None:
    """Somebody did something that may have earned a badge. Payload: {"person": number}."""
    person = User.objects.select_related("city").filter(pk=intention.payload["person"], erased_at__isnull=True, is_active=True).first()
    if person is not None:
        award_person(person, timezone.now())
