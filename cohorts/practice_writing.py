"""Writing a practice at a city's desk: begun as a draft, changed, published, taken back. Nothing anybody adapted is lost by any of it."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction

from academy.models import PartnerCity, record
from academy.short_names import free_slug
from cohorts.minute_text import to_html
from cohorts.models import Practice

TAKEN = {"new"}


class WrittenMeanwhile(Exception):
    """Somebody else changed the practice since it was opened. `practice`: as it stands now. Nothing was changed."""

    def __init__(self, practice: Practice) -> None:
        super().__init__("written meanwhile")
        self.practice = practice


class NotReady(Exception):
    """A practice without a text or a summary cannot be published."""


def begin(city: PartnerCity, *, text: str, by, at: datetime, slug: str = "", **fields) -> Practice:
    """A draft. `text` as typed; `fields`: title, summary, language, exchange."""
    slug = slug or free_slug(fields["title"], f"{city.slug}-practice", beside=[Practice], taken=TAKEN)
    row = {"city": city, "text": to_html(text), "created_by": by, "created_at": at, "changed_at": at, **fields}
    with transaction.atomic():
        try:
            with transaction.atomic():
                made = Practice.objects.create(slug=slug, **row)
        except IntegrityError:
            if not Practice.objects.filter(slug=slug).exists():
                raise
            made = Practice.objects.create(slug=f"{slug}-{secrets.token_hex(3)}", **row)  # the same title in the same second
        record(by, "began", "practice", made.key, at=at, details={"city": city.slug})
    return made


def change(practice: Practice, *, text: str, seen: datetime, by, at: datetime, **fields) -> Practice:
    """Keep what was typed. `seen`: when the writer's page said it was last changed; WrittenMeanwhile when it was changed since."""
    with transaction.atomic():
        if not Practice.objects.filter(pk=practice.pk, changed_at=seen).update(text=to_html(text), changed_at=at, **fields):
            raise WrittenMeanwhile(Practice.objects.get(pk=practice.pk))
        record(by, "changed", "practice", practice.key, at=at)
    practice.refresh_from_db()
    return practice


def publish(practice: Practice, *, by, at: datetime) -> bool:
    """From now on everybody reads it. False when they do already; NotReady while text or summary are missing."""
    if not practice.text or not practice.summary:
        raise NotReady(practice.slug)
    return _turn(practice, "published", by, at, at)


def take_back(practice: Practice, *, by, at: datetime) -> bool:
    """Nobody finds it any more but its city; who adapted it, and their evidence, stay. False when it was not published."""
    return _turn(practice, "took_back", by, at, None)


def _turn(practice: Practice, verb: str, by, at: datetime, published_at: datetime | None) -> bool:
    with transaction.atomic():
        turned = Practice.objects.filter(pk=practice.pk, published_at__isnull=published_at is not None).update(published_at=published_at)
        if turned:
            record(by, verb, "practice", practice.key, at=at)
            practice.published_at = published_at
    return bool(turned)
