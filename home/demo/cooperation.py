"""Everything of the demo about working together: hubs and their directory, Barcelona's space that decides, Larissa's plan. In the order in which one stands on another."""

from datetime import datetime

from django.db import transaction

from home.demo.ballots import lay_ballots
from home.demo.calls import lay_calls
from home.demo.directory import lay_directory
from home.demo.group_meetings import lay_group_meetings
from home.demo.help_requests import lay_help_requests
from home.demo.hubs import lay_hubs
from home.demo.incubation import lay_incubation
from home.demo.mirrors import lay_mirrors
from home.demo.plan import lay_plan
from home.demo.proposals import lay_proposals
from home.demo.space import lay_space

PARTS = (lay_directory, lay_hubs, lay_help_requests, lay_incubation, lay_space, lay_group_meetings, lay_proposals, lay_ballots, lay_mirrors, lay_plan, lay_calls)


def lay_cooperation(at: datetime, say=lambda words: None) -> None:
    """After people, practices and exchanges. Each part once, in a transaction of its own; what people did since stays."""
    for lay in PARTS:
        with transaction.atomic():
            lay(at)
    say("  two hubs with a directory, a participated space with its groups and decisions, and a city’s plan")
