"""The door for mail: one recipient, one safe subject line, the reader's language and direction, and nothing for the erased."""

import smtplib
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.utils import getaddresses

import pytest
from django.core import mail
from django.db import transaction
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _

from academy import emails
from academy.emails import mail_context, queue_mail, queue_rendered
from academy.mail_message import build, message_id, single_line
from academy.models import Intention, User
from academy.outbox_drain import drain

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)


def later():
    return datetime.now(UTC) + timedelta(seconds=5)


@pytest.fixture
def greeting(settings, tmp_path, monkeypatch):
    """A mail of one template; gives a dict: what its context function returns."""
    folder = tmp_path / "emails" / "tests" / "greeting"
    folder.mkdir(parents=True)
    (folder / "subject.txt").write_text("{% load i18n %}{% translate 'Courses' %}: {{ course }}\n")
    (folder / "body.txt").write_text("Hello {{ person.name }},\n\nsee {{ base_url }}/x?a=1&b=2\n<b>{{ course }}</b>\n")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}]
    autodiscover_modules("outbox_handlers")  # a first discovery inside this test would register in what is forgotten after it
    monkeypatch.setattr(emails, "_contexts", {})
    said = {"course": "Co-production & more", "seen": []}

    @mail_context("tests/greeting")
    def context(person, ids):
        said["seen"].append((person.pk, ids, str(_("Courses"))))
        return None if said.get("unwanted") else {key: said[key] for key in said if key != "seen"}

    return said


@pytest.fixture
def lia():
    return User.objects.create_user("lia@example.org", name='Lia "the reader", Learns', language="en")


def send(person, key="k") -> list:
    with transaction.atomic():
        queue_mail("tests/greeting", person, key, course=17)
    drain(later)
    return mail.outbox


class TestOneMail:
    def test_its_row_holds_ids_only(self, greeting, lia):
        with transaction.atomic():
            row = queue_mail("tests/greeting", lia, "certificate:17", course=17)
        assert row.key == "mail:certificate:17"
        assert row.payload == {"template": "tests/greeting", "person": lia.pk, "ids": {"course": 17}}

    def test_it_says_what_the_context_says_as_text_and_as_html(self, greeting, lia):
        (sent,) = send(lia)
        assert 'Hello Lia "the reader", Learns,' in sent.body and "<b>Co-production & more</b>" in sent.body
        ((html, kind),) = [tuple(each) for each in sent.alternatives]
        assert kind == "text/html" and "&lt;b&gt;Co-production &amp; more&lt;/b&gt;" in html and "<b>" not in html
        assert 'href="http://127.0.0.1:8000/x?a=1&amp;b=2"' in html
        assert 'lang="en" dir="ltr"' in html and "style" not in html

    def test_a_name_with_quotes_and_commas_is_one_recipient(self, greeting, lia):
        (sent,) = send(lia)
        parsed = message_from_bytes(sent.message().as_bytes(), policy=policy.default)
        assert getaddresses([str(parsed["To"])]) == [('Lia "the reader", Learns', "lia@example.org")]
        assert sent.recipients() == ['"Lia \\"the reader\\", Learns" <lia@example.org>']

    def test_a_name_cannot_add_a_recipient(self, greeting, lia):
        lia.name = 'Lia" <eve@example.org>, "x\r\nBcc: eve@example.org'
        lia.save()
        (sent,) = send(lia)
        parsed = message_from_bytes(sent.message().as_bytes(), policy=policy.default)
        assert [address for _name, address in getaddresses([str(parsed["To"])])] == ["lia@example.org"]
        assert parsed["Bcc"] is None

    def test_a_subject_is_one_line_whatever_is_in_it(self, greeting, lia):
        greeting["course"] = "A\r\nBcc: eve@example.org\u2028\x00" + "é" * 300
        (sent,) = send(lia)
        assert sent.subject.startswith("Courses: A Bcc: eve@example.org é") and len(sent.subject) == 150
        assert message_from_bytes(sent.message().as_bytes(), policy=policy.default)["Bcc"] is None

    def test_it_can_be_stopped_and_says_why_it_came(self, greeting, lia):
        greeting |= {"unsubscribe_url": "http://127.0.0.1:8000/en/stop/abc/", "why": "You follow this talk."}
        (sent,) = send(lia)
        assert sent.extra_headers["List-Unsubscribe"] == "<http://127.0.0.1:8000/en/stop/abc/>"
        assert "You follow this talk." in sent.body and "/en/stop/abc/" in sent.body


