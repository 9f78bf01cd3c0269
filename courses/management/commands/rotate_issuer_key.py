"""manage.py rotate_issuer_key [CITY] [--revoke KID]"""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from academy.models import PartnerCity
from courses.issuer_keys import issuer_of, revoke_key, rotate
from courses.models import IssuerKey


class Command(BaseCommand):
    help = ("Give a city (its slug; none: the network) a new key to sign badges with. What was signed before holds. "
            "With --revoke KID nothing that key signed holds any more: for a key somebody else may have had.")

    def add_arguments(self, parser) -> None:
        parser.add_argument("city", nargs="?", default="", help="slug of a city; none: the network")
        parser.add_argument("--revoke", default="", metavar="KID", help="declare this key worthless")

    def handle(self, *args, **options) -> None:
        city = PartnerCity.objects.filter(slug=options["city"]).first() if options["city"] else None
        if options["city"] and city is None:
            raise CommandError(f"There is no city “{options['city']}”.")
        issuer, now = issuer_of(city), timezone.now()
        if not options["revoke"]:
            made = rotate(issuer, now)
            self.stdout.write(f"{issuer.slug} signs with {made.kid} from now on. What it signed before holds.")
            return
        key = IssuerKey.objects.filter(issuer=issuer, kid=options["revoke"]).first()
        if key is None:
            raise CommandError(f"{issuer.slug} has no key {options['revoke']}.")
        if not revoke_key(key, now):
            raise CommandError(f"{key.kid} was revoked on {key.revoked_at:%Y-%m-%d} already.")
        gone = key.awards.unrevoked().count()
        self.stdout.write(f"{key.kid} is revoked: {gone} badges it signed no longer hold. {issuer.slug} signs with {IssuerKey.objects.current().get(issuer=issuer).kid}.")
