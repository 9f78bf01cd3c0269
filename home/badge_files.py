"""What a holder takes with them: the picture with the credential in it, the credential alone, or all of it in one archive."""

import json
from collections.abc import Callable, Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.text import slugify

from courses.badge_pictures import baked
from courses.models import BadgeAward

#: kind of file: (content type, the bytes of an award)
KINDS: dict[str, tuple[str, Callable[[BadgeAward], bytes]]] = {
    "png": ("image/png", lambda award: baked(award, "png")),
    "svg": ("image/svg+xml", lambda award: baked(award, "svg")),
    "jwt": ("application/vc+jwt", lambda award: award.credential_jwt.encode()),
    "json": ("application/vc+ld+json", lambda award: json.dumps(award.credential_json, ensure_ascii=False, indent=1).encode()),
}


def file_name(award: BadgeAward, kind: str) -> str:
    """Plain letters whatever the title is written in; the first letters of the id keep two apart."""
    return f"{slugify(award.badge.slug) or 'badge'}-{str(award.pk)[:8]}.{kind}"


def archive_of(awards: Iterable[BadgeAward]) -> bytes:
    """Every file of every award, in a folder each."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for award in awards:
            folder = file_name(award, "x").removesuffix(".x")
            for kind, (_type, content) in KINDS.items():
                entry = ZipInfo(f"{folder}/{file_name(award, kind)}", award.awarded_at.timetuple()[:6])
                entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
                archive.writestr(entry, content(award))
    return out.getvalue()
