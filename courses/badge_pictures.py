"""The picture of a badge, as it was in the version somebody earned; and with a credential in it."""

from academy.mosaic.badge_emblem import badge_svg
from academy.standards.badge_baking import bake_png, bake_svg
from courses.models import BadgeAward, BadgeVersion

SIDE = 400  # pixels


def drawn_by(version: BadgeVersion) -> tuple[str, str, str, int]:
    """What the emblem is drawn from: seed, tradition, kind, and as many gilded stones as the highest level it vouches for."""
    return f"{version.badge.key}-{version.seed}", version.tradition, version.kind, max((each["level"] for each in version.skills), default=0)


def svg_of(version: BadgeVersion, title: str = "") -> bytes:
    return badge_svg(*drawn_by(version), title=title, size=SIDE).encode()


def png_of(version: BadgeVersion) -> bytes:
    from academy.mosaic.badge_picture import badge_png  # Pillow: 10 MB that most processes never need

    return badge_png(*drawn_by(version), side=SIDE)


def baked(award: BadgeAward, kind: str) -> bytes:
    """The badge as a picture ("png" or "svg") that carries its own proof."""
    if kind == "png":
        return bake_png(png_of(award.made_from), award.credential_jwt)
    return bake_svg(svg_of(award.made_from, award.title), award.credential_jwt)
