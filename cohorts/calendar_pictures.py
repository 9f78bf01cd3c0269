"""The pictures that stand beside entries: addresses of one small size, in two queries for all of them."""

from collections.abc import Iterable

from wagtail.images import get_image_model

from academy.emails import absolute_url
from academy.standards.calendar_entry import web_address

SIZE = "fill-640x360"


def pictures_of(image_ids: Iterable[int]) -> dict[int, str]:
    """{image id: address}. A picture whose file is gone is left out: a calendar without it is still true."""
    found = {}
    ids = set(image_ids)
    for image in get_image_model().objects.filter(pk__in=ids).prefetch_renditions(SIZE) if ids else ():
        try:
            url = image.get_rendition(SIZE).url
        except (OSError, ValueError):
            continue
        found[image.pk] = web_address(absolute_url(url) if url.startswith("/") else url)
    return {pk: url for pk, url in found.items() if url}
