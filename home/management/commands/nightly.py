"""`manage.py nightly`: the work of every night. It calls verbs of the floors below and holds no rules of its own."""

import structlog
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from academy import throttle
from academy.directory.asking_to_confirm import ask_stale
from academy.directory.searching import refresh_all
from academy.models import Intention, Invitation, beat
from academy.recounting_events import recount as recount_events
from academy.role_groups import sync_everyone
from cohorts.decisions.ballot_duties import do_what_was_missed
from cohorts.digest import forget_sent_lines
from cohorts.due_mails import queue_due_mails
from cohorts.forgetting_answers import forget_sensitive_answers
from cohorts.hours_given import write_hours
from cohorts.joining import bring_in_who_was_admitted_before
from cohorts.logging_visits import log_hosting
from cohorts.models import CohortInvitation
from cohorts.plan.answering_call import forget_contacts
from cohorts.promote_waitlist import expire_overdue_offers
from cohorts.recounting_cohorts import recount_cohort_seats
from cohorts.recounting_seats import recount_seats
from courses.recounting import recount_enrolments
from home.awarding_badges import award_due
from home.hub_figures import publish_due as publish_hub_quarters
from home.publishing_figures import publish_due
from mentoring.expiring import expire_overdue
from mentoring.orientation.coming_back import come_back
from mentoring.orientation.forgetting import forget_long_closed
from mentoring.orientation.handing_over import take_in

log = structlog.get_logger(__name__)


def forget_done_intentions(at) -> str:
    return f"{Intention.objects.purgeable(at).delete()[0]} old outbox rows forgotten"


def forget_throttle_counts(at) -> str:
    return f"{throttle.purge(at)} old throttle counts forgotten"


def clear_sessions(at) -> str:
    call_command("clearsessions", verbosity=0)
    return "ended sessions cleared"


def follow_roles(at) -> str:
    sync_everyone(timezone.localdate(at))
    return "people are in the groups of the roles they hold today"


def forget_invited_addresses(at) -> str:
    return f"{Invitation.objects.forget_addresses(at)} addresses of old invitations forgotten"


def recount(at) -> str:
    return f"{recount_enrolments()} enrolments differed from the ledger and were mended"


def log_hosted(at) -> str:
    return f"{log_hosting(at)} lines about who hosted an exchange written, or taken back"


def recount_log(at) -> str:
    """A difference is told in the log as an error, and in /metrics; it is mended and keeps nothing else from running."""
    found = recount_events(at)
    return f"{found.lines} lines of the log counted again; {found.differences} numbers differed and were mended"


def pass_overdue_offers_on(at) -> str:
    return f"{expire_overdue_offers(at)} offered seats had run out and passed on"


def count_seats(at) -> str:
    return f"{recount_seats(at)} counts of seats differed from the registrations and were mended"


def forget_answers(at) -> str:
    return f"{forget_sensitive_answers(at)} registrations had answers about health or belief that were erased"


def forget_call_contacts(at) -> str:
    return f"{forget_contacts(at)} contacts of answers to old calls forgotten"


def remind(at) -> str:
    """A net under the beat of every ten minutes."""
    return queue_due_mails(at)


def forget_daily_news(at) -> str:
    return f"{forget_sent_lines(at)} old lines of daily mails forgotten"


def members_of_old(at) -> str:
    return f"{bring_in_who_was_admitted_before(at)} people put into cohorts before memberships were kept have theirs"


def count_cohort_seats(at) -> str:
    return f"{recount_cohort_seats()} cohorts had counted their members wrongly and were mended"


def forget_addresses_of_cohorts(at) -> str:
    return f"{CohortInvitation.objects.all().forget_addresses(at)} addresses of old invitations into cohorts forgotten"


def give_hours(at) -> str:
    return f"{write_hours(at)} lines of hosting and teaching written into the solidarity ledger, or taken back"


def award_badges(at) -> str:
    return f"{award_due(at)} badges awarded to people who had earned them and lacked them"


def ask_to_confirm(at) -> str:
    return f"{ask_stale(at)} entries of the directory asked to confirm"


def refresh_searches(at) -> str:
    return f"{refresh_all()} services are found by other words than before"


def end_overdue_proposals(at) -> str:
    """A net under the outbox, which ends them to the minute."""
    return f"{expire_overdue(at)} mentoring proposals had run out and ended"


def open_and_close_ballots(at) -> str:
    """A net under the outbox, which does it to the minute."""
    return f"{do_what_was_missed(at)} ballots opened or closed late"


def look_after_requests(at) -> str:
    """Nobody who asked a hub is dropped: what has no answer comes back, and every open request has somebody who looks after it."""
    return f"{come_back(at)} referrals of hubs followed up, {take_in(at)} requests passed to a colleague, {forget_long_closed(at)} old ones forgotten"


def publish_hubs(at) -> str:
    return publish_hub_quarters(at)


STEPS = [follow_roles, recount, remind, pass_overdue_offers_on, count_seats, members_of_old, count_cohort_seats, forget_answers, forget_call_contacts,
         forget_addresses_of_cohorts, give_hours, log_hosted, award_badges,
         end_overdue_proposals, ask_to_confirm, refresh_searches, look_after_requests, open_and_close_ballots, recount_log, publish_due, publish_hubs,
         forget_daily_news, forget_done_intentions, forget_throttle_counts, forget_invited_addresses, clear_sessions]


class Command(BaseCommand):
    help = "Purge, recount and tidy up. Safe to run twice. A step that fails does not keep the others from running."

    def handle(self, *args, **options):
        at, failed = timezone.now(), []
        for step in STEPS:
            try:
                self.stdout.write(f"{step(at)}.")
            except Exception as error:
                failed.append(step.__name__)
                log.exception("nightly_step_failed", step=step.__name__, error=type(error).__name__)
        if failed:
            raise CommandError(f"The nightly work is not done: {', '.join(failed)} failed; the log says why.")
        beat("nightly", at)
