"""The doors of asking a hub: anybody asks, the link alone opens one's request, only a hub's workers read its queue, a receiver reads what was agreed to."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from academy.models import HubWorker, User
from mentoring.models import HelpMessage, HelpRequest, Referral, Suggestion
from mentoring.orientation.consenting import agree
from mentoring.orientation.forgetting import forget
from mentoring.orientation.mails import greeted
from mentoring.orientation.suggesting import suggest
from tests.mentoring.help_world import FakeWays, ask_for_help, make_hub, make_worker, passed_on
from tests.world import TOTP_SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
ASK = "/en/desk/ask/?hub=mahdia"


@pytest.fixture
def advice(monkeypatch):
    return FakeWays(monkeypatch)


@pytest.fixture
def hanen(world):
    from allauth.mfa.totp.internal.auth import TOTP

    made = make_worker(world.mahdia)
    TOTP.activate(made, TOTP_SECRET)
    return made


@pytest.fixture
def hub(world, hanen):
    return make_hub(world.mahdia, hanen)


def filled(**more) -> dict:
    return {"stage": "idea", "kinds": ["legal", "funding"], "words": "Five women, one loom.", "language": "en", "name": "Salma", "reach": "link", "email": "", "phone": "", "website": "", **more}


def now():
    return timezone.now()


def private(name: str, row) -> str:
    return reverse(name, args=[row.token])


def is_secret(answer) -> bool:
    return answer["Referrer-Policy"] == "strict-origin" and answer["X-Robots-Tag"].startswith("noindex") and "no-store" in answer["Cache-Control"]


class TestAsking:
    def test_anybody_asks_and_finds_their_way_back_by_the_link_alone(self, client, hub, hanen):
        page = client.get(ASK).content.decode()
        assert page.count("field__why") >= 7 and "Only by my private link" in page and "priorities" not in page
        answer = client.post(ASK, filled())
        made = HelpRequest.objects.get()
        assert answer.url == private("help_request", made) and (made.owner, made.person, made.kinds, made.words) == (hanen, None, ["funding", "legal"], "Five women, one loom.")
        first = client.get(answer.url)
        assert is_secret(first) and "Keep this link" in first.content.decode() and made.token in first.content.decode() and made.token not in str(vars(made))
        client.cookies.clear()
        again = client.get(answer.url).content.decode()
        assert "Keep this link" not in again and "Five women, one loom." in again and "Somebody reads it" in again
        assert client.get("/en/desk/requests/" + "A" * 43 + "/").status_code == 404

    def test_one_way_to_be_reached_is_kept_and_what_is_missing_is_said(self, client, hub):
        wrong = client.post(ASK, filled(reach="email", email="", phone="+216 73 000"))
        page = wrong.content.decode()
        assert wrong.status_code == 422 and "Five women, one loom." in page and 'href="#id_email"' in page and not HelpRequest.objects.exists()
        client.post(ASK, filled(reach="phone", email="not an address", phone="+216 73 000"))
        assert HelpRequest.objects.values_list("email", "phone").get() == ("", "+216 73 000")
        trap = client.post(ASK, filled(website="http://spam.example"))
        assert trap.status_code == 422 and "Five women" in trap.content.decode() and HelpRequest.objects.count() == 1
        for bad in ({"stage": "other"}, {"kinds": ["x"]}, {"words": "x" * 2001}, {"words": " "}, {"language": "xx"}):
            assert client.post(ASK, filled(**bad)).status_code == 422
        assert HelpRequest.objects.count() == 1

    def test_too_many_from_one_address_wait(self, client, hub):
        codes = [client.post(ASK, filled()).status_code for _each in range(11)]
        assert codes == [302] * 10 + [429] and HelpRequest.objects.count() == 10

    def test_nobody_fills_somebody_elses_letter_box_or_baits_them_by_a_name(self, client, hub):
        codes = [client.post(ASK, filled(reach="email", email="Victim@people.example"), REMOTE_ADDR=f"192.0.2.{number}").status_code for number in range(6)]
        assert codes == [302] * 5 + [429]
        assert [greeted(name) for name in ("Dr. Ben Ali", "منى", "win at bait.example", "https://x", "a@b")] == ["Dr. Ben Ali", "منى", "", "", ""]

    def test_who_is_signed_in_is_known_and_priorities_are_asked_where_the_hub_has_them(self, client, world, hub):
        type(hub).objects.update(priority_young=True)
        client.force_login(world.lia)
        page = client.get(ASK).content.decode()
        assert 'value="Lia Learns"' in page and "I am young" in page and "I am a woman" not in page
        client.post(ASK, filled(priorities=["young"]))
        made = HelpRequest.objects.get()
        assert made.person == world.lia and made.goes_first and private("help_request", made) in client.get(ASK).content.decode()

    def test_a_hub_without_workers_is_not_asked_and_others_are_offered(self, client, world, hub, hanen):
        other = make_hub(world.cascais, world.marta)
        assert 'href="?hub=mahdia"' in client.get("/en/desk/ask/").content.decode()
        HubWorker.objects.filter(hub=hub).delete()
        page = client.get(ASK).content.decode()
        assert "answers no questions at the moment" in page and 'href="?hub=cascais"' in page and 'href="?hub=mahdia"' not in page
        assert client.post(ASK, filled()).status_code == 200 and not HelpRequest.objects.exists()
        type(other).objects.filter(pk=other.pk).update(closed_at=now())
        assert "No hub answers questions" in client.get("/en/desk/ask/").content.decode()


class TestTheOwnPage:
    def test_suggestions_are_answered_with_exactly_what_is_passed_on(self, client, hub, hanen, advice):
        request = ask_for_help(hub, now(), phone="+216 1")
        centre, walk = (suggest(request, "advice", key, "It fits.", hanen, now()) for key in ("centre", "walk"))
        address = private("help_request", request)
        page = client.get(address).content.decode()
        assert "Advice Centre gets exactly what stands here" in page and 'value="+216 1"' in page and "you go there by yourself" in page
        wrong = client.post(address, {"do": "agree", "about": centre.pk, f"s{centre.pk}-contact": ""})
        assert wrong.status_code == 422 and not Suggestion.objects.exclude(answer="").exists()
        client.post(address, {"do": "agree", "about": centre.pk, f"s{centre.pk}-name": "S.", f"s{centre.pk}-contact": "+216 2", f"s{centre.pk}-words": "Only this."})
        client.post(address, {"do": "decline", "about": walk.pk})
        centre.refresh_from_db()
        walk.refresh_from_db()
        assert (centre.answer, centre.passed_name, centre.passed_contact, centre.passed_words, walk.answer) == ("yes", "S.", "+216 2", "Only this.", "no")
        client.post(address, {"do": "decline", "about": centre.pk})
        centre.refresh_from_db()
        assert centre.answer == "yes", "a second answer changes nothing"

    def test_a_link_opens_nothing_of_another_request(self, client, hub, hanen, advice):
        mine, other = ask_for_help(hub, now()), ask_for_help(hub, now(), words="Something else")
        theirs = suggest(other, "advice", "walk", "It fits.", hanen, now())
        for do in ("agree", "decline"):
            assert client.post(private("help_request", mine), {"do": do, "about": theirs.pk}).status_code == 404
        theirs.refresh_from_db()
        assert theirs.answer == "" and "Something else" not in client.get(private("help_request", mine)).content.decode()
        for about in ("", "x", "-1", "٣", "9" * 30):
            assert client.post(private("help_request", mine), {"do": "agree", "about": about}).status_code == 404
        assert client.post(private("help_request", mine), {"do": "else"}).status_code == 404 and client.delete(private("help_request", mine)).status_code == 405

    def test_more_words_closing_and_being_forgotten(self, client, hub, hanen):
        request = ask_for_help(hub, now())
        address = private("help_request", request)
        client.post(address, {"do": "add", "words": "<b>One more</b>"})
        HelpMessage.objects.create(request=request, kind="note", words="For colleagues", by=hanen)
        page = client.get(address).content.decode()
        assert "&lt;b&gt;One more" in page and "For colleagues" not in page and "Hanen" not in page
        assert client.post(address, {"do": "close", "outcome": "unreachable"}).status_code == 422
        client.post(address, {"do": "close", "outcome": "helped", "outcome_words": "Thank you"})
        assert "closed: It helped" in client.get(address).content.decode()
        client.post(address, {"do": "forget"})
        request.refresh_from_db()
        assert request.closed_by_person and request.forgotten_at is None, "without the tick nothing is erased"
        client.post(address, {"do": "forget", "sure": "yes"})
        page = client.get(address).content.decode()
        assert "forgotten" in page and "loom" not in page and "Thank you" not in page


class TestTheHubsQueue:
    def test_only_workers_of_this_hub_find_it(self, client, world, hub, hanen):
        request = ask_for_help(hub, now())
        other = make_worker(world.cascais, "wided", "Wided Works")
        make_hub(world.cascais, other)
        from allauth.mfa.totp.internal.auth import TOTP

        boss = User.objects.get(pk=make_worker(None, "root", "Root").pk)
        User.objects.filter(pk=boss.pk).update(is_superuser=True, is_staff=True)
        for each in (other, boss):
            TOTP.activate(each, TOTP_SECRET)
        addresses = [reverse("hub_queue", args=["mahdia"]), reverse("hub_request", args=["mahdia", request.pk])]
        for person in (None, world.lia, world.mouna, world.nadia, other, boss, world.carla):
            client.logout()
            if person:
                client.force_login(User.objects.get(pk=person.pk))
            for address in addresses:
                codes = {client.get(address).status_code, client.post(address, {"do": "take"}).status_code}
                assert codes <= ({404, 405} if person else {302, 405}), (person, address, codes)
        request.refresh_from_db()
        assert request.read_at is None
        HubWorker.objects.filter(person=hanen).update(finished_on=timezone.localdate())
        client.force_login(hanen)
        assert [client.get(address).status_code for address in addresses] == [404, 404], "nor who worked there once"

    def test_the_queue_says_what_needs_doing_first_in_constant_queries(self, client, hub, hanen, advice, django_assert_max_num_queries):
        client.force_login(hanen)
        late, first, waits = ask_for_help(hub, now() - timedelta(days=9), name="Late"), ask_for_help(hub, now(), name="First"), ask_for_help(hub, now(), name="Waits")
        HelpRequest.objects.filter(pk=first.pk).update(goes_first=True)
        suggest(waits, "advice", "walk", "It fits.", hanen, now())
        with django_assert_max_num_queries(24) as few:
            page = client.get(reverse("hub_queue", args=["mahdia"])).content.decode()
        assert page.index("First") < page.index("Late") < page.index("Waits") and "late since" in page and "Waits for consent" in page
        for number in range(6):
            passed_on(hub, hanen, now(), name=f"More {number}")
        before = len(few.captured_queries)
        with django_assert_max_num_queries(before) as more:
            client.get(reverse("hub_queue", args=["mahdia"]))
        assert len(more.captured_queries) <= before
        assert late.pk != first.pk

    def test_a_worker_goes_the_whole_way_by_the_buttons(self, client, hub, hanen, advice):
        request = ask_for_help(hub, now(), email="salma@mail.example")
        address = reverse("hub_request", args=["mahdia", request.pk])
        client.force_login(hanen)

        def press(do: str, **given):
            answer = client.post(address, {"do": do, **given})
            assert answer.status_code == 302, re.findall(r'class="field__error"[^>]*>([^<]+)|<li>([^<]+)</li>', answer.content.decode())
        press("take")
        assert "Legal advice" in client.get(address, {"q": "legal"}).content.decode() and "A walk-in course" not in client.get(address, {"q": "legal", "kind": "advice"}).content.decode()
        assert client.post(address, {"do": "suggest", "kind": "advice", "key": "nothing", "why-why": "x"}).status_code == 422
        page = client.post(address, {"do": "suggest", "kind": "advice", "key": "centre", "look": "advice", "why-why": ""}).content.decode()
        assert page.count("<details open>") == 1 and 'href="#id_why-why"' in page and 'id="id_why-why"' in page, "where the summary leads, the form is open"
        press("suggest", kind="advice", key="centre", **{"why-why": "They know weavers."})
        one = request.suggestions.get()
        press("consent", about=one.pk, **{f"consent-{one.pk}-answer": "yes", f"consent-{one.pk}-contact": "+216 1", f"consent-{one.pk}-words": "Said on the telephone"})
        press("refer", about=one.pk, **{f"refer-{one.pk}-receiver_name": "Ms Clerk", f"refer-{one.pk}-receiver_email": "", f"refer-{one.pk}-language": "en"})
        sent = Referral.objects.get()
        press("remind", about=sent.pk)
        press("take_up", about=sent.pk, **{f"take_up-{sent.pk}-contact_by": (timezone.localdate() + timedelta(days=3)).isoformat()})
        press("outcome", about=sent.pk, **{f"outcome-{sent.pk}-outcome": "helped"})
        press("say", kind="note", words="She sounded glad.")
        press("put_off", on=(timezone.localdate() + timedelta(days=3)).isoformat())
        press("close", **{"end-outcome": "helped"})
        request.refresh_from_db()
        one.refresh_from_db()
        assert (request.outcome, one.by_phone, one.passed_contact) == ("helped", True, "+216 1")
        late = client.post(address, {"do": "say", "kind": "answer", "words": "Hello"})
        assert late.status_code == 422 and "This request is closed" in late.content.decode()
        assert client.post(address, {"do": "nothing"}).status_code == 404 and client.post(address, {"do": "refer", "about": "999"}).status_code == 404
        forget(request, now())
        assert client.get(address).status_code == 404


class TestTheReceiver:
    def test_they_read_what_was_agreed_to_and_answer_without_an_account(self, client, hub, hanen, advice):
        _request, _one, sent = passed_on(hub, hanen, now(), phone="+216 99 secret")
        address = private("referral_answer", sent)
        first = client.get(address)
        page = first.content.decode()
        assert is_secret(first) and "Five women, one loom." in page and "salma@mail.example" in page and "weave together" not in page and "+216 99" not in page
        wrong = client.post(address, {"do": "take_up", "take_up-contact_by": "2020-01-01"})
        assert wrong.status_code == 422 and client.post(address, {"do": "turn_down", "turn_down-reason": ""}).status_code == 422
        client.post(address, {"do": "take_up", "take_up-contact_by": (timezone.localdate() + timedelta(days=2)).isoformat(), "take_up-words": "Gladly."})
        assert client.post(address, {"do": "turn_down", "turn_down-reason": "No"}).status_code == 422
        client.post(address, {"do": "outcome", "outcome-outcome": "partly", "outcome-outcome_words": "A first talk."})
        sent.refresh_from_db()
        assert (sent.answer, sent.outcome, sent.ending) == ("accepted", "partly", "outcome")
        after = client.get(address).content.decode()
        assert "Thank you" in after and "one loom" not in after and "salma@" not in after
        assert client.get("/en/desk/referrals/" + "A" * 43 + "/").status_code == 404 and client.post(address, {"do": "x"}).status_code == 404

    def test_after_the_person_is_forgotten_nothing_is_left_to_read(self, client, hub, hanen, advice):
        request, _one, sent = passed_on(hub, hanen, now())
        forget(request, now())
        page = client.get(private("referral_answer", sent)).content.decode()
        assert "This is over" in page and "loom" not in page and "Salma" not in page
        assert client.post(private("referral_answer", sent), {"do": "take_up", "take_up-contact_by": timezone.localdate().isoformat()}).status_code == 422


def test_pages_stand_in_arabic(client, hub, hanen, advice):
    request = ask_for_help(hub, now())
    agree(suggest(request, "advice", "centre", "It fits.", hanen, now()), now(), contact="x")
    for address in ("/ar/desk/ask/?hub=mahdia", private("help_request", request).replace("/en/", "/ar/")):
        assert 'dir="rtl"' in client.get(address).content.decode()
