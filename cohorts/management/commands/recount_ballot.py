"""`manage.py recount_ballot ID`: count a closed ballot again from the tables and compare it with its published result. Exit code 1 on a difference."""

from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from cohorts.decisions.recounting_ballots import recount
from cohorts.models import Ballot


class Command(BaseCommand):
    help = "Count a closed ballot again and compare it with its published result and the fingerprint of its list."

    def add_arguments(self, parser) -> None:
        parser.add_argument("id", help="the number in the ballot's address, /ballots/<number>/")

    def handle(self, *args, **options) -> None:
        try:
            ballot = Ballot.objects.select_related("result").get(pk=UUID(options["id"]))
        except (ValueError, Ballot.DoesNotExist):
            raise CommandError("There is no ballot with this number.") from None
        if ballot.closed_at is None:
            raise CommandError("This ballot is not closed, so there is no result to compare with.")
        wrong = recount(ballot)
        if wrong:
            raise CommandError("The recount differs.\n" + "\n".join(wrong))
        self.stdout.write(f"The recount says the same: {ballot.result.outcome}, {ballot.result.counts}, {ballot.result.cast} of {ballot.result.entitled} voted.")
        self.stdout.write(f"List {ballot.result.digest}")
