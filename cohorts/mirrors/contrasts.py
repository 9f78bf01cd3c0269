"""Policy contrasts: a text put to the members paragraph by paragraph, what each seat says to it, and the synthesis."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from academy.models import record
from cohorts.mirrors.standing import is_running, own_seats
from cohorts.models import Contrast, ContrastAnswer, ContrastParagraph, ParticipatedSpace, SpaceSeat, Stance
from cohorts.spaces.refusing import NotPossible

MOST_PARAGRAPHS = 60


def paragraphs_of(text: str) -> list[str]:
    """A text at its empty lines, each paragraph's own lines joined."""
    return [" ".join(each.split()) for each in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if each.strip()]


@transaction.atomic
def put_contrast(space: ParticipatedSpace, text: str, *, by, at: datetime, **fields) -> Contrast:
    made = Contrast.objects.create(space=space, made_by=by, made_at=at, **fields)
    ContrastParagraph.objects.bulk_create([ContrastParagraph(contrast=made, position=place, text=each) for place, each in enumerate(paragraphs_of(text), start=1)])
    record(by, "put", "contrast", made.key, at=at, details={"space": space.slug})
    return made


@transaction.atomic
def say(contrast: Contrast, seat: SpaceSeat, said: dict[int, tuple[str, str]], *, by, at: datetime) -> int:
    """What a seat says: {paragraph id: (stance, words)}; an empty stance takes back what it said. How many paragraphs it speaks to now.
    NotPossible once it is over, or when the seat has passed on."""
    on = contrast.space.day_of(at)
    if not is_running(contrast, on):
        raise NotPossible(_("Answers are closed: the last day was %(day)s.") % {"day": contrast.closes_on.isoformat()} if on > contrast.closes_on else _("It is not open for answers."))
    if seat not in own_seats(by, contrast.space, on):
        raise NotPossible(_("Somebody else speaks for this seat today."))
    own = set(contrast.paragraphs.values_list("pk", flat=True))
    for pk, (stance, words) in said.items():
        if pk not in own:
            continue
        if stance:
            ContrastAnswer.objects.update_or_create(paragraph_id=pk, seat=seat, defaults={"stance": stance, "words": words, "answered_by": by, "answered_at": at})
        else:
            ContrastAnswer.objects.filter(paragraph_id=pk, seat=seat).delete()
    record(by, "answered", "contrast", contrast.key, at=at, details={"seat": seat.pk})
    return ContrastAnswer.objects.filter(paragraph__contrast=contrast, seat=seat).count()


@transaction.atomic
def keep_synthesis(contrast: Contrast, texts: dict[int, str], *, by, at: datetime) -> None:
    """{paragraph id: what the members said, together}. It may still be mended after it was published."""
    for paragraph in contrast.paragraphs.all():
        if paragraph.pk in texts and texts[paragraph.pk] != paragraph.synthesis:
            ContrastParagraph.objects.filter(pk=paragraph.pk).update(synthesis=texts[paragraph.pk])
    record(by, "summed_up", "contrast", contrast.key, at=at)


@transaction.atomic
def publish(contrast: Contrast, *, by, at: datetime) -> bool:
    """Everybody reads the text and its synthesis, and answers are closed. NotPossible while a paragraph that was answered has none."""
    missing = [each.position for each in contrast.paragraphs.filter(synthesis="", answers__isnull=False).distinct()]
    if missing:
        raise NotPossible(_("Paragraph %(number)s was answered and has no synthesis yet.") % {"number": ", ".join(map(str, missing))})
    done = Contrast.objects.filter(pk=contrast.pk, published_at__isnull=True).update(published_at=at)
    if done:
        record(by, "published", "contrast", contrast.key, at=at)
    return bool(done)


@dataclass(frozen=True, slots=True)
class ParagraphRow:
    """`counts`: [(label of a stance, how many seats)] of those that were said; `answers` only for those who read what each seat said."""

    paragraph: ContrastParagraph
    counts: list[tuple[str, int]]
    answers: list[ContrastAnswer]


def rows_of(contrast: Contrast, *, inside: bool) -> list[ParagraphRow]:
    """Two queries. For everybody else no counts and no words of a seat: the synthesis speaks."""
    rows = []
    for paragraph in contrast.paragraphs.prefetch_related("answers__seat__organisation") if inside else contrast.paragraphs.all():
        answers = sorted(paragraph.answers.all(), key=lambda each: (each.seat.position, each.seat_id)) if inside else []
        found = Counter(each.stance for each in answers)
        rows.append(ParagraphRow(paragraph, [(stance.label, found[stance]) for stance in Stance if found[stance]], answers))
    return rows
