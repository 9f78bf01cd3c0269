"""Pages that tell nobody where they lie still take an answer: from a page with no-referrer a browser sends no origin, and CSRF refuses its forms."""

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from academy.inviting import invite
from academy.models import FeedToken

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_invitation_is_declined_and_a_calendar_address_taken_back(live_server, open_page, sign_in, world):
    made = invite(world.cascais, "somebody@new.example", "learner", by=world.carla, at=timezone.now(), language="en")
    page = open_page("phone", javascript=False)
    page.goto(f"{live_server.url}/en/invitations/{made.token}/")
    page.get_by_text("No, thank you").click()
    page.get_by_role("button", name="Decline").click()
    made.refresh_from_db()
    assert made.declined_at is not None, page.inner_text("main")

    page = open_page("phone", javascript=False)
    sign_in(page, world.lia)
    with translation.override("en"):
        page.goto(live_server.url + reverse("my_calendar"))
    page.get_by_role("button", name="Make my address").click()
    page.get_by_role("button", name="Take the address back").click()
    assert not FeedToken.objects.filter(person=world.lia, revoked_at=None).exists(), page.inner_text("main")
