"""The agreement: a wording both sign. Other words ask both to sign again; earlier signatures stay on record with the wording they were for."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from academy.emails import queue_mail
from academy.models import record
from mentoring.mentorship_turn import ChangedMeanwhile, NotNow, hold
from mentoring.models import AgreementSignature, Mentorship, Side


@dataclass(frozen=True, slots=True)
class Standing:
    """Who signed the wording that holds now, and when; None: not yet."""

    mentor_at: datetime | None
    mentee_at: datetime | None

    @property
    def is_signed(self) -> bool:
        return self.mentor_at is not None and self.mentee_at is not None

    def of(self, side: str) -> datetime | None:
        return self.mentor_at if side == Side.MENTOR else self.mentee_at


def standard_terms() -> str:
    """The wording everybody begins with, in the reader's language. While nobody has changed it, nothing is kept: each reads it in theirs."""
    return "\n\n".join([
        _("How often: we meet about twice a month, for about an hour, until the planned end."),
        _("How: online or in person, as suits both. Whoever cannot come says so as early as possible, and we look for another time."),
        _("What for: the mentee says what they want to get further with, the mentor listens, asks, and tells from experience. The decisions stay with the mentee."),
        _("Confidentiality: what we tell each other stays between us, unless we both agree, or somebody is in danger."),
        _("No money, no favours, no selling: the time is a gift."),
        _("How to end: each of us may pause or end this at any time, without having to give a reason. We try to have a closing talk."),
    ])


def terms_of(mentorship: Mentorship) -> str:
    return mentorship.terms or standard_terms()


def standing_of(mentorship: Mentorship) -> Standing:
    """Reads `signatures` (prefetch them for a list)."""
    signed = {one.side: one.signed_at for one in mentorship.signatures.all() if one.terms_version == mentorship.terms_version}
    return Standing(signed.get(Side.MENTOR), signed.get(Side.MENTEE))


def change_terms(mentorship: Mentorship, text: str, by, at, *, seen: int) -> bool:
    """Other words, which both sign anew. `seen`: the version that was being edited. False when they are the same words."""
    with transaction.atomic():
        held = hold(mentorship.pk)
        if held.finished_on:
            raise NotNow
        if held.terms_version != seen:
            raise ChangedMeanwhile
        if text.strip() == terms_of(held).strip():
            return False
        held.terms, held.terms_version = text, held.terms_version + 1
        held.save(update_fields=["terms", "terms_version"])
        record(by, "changed", "mentorship_agreement", held.pk, at=at, details={"version": held.terms_version})
        _tell_partner(held, by, "changed")
    mentorship.terms, mentorship.terms_version = held.terms, held.terms_version
    return True


def sign(mentorship: Mentorship, by, at, *, version: int) -> bool:
    """Sign the wording `version`, which must be the one that holds. False when this side has signed it."""
    with transaction.atomic():
        held = hold(mentorship.pk)
        if held.finished_on:
            raise NotNow
        if held.terms_version != version:
            raise ChangedMeanwhile
        _signature, new = AgreementSignature.objects.get_or_create(mentorship=held, side=held.side_of(by), terms_version=version, defaults={"signed_at": at})
        if new:
            record(by, "signed", "mentorship_agreement", held.pk, at=at, details={"version": version})
            _tell_partner(held, by, "signed")
    return new


def _tell_partner(held: Mentorship, by, what: str) -> None:
    queue_mail("mentoring/agreement", held.partner_of(by), f"mentorship:{held.pk}:agreement:{held.terms_version}:{what}:{by.pk}", mentorship=held.pk,
               version=held.terms_version, what=what, by=by.pk)
