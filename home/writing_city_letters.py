"""A letter of a city's coordinators to people of their city: each gets it alone, by mail, and can stop such letters for good."""

from collections.abc import Iterable
from datetime import datetime

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from academy.emails import absolute_url, mail_context, queue_mail
from academy.models import PartnerCity, User, record
from home.city_letters import CityLetter, LettersStopped

TEMPLATE = "home/city_letter"
_STOP = Signer(salt="home.city_letters.stop")


def write_letter(city: PartnerCity, reason: str, people: Iterable[User], subject: str, text: str, *, form_key, by: User, at: datetime) -> CityLetter:
    """Keep the letter and queue a mail for each; the same form sent twice is the letter that is there already."""
    readers = {person.pk: person for person in people if not person.erased_at}
    with transaction.atomic():
        letter, made = CityLetter.objects.get_or_create(form_key=form_key, defaults={
            "city": city, "reason": reason, "subject": subject, "text": text, "written_by": by, "written_at": at, "sent_to": len(readers)})
        if made:
            for person in readers.values():
                queue_mail(TEMPLATE, person, f"city_letter:{letter.pk}:{person.pk}", letter=str(letter.pk))
            record(by, "wrote", "city_letter", letter.pk, at=at, details={"city": city.slug, "reason": str(reason), "people": len(readers)})
    return letter


@mail_context(TEMPLATE)
def letter_words(person: User, ids: dict) -> dict | None:
    """None when the person has moved to another city meanwhile, or wants no letters: then they are left alone."""
    letter = CityLetter.objects.select_related("city", "written_by").filter(pk=ids["letter"]).first()
    if letter is None or person.city_id != letter.city_id or LettersStopped.objects.filter(person=person).exists():
        return None
    return mail_words(letter, stop_url(person))


def mail_words(letter: CityLetter, stop: str) -> dict:
    """What its template is given; for the preview, too, whose letter is not kept."""
    writer = letter.written_by
    return {"letter": letter, "writer": writer.get_full_name() if writer else "", "city": letter.city.name, "stop": stop,
            "url": absolute_url(reverse("my")), "unsubscribe_url": stop, "reply_to": writer.email if writer and not writer.erased_at else "", "why": why(letter.city)}


def why(city: PartnerCity) -> str:
    return _("You get this letter because you take part in a course and %(city)s stands as your city in your profile.") % {"city": city.name}


def stop_url(person: User) -> str:
    """The address that ends such letters for good, by a POST without a visit (RFC 8058)."""
    words = f"{person.pk}-0"  # the shape that academy/logs.py cuts out of logs
    return absolute_url(reverse("city_letters_stop", args=[f"{words}-{_STOP.signature(words)}"]))


def read_stop_link(token: str) -> int:
    """The person's number. Raises BadSignature for whatever we did not write."""
    first, second, signature = (*token.split("-", 2), "", "")[:3]
    _STOP.unsign(f"{first}-{second}:{signature}")
    if second != "0":
        raise BadSignature(token)
    return int(first)


def stop_letters(person: User, at: datetime) -> None:
    LettersStopped.objects.get_or_create(person=person, defaults={"stopped_at": at})


def want_letters(person: User) -> None:
    LettersStopped.objects.filter(person=person).delete()
