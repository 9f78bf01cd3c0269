"""What the page of one certificate shows, to everyone and to its holder."""

from django.utils.translation import get_language

from academy.mosaic import course_mosaic_svg
from academy.permissions import can
from courses.certificate_drawing import MOST_TILES, known
from courses.certificate_words import duration, written_date
from courses.models.certificates import Certificate


def certificate_screen(user, certificate: Certificate) -> dict:
    """Names stand on the page only while the certificate holds: who revoked theirs does not want to be found by it."""
    is_holder = user.is_authenticated and user.pk == certificate.holder_id
    tiles = max(1, min(certificate.lessons, MOST_TILES))
    return {
        "certificate": certificate, "is_holder": is_holder, "time": duration(certificate.minutes),
        "finished_on": written_date(certificate.finished_on, get_language()),
        "may_revoke": certificate.is_valid and (is_holder or may_revoke(user, certificate)),
        "other_name": certificate.holder.name if is_holder and certificate.is_valid and certificate.holder.name.strip() not in ("", certificate.holder_name) else "",
        "mosaic_svg": course_mosaic_svg(tiles, frozenset(range(1, tiles + 1)), known(certificate.tradition), key="certificate"),
    }


def may_revoke(user, certificate: Certificate) -> bool:
    """Trainers of the course, and coordinators of the network. (Its holder may too.)"""
    return can(user, "certificate.revoke", certificate) or can(user, "network.see")
