"""Sixty members who each send eight votes in one moment, into several ballots: from several processes of many threads."""

import json
import random
import threading
import time
import uuid
from collections import Counter
from pathlib import Path

from django.db import connections, transaction
from django.utils import timezone

from cohorts.decisions import casting
from cohorts.models import Ballot, BallotRoll, SecretVote
from cohorts.refusals import Refused
from tests.outbox_work.processes import fork, wait_for

MEMBERS, TIMES = 60, 8
PROCESSES, THREADS = 3, 8
CHOICES = ("for", "against", "abstain")


def rush(ballots: list[Ballot], folder: Path, cast=casting.cast) -> tuple[Counter, float]:
    """({"True", "False", the code of a refusal, or what went wrong: how often}, seconds). Of a member's eight votes in a ballot two bear the same number."""
    dice, go_at = random.Random(str(ballots[0].pk)), time.time() + 1.0
    work = []
    for ballot in ballots:
        for row in BallotRoll.objects.filter(ballot=ballot).select_related("person"):
            numbers = [uuid.UUID(int=dice.getrandbits(128), version=4) for _time in range(TIMES - 1)]
            work += [(ballot, row, number, dice.choice(CHOICES)) for number in [numbers[0], *numbers]]
    dice.shuffle(work)

    def of_one_process(process: int) -> None:
        found: list[str] = []

        def press(mine: list) -> None:
            time.sleep(max(0, go_at - time.time()))
            try:
                for ballot, row, number, choice in mine:
                    try:
                        found.append(str(cast(ballot, row.person, voice=row.pk, number=number, choice=choice, at=timezone.now())))
                    except Refused as refused:
                        found.append(refused.code)
                    except Exception as wrong:
                        found.append(repr(wrong))
            finally:
                connections.close_all()

        threads = [threading.Thread(target=press, args=(work[process * THREADS + number::PROCESSES * THREADS],)) for number in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        (folder / f"{process}.json").write_text(json.dumps([found, time.time()]))

    wait_for([fork(lambda process=process: of_one_process(process)) for process in range(PROCESSES)])
    said = [json.loads((folder / f"{process}.json").read_text()) for process in range(PROCESSES)]
    return Counter(word for found, _ended in said for word in found), max(ended for _found, ended in said) - go_at


def naive(ballot, person, *, voice, number, choice, at) -> bool:
    """The condition spans two tables, in one transaction: it looks safe, and is not."""
    with transaction.atomic():
        if not BallotRoll.objects.filter(pk=voice, person=person, voted=False, ballot__closed_at__isnull=True).update(voted=True):
            raise Refused("voted", "")
        SecretVote.objects.create(id=number, ballot=ballot, choice=choice)
    return True


def wrongs(ballots: list[Ballot], answers: Counter) -> dict[str, object]:
    """What the rush left behind that must not be; {} is what we want."""
    sums = {str(ballot.pk): (SecretVote.objects.filter(ballot=ballot).count(), BallotRoll.objects.filter(ballot=ballot, voted=True).count()) for ballot in ballots}
    strange = {word: times for word, times in answers.items() if word not in ("True", "False", "voted")}
    found = {"answers": strange, "votes": {key: both for key, both in sums.items() if both != (MEMBERS, MEMBERS)},
             "counted": answers["True"] if answers["True"] != MEMBERS * len(ballots) else None, "sent": answers.total() if answers.total() != MEMBERS * TIMES * len(ballots) else None}
    return {name: what for name, what in found.items() if what}
