"""A thousand random histories of requests: whatever people, workers, receivers and time do, none is ever without an owner and a next date while it is open.

32 histories in each run; TESSERA_HELP_HISTORIES=1000 for the full figure. Each history draws its own seed, so a failing one can be told again.
"""

import os
import random
from datetime import timedelta

import pytest

from academy.models import HubWorker
from academy.refusals import Refused
from mentoring.models import HelpOutcome, HelpRequest, Referral
from mentoring.orientation import closing, coming_back, consenting, forgetting, handing_over, receiving, referring, saying, suggesting
from mentoring.orientation.owners import ownerless
from tests.mentoring.help_world import FakeWays, ask_for_help, make_hub, make_worker
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
HISTORIES = int(os.environ.get("TESSERA_HELP_HISTORIES", "32"))


def test_no_history_leaves_a_request_without_owner_and_next_date(world, monkeypatch):
    first, second = make_worker(world.mahdia), make_worker(world.mahdia, "wided", "Wided Works")
    hub, advice = make_hub(world.mahdia, first, second), FakeWays(monkeypatch)
    for module in (suggesting, referring, receiving, closing, saying, coming_back):  # no mail is read here
        for name in ("write_to_person", "write_to_receiver", "queue_mail"):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, lambda *args, **ids: None)
    seen = set()
    for seed in range(HISTORIES):
        HubWorker.objects.filter(hub=hub).delete()
        HubWorker.objects.bulk_create([HubWorker(hub=hub, person=each, started_on=NOW.date() - timedelta(days=90)) for each in (first, second)])
        HelpRequest.objects.all().delete()
        seen |= History(seed, hub, advice, (first, second)).live()
    assert {"suggest", "agree", "refer", "take_up", "turn_down", "tell_outcome", "come_back", "hand_over", "forget", "close", "gone", "receiver", "remind"} <= seen


class History:
    def __init__(self, seed: int, hub, advice: FakeWays, people) -> None:
        self.draw, self.hub, self.advice, self.people, self.seed = random.Random(seed), hub, advice, people, seed
        self.at = NOW + timedelta(minutes=1)
        advice.gone = ""
        self.request = ask_for_help(hub, self.at)

    def live(self) -> set[str]:
        acts = [self.take, self.answer, self.add, self.suggest, self.suggest, self.agree, self.agree, self.decline, self.refer, self.refer, self.receiver, self.remind, self.take_up,
                self.take_up, self.turn_down, self.tell_outcome, self.put_off, self.take_back, self.come_back, self.come_back, self.come_back, self.hand_over, self.gone, self.close, self.forget]
        done, begins = set(), [self.suggest, self.agree, self.refer, self.take_up][:self.draw.choice([0, 3, 3, 4])]
        for step in range(len(begins) + 8):
            self.at += timedelta(days=self.draw.choice([0, 0, 1, 3, 12, 30]), minutes=1)
            act = begins[step] if step < len(begins) else self.draw.choice(acts[:-3] if self.draw.random() < .8 else acts)
            try:
                if act() is not False:
                    done.add(act.__name__)
            except Refused:
                pass
            self.check(act.__name__)
        return done

    def check(self, act: str) -> None:
        told = f"history {self.seed}, after {act}"
        owner, next_on, closed_at = HelpRequest.objects.values_list("owner", "next_on", "closed_at").get(pk=self.request.pk)
        asked = list(Referral.objects.open().filter(suggestion__request=self.request).values_list("next_on", "came_back_at"))
        assert all(due for due, _back in asked), told
        if closed_at:
            assert asked == [], f"{told}: a receiver is still asked about a closed request"
            return
        today = self.at.date()  # in Tunis, too: the histories take place by day
        assert owner and next_on and (act != "hand_over" or not ownerless(today).exists()), told
        assert next_on <= today + timedelta(days=60), told
        if act == "come_back":  # whatever was due is the hub's again, or was asked for once more with a new date
            assert all(back or due >= today for due, back in asked), told
            assert not any(back == self.at for _due, back in asked) or next_on <= today, f"{told}: what came back now is to be done now"

    def worker(self):
        return self.draw.choice(self.people)

    def one(self, rows):
        found = list(rows)
        return self.draw.choice(found) if found else None

    def suggestion(self):
        return self.one(self.request.suggestions.select_related("request__hub__city"))

    def referral(self):
        return self.one(Referral.objects.filter(suggestion__request=self.request).select_related("suggestion__request__hub__city"))

    def take(self):
        saying.take(self.request, self.worker(), self.at)

    def answer(self):
        saying.answer(self.request, "Hello", self.worker(), self.at)

    def add(self):
        saying.add_words(self.request, "More", self.at)

    def put_off(self):
        saying.put_off(self.request, self.at.date() + timedelta(days=self.draw.randint(-1, 70)), self.worker(), self.at)

    def suggest(self):
        suggesting.suggest(self.request, "advice", self.draw.choice(["centre", "centre2", "walk"]), "Fits", self.worker(), self.at)

    def take_back(self):
        return suggesting.take_back(found, "No more", self.worker(), self.at) if (found := self.suggestion()) else False

    def agree(self):
        return consenting.agree(found, self.at, contact="x@mail.example", by=self.draw.choice([None, self.worker()])) if (found := self.suggestion()) else False

    def decline(self):
        return consenting.decline(found, self.at) if (found := self.suggestion()) else False

    def refer(self):
        return referring.refer(found, "Clerk", self.draw.choice(["", "clerk@advice.example"]), self.worker(), self.at) if (found := self.suggestion()) else False

    def receiver(self):
        return referring.change_receiver(found, "Other", "", self.worker(), self.at) if (found := self.referral()) else False

    def remind(self):
        return referring.remind(found, self.worker(), self.at) if (found := self.referral()) else False

    def take_up(self):
        return receiving.take_up(found, self.at.date() + timedelta(days=self.draw.randint(-1, 40)), "", self.at) if (found := self.referral()) else False

    def turn_down(self):
        return receiving.turn_down(found, "Full", self.at) if (found := self.referral()) else False

    def tell_outcome(self):
        return receiving.tell_outcome(found, self.draw.choice(HelpOutcome.values), "", self.at) if (found := self.referral()) else False

    def come_back(self):
        return coming_back.come_back(self.at) > 0

    def hand_over(self):
        """Somebody stops; when it is the other's turn later, they begin again."""
        leaving = self.worker()
        today = self.at.date()
        if not HubWorker.objects.current(today).filter(hub=self.hub, person=leaving).exists():
            HubWorker.objects.create(hub=self.hub, person=leaving, started_on=today)
            return False
        handing_over.hand_over(self.hub, leaving, self.at)
        HubWorker.objects.filter(hub=self.hub, person=leaving).update(finished_on=today)

    def gone(self):
        """The organisation closes, or opens again."""
        self.advice.gone = "" if self.advice.gone else "This organisation has closed."

    def close(self):
        closing.close(self.request, self.draw.choice(HelpOutcome.values), "", self.at, self.draw.choice([None, self.worker()]))

    def forget(self):
        forgetting.forget(self.request, self.at)
