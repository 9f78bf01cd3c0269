"""Choosing one's mails on the page, and ending a kind of mail by the link in it."""

import re

import pytest
from django.test import Client

from academy.erasure import erase_person
from academy.personal_data import all_exports
from cohorts.mail_links import STOP, read_stop_link, stop_url
from cohorts.models import DigestLine, MailChoice
from tests.world import NOW

pytestmark = pytest.mark.django_db
PAGE = "/en/my/mails/"


def path(url: str) -> str:
    return "/" + url.split("/", 3)[3]


class TestThePage:
    def test_without_a_choice_both_reminders_are_ticked(self, client, world):
        client.force_login(world.lia)
        page = client.get(PAGE).content.decode()
        ticked = {name for name, rest in re.findall(r'<input type="checkbox" name="(\w+)"([^>]*)>', page) if "checked" in rest}
        assert ticked == {"week_before", "day_before"} and "id_mail_follows" in page
        assert not MailChoice.objects.exists(), "looking writes nothing"

    def test_a_choice_is_kept(self, client, world):
        client.force_login(world.lia)
        answer = client.post(PAGE, {"day_before": "on", "daily_digest": "on"})
        assert answer.status_code == 302
        mine = MailChoice.objects.get(person=world.lia)
        assert (mine.week_before, mine.day_before, mine.daily_digest) == (False, True, True)

    def test_signed_out_it_leads_to_the_door(self, client, world):
        for answer in (client.get(PAGE), client.post(PAGE, {})):
            assert answer.status_code == 302 and "/account/login/" in answer.url
        assert not MailChoice.objects.exists()

    def test_it_answers_no_other_method(self, client, world):
        client.force_login(world.lia)
        assert client.put(PAGE).status_code == 405

    def test_nobody_chooses_for_another(self, client, world):
        client.force_login(world.stranger)
        client.post(PAGE, {"person": world.lia.pk, "daily_digest": "on"})
        assert list(MailChoice.objects.values_list("person_id", flat=True)) == [world.stranger.pk]


class TestStopping:
    @pytest.mark.parametrize(("what", "field"), [("week", "week_before"), ("day", "day_before"), ("digest", "daily_digest")])
    def test_a_post_without_a_visit_is_enough(self, world, what, field):
        MailChoice.objects.create(person=world.lia, daily_digest=True)
        strict = Client(enforce_csrf_checks=True)
        for _once_or_twice in range(2):
            assert strict.post(path(stop_url(world.lia, what)), {"List-Unsubscribe": "One-Click"}).status_code == 200
        assert getattr(MailChoice.objects.get(person=world.lia), field) is False

    def test_it_works_for_somebody_who_never_chose(self, client, world):
        client.post(path(stop_url(world.lia, "week")))
        mine = MailChoice.objects.get(person=world.lia)
        assert (mine.week_before, mine.day_before) == (False, True)

    def test_what_the_daily_mail_gathered_does_not_come_alone_afterwards(self, client, world):
        MailChoice.objects.create(person=world.lia, daily_digest=True)
        client.post(path(stop_url(world.lia, "digest")))
        assert MailChoice.objects.get().week_before is False

    def test_looking_changes_nothing_because_scanners_follow_links(self, client, world):
        assert client.get(path(stop_url(world.lia, "week"))).status_code == 200
        assert not MailChoice.objects.exists()

    @pytest.mark.parametrize("token", ["made-up", "1-0-made-up", "1-9", "--", "1-0-" + "A" * 43, "٣-0-x"])
    def test_a_token_of_somebody_elses_making_is_not_there(self, client, world, token):
        assert client.get(f"/en/mails/stop/{token}/").status_code == client.post(f"/en/mails/stop/{token}/").status_code == 404

    def test_a_token_stands_for_one_person_and_one_kind(self, client, world):
        token = path(stop_url(world.lia, "week")).split("/")[-2]
        assert read_stop_link(token) == (world.lia.pk, "week")
        forged = f"{world.marta.pk}-" + token.split("-", 1)[1]
        assert client.post(f"/en/mails/stop/{forged}/").status_code == 404
        reply_made = f"{world.lia.pk}-0-{STOP.__class__(salt='cohorts.reply').signature(f'{world.lia.pk}-0')}"
        assert client.post(f"/en/mails/stop/{reply_made}/").status_code == 404

    def test_logs_cut_it_out(self, world):
        from academy.logs import cut
        assert cut(f"GET {path(stop_url(world.lia, 'week'))}") == "GET /en/mails/stop/[cut]/"


class TestPersonalData:
    def test_it_is_exported_and_erased(self, world):
        MailChoice.objects.create(person=world.lia, daily_digest=True)
        DigestLine.objects.create(person=world.lia, template="cohorts/changed", key="k", made_at=NOW)
        MailChoice.objects.create(person=world.marta)
        found = {each.name: list(each.rows(world.lia)) for each in all_exports()}
        assert found["mail_choices"] == [{"week_before": True, "day_before": True, "daily_digest": True}] and len(found["digest_lines"]) == 1
        erase_person(world.lia, at=NOW)
        assert list(MailChoice.objects.values_list("person", flat=True)) == [world.marta.pk] and not DigestLine.objects.exists()
