"""The demo's requests at the hub of Mahdia, at three stages: one that nobody has read, one that waits for a yes, one that was passed on and helped.

People and bodies are invented. Each request has a fixed private link, so that a visitor can follow it as the one who asked: DEMO_TOKENS.
"""

from datetime import datetime, timedelta

from academy import ways
from academy.demo_sign_in import DEMO_DOMAIN
from academy.models import Hub, HubWorker, User
from mentoring.models import HelpRequest, PriorityCount, Suggestion
from mentoring.models.private_links import digest
from mentoring.orientation.asking import ask
from mentoring.orientation.closing import close
from mentoring.orientation.consenting import agree
from mentoring.orientation.receiving import take_up, tell_outcome
from mentoring.orientation.referring import refer
from mentoring.orientation.saying import answer, take
from mentoring.orientation.suggesting import suggest

# Public on purpose: they open invented requests of the demo, which production refuses to lay.
DEMO_TOKENS = {"new": "demo-a-new-request-that-nobody-has-read-yet",
               "consent": "demo-a-request-that-waits-for-a-yes-or-a-no", "outcome": "demo-a-request-that-was-passed-on-and-helped"}
NEW = "نحن خمس نساء ننسج ونطرّز في بيوتنا. نريد أن نبيع معًا بدل أن تبيع كل واحدة وحدها. ما هو الشكل القانوني الذي يناسبنا، ومن يساعدنا على الخطوة الأولى؟"
CONSENT = "We repair fishing nets, four of us, and sell what we make from old ones. We would like a place to work in, and somebody who looks at our figures with us."
OUTCOME = "I cook for two nurseries and want to found a canteen co-operative with three neighbours. Who helps us with the statutes?"


def lay_help_requests(now: datetime) -> None:
    """Each once; after the directory, the hub and courses. Nothing where the hub is not open."""
    hub = Hub.objects.open().select_related("city").filter(city__slug="mahdia").first()
    worker = User.objects.filter(email="hubworker" + DEMO_DOMAIN).first()
    if hub is None or worker is None or HelpRequest.objects.filter(token_sha256=digest(DEMO_TOKENS["new"])).exists():
        return
    HubWorker.objects.get_or_create(hub=hub, person=worker, finished_on=None, defaults={"started_on": (now - timedelta(days=120)).date()})
    _helped(hub, worker, now)
    _waits(hub, worker, now)
    _keep(ask(hub, stage="idea", kinds=["legal", "orientation"], words=NEW, language="ar", name="سلمى", priorities=["women"], at=now - timedelta(hours=5)), "new")
    if hub.priority_women:
        PriorityCount.objects.get_or_create(hub=hub, month=now.date().replace(day=1), kind="women", defaults={"count": 7})


def _waits(hub: Hub, worker: User, now: datetime) -> None:
    """A place and a course are suggested; the person has not answered."""
    asked = _keep(ask(hub, stage="running", kinds=["space", "consultancy"], words=CONSENT, language="en", name="Nejib", phone="+216 00 000 111", at=now - timedelta(days=3)), "consent")
    take(asked, worker, now - timedelta(days=2))
    for kind, key in (_first(hub, "place", now), _first(hub, "service", now, "consult"), _first(hub, "course", now)):
        if key:
            suggest(asked, kind, key, {"place": "You can work there together, and come and look at it first.", "service": "They go through figures with small groups, step by step.",
                                       "course": "It is short, and the lesson on first steps speaks of a workshop like yours."}[kind], worker, now - timedelta(days=1))


def _helped(hub: Hub, worker: User, now: datetime) -> None:
    """Passed on, taken up, and what came of it is known; the hub closed it."""
    begun = now - timedelta(days=40)
    asked = _keep(ask(hub, stage="starting", kinds=["legal"], words=OUTCOME, language="en", name="Rim", phone="+216 00 000 222", at=begun), "outcome")
    take(asked, worker, begun + timedelta(days=1))
    answer(asked, "Thank you for writing. Statutes are where most begin; here is somebody who has done it before.", worker, begun + timedelta(days=1))
    kind, key = _first(hub, "service", now, "legal")
    if not key:
        return
    suggestion: Suggestion = suggest(asked, kind, key, "They have helped other canteens with their statutes.", worker, begun + timedelta(days=1))
    agree(suggestion, begun + timedelta(days=2), name="Rim", contact="+216 00 000 222", words="Four of us want to found a canteen co-operative. We need help with the statutes.")
    suggestion.refresh_from_db()
    if suggestion.receiver:
        sent = refer(suggestion, "The legal desk", "", worker, begun + timedelta(days=2), language="en")
        take_up(sent, (begun + timedelta(days=8)).date(), "We meet on Tuesdays; come and see us.", begun + timedelta(days=4), worker)
        tell_outcome(sent, "helped", "The statutes are written, and the four have signed them.", begun + timedelta(days=28), worker)
    close(asked, "helped", "The canteen opens in spring.", begun + timedelta(days=30), worker)


def _first(hub: Hub, kind: str, now: datetime, words: str = "") -> tuple[str, str]:
    """(kind, key) of the first way that fits the words, or of any of its kind; ("", "") where there is none."""
    for each in ways.way_kinds():
        if each.kind == kind:
            found = each.find(hub, words, "en", now) or each.find(hub, "", "en", now)
            return (kind, found[0].key) if found else ("", "")
    return "", ""


def _keep(asked: HelpRequest, which: str) -> HelpRequest:
    """With the fixed link, which no mail could write: so nobody of them gave an e-mail address."""
    HelpRequest.objects.filter(pk=asked.pk).update(token_sha256=digest(DEMO_TOKENS[which]))
    asked.token_sha256 = digest(DEMO_TOKENS[which])
    return asked