class TestLanguage:
    def test_words_are_made_in_the_readers_language(self, greeting, lia):
        lia.language = "ar"
        lia.save()
        (sent,) = send(lia)
        ((html, _kind),) = [tuple(each) for each in sent.alternatives]
        assert 'lang="ar" dir="rtl"' in html
        assert sent.extra_headers["Content-Language"] == "ar"

    def test_arabic_goes_through_the_wire_whole(self, greeting, lia):
        greeting["course"] = "الإنتاج المشترك"
        (sent,) = send(lia)
        parsed = message_from_bytes(sent.message().as_bytes(), policy=policy.default)
        assert parsed["Subject"] == "Courses: الإنتاج المشترك"
        assert "الإنتاج المشترك" in parsed.get_body(("plain",)).get_content()


class TestWhoGetsNone:
    def test_an_erased_person_when_it_is_queued(self, greeting, lia):
        lia.erased_at = NOW
        assert send(lia) == []
        assert not Intention.objects.exists()

    def test_a_person_erased_while_it_waited(self, greeting, lia):
        with transaction.atomic():
            queue_mail("tests/greeting", lia, "k")
        User.objects.filter(pk=lia.pk).update(erased_at=NOW)
        drain(later)
        assert mail.outbox == [] and greeting["seen"] == []
        assert Intention.objects.get().done_at

    def test_a_person_whose_reason_is_gone(self, greeting, lia):
        greeting["unwanted"] = True
        assert send(lia) == []
        assert Intention.objects.get().done_at

    def test_nobody_gets_it_twice(self, greeting, lia):
        send(lia)
        assert len(send(lia)) == 1


class TestTrouble:
    def test_a_second_try_has_the_same_message_id(self, greeting, lia, monkeypatch):
        from academy import mail_message
        tried = []

        def down_once(message):
            tried.append(message.extra_headers["Message-ID"])
            if len(tried) == 1:
                raise smtplib.SMTPServerDisconnected("gone away")

        monkeypatch.setattr(emails, "send", down_once)
        send(lia)
        row = Intention.objects.get()
        assert row.done_at is None and "gone away" in row.error
        drain(lambda: row.run_at)
        assert tried == [mail_message.message_id("mail:k")] * 2

    def test_an_address_refused_for_good_is_given_up(self, greeting, lia, monkeypatch):
        from django.core.mail.backends.locmem import EmailBackend

        def refuse(_self, _messages):
            raise smtplib.SMTPRecipientsRefused({"lia@example.org": (550, b"no such user lia@example.org")})

        monkeypatch.setattr(EmailBackend, "send_messages", refuse)
        send(lia)
        row = Intention.objects.get()
        assert row.dead_at and row.attempts == 1 and "lia@" not in row.error

    def test_a_busy_mail_server_is_tried_again(self, greeting, lia, monkeypatch):
        from django.core.mail.backends.locmem import EmailBackend

        def busy(_self, _messages):
            raise smtplib.SMTPRecipientsRefused({"lia@example.org": (451, b"greylisted, lia@example.org")})

        monkeypatch.setattr(EmailBackend, "send_messages", busy)
        send(lia)
        row = Intention.objects.get()
        assert row.dead_at is None and "451" in row.error and "lia@" not in row.error

    def test_a_template_without_a_context_is_given_up_and_says_so(self, greeting, lia):
        with transaction.atomic():
            queue_mail("tests/nobody", lia, "k")
        drain(later)
        assert "no context is registered" in Intention.objects.get(dead_at__isnull=False).error


def test_account_mail_is_sent_and_its_secret_forgotten():
    queue_rendered("account:1", "lia@example.org", "Your code", "The code is 123456.")
    assert "123456" in Intention.objects.get().payload["text"]
    drain(later)
    assert "123456" in mail.outbox[0].body and mail.outbox[0].to == ["lia@example.org"]
    assert Intention.objects.get().payload == {}


def test_embedded_mail_is_one_readable_file_each(settings, tmp_path):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "academy.mail_files.EmailBackend", tmp_path / "mail"
    for n in range(2):
        build(key=str(n), name="Lía", to="lia@example.org", subject=f"Número {n}", text="Olá\n\nhttp://127.0.0.1:8000/en/").send()
    files = sorted((tmp_path / "mail").iterdir())
    assert [path.suffix for path in files] == [".eml", ".eml"]
    parsed = message_from_bytes(files[0].read_bytes(), policy=policy.default)
    assert parsed["Subject"] == "Número 0" and "Olá" in parsed.get_body(("plain",)).get_content()
    assert b"http://127.0.0.1:8000/en/" in files[0].read_bytes(), "a link must be readable in the raw file"


def test_a_message_id_is_the_keys_and_the_houses(settings):
    assert message_id("a") == message_id("a") != message_id("b")
    assert message_id("a").endswith("@127.0.0.1>")


@pytest.mark.parametrize(("given", "wanted"), [("a\tb\nc", "a b c"), ("e\u0301", "é"), ("  x  ", "x"), ("\x00\x1b[0m", "[0m"), ("שלום", "שלום")])
def test_a_single_line_is_a_single_line(given, wanted):
    assert single_line(given) == wanted
