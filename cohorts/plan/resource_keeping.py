"""The inventory of what lies idle: entered, changed, shown to everybody or to the city's coordinators alone, photographed, said to be gone."""

import secrets
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from academy.file_reading import ReadPhoto
from academy.models import PartnerCity, record
from cohorts.models import Resource, ResourcePhoto
from cohorts.refusals import Refused

FOLDER, SMALL, MOST_PHOTOS = "resources", ".small.jpg", 8


def enter_resource(city: PartnerCity, *, by, at: datetime, shown: bool = False, **fields) -> Resource:
    """`fields`: those of the model. `shown`: everybody reads it, which needs the owner's word."""
    _refuse_unless_agreed(shown, fields.get("owner_agreed_on"))
    with transaction.atomic():
        made = Resource.objects.create(city=city, made_by=by, made_at=at, changed_at=at, shown_at=at if shown else None, **fields)
        _log(by, "entered", made, at)
    return made


def change_resource(resource: Resource, *, seen: datetime, by, at: datetime, shown: bool, **fields) -> None:
    """Raises Refused when somebody changed it since `seen`, or it is shown without its owner's word."""
    _refuse_unless_agreed(shown, fields.get("owner_agreed_on", resource.owner_agreed_on))
    fields["shown_at"] = (resource.shown_at or at) if shown else None
    with transaction.atomic():
        if not Resource.objects.filter(pk=resource.pk, changed_at=seen).update(changed_at=at, **fields):
            raise Refused("changed_meanwhile", _("Somebody else changed this after you opened it. Below is what you typed; look at what stands now, then keep it once more if it still holds."))
        _log(by, "changed", resource, at)
    resource.refresh_from_db()


def say_gone(resource: Resource, *, on: date, by, at: datetime) -> bool:
    """Sold, let or pulled down: it stays as a row and is proposed no more. Refused while a measure holds it."""
    with transaction.atomic():
        turned = Resource.objects.filter(pk=resource.pk, gone_on__isnull=True, given_at__isnull=True).update(gone_on=on, shown_at=None, changed_at=at)
        if not turned and Resource.objects.filter(pk=resource.pk, gone_on__isnull=True).exists():
            raise Refused("given", _("It was given to somebody. Drop the measure first, with a reason."))
        if turned:
            _log(by, "said_gone", resource, at)
    return bool(turned)


def add_photo(resource: Resource, read: ReadPhoto, *, alt: str, by, at: datetime) -> ResourcePhoto:
    """Under a name that cannot be guessed, with a small one beside it."""
    if resource.photos.count() >= MOST_PHOTOS:
        raise Refused("too_many", _("Eight photos are enough. Take one away first."))
    name = default_storage.save(f"{FOLDER}/{secrets.token_hex(16)}.jpg", ContentFile(read.large))
    default_storage.save(small_name(name), ContentFile(read.small))
    with transaction.atomic():
        made = ResourcePhoto.objects.create(resource=resource, file=name, alt=alt, width=read.width, height=read.height, added_by=by, added_at=at)
        _log(by, "added_photo", resource, at)
    return made


def take_photo_away(photo: ResourcePhoto, *, by, at: datetime) -> None:
    name = photo.file.name
    with transaction.atomic():
        _log(by, "took_photo_away", photo.resource, at)
        photo.delete()
        transaction.on_commit(lambda: [default_storage.delete(each) for each in (name, small_name(name))])


def small_name(name: str) -> str:
    return name.removesuffix(".jpg") + SMALL


def _refuse_unless_agreed(shown: bool, agreed_on: date | None) -> None:
    if shown and agreed_on is None:
        raise Refused("owner", _("Ask the owner before everybody reads it, and say when they agreed."))


def _log(by, verb: str, resource: Resource, at: datetime) -> None:
    record(by, verb, "resource", resource.pk, at=at, details={"city": resource.city.slug})
