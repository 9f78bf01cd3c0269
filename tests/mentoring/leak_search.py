"""Looking for what must not be read: every page a reader can reach by links, their mails, calendar, export, and what the machine keeps."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from django.test import Client

from academy.feed_addresses import give_calendar_address
from academy.models import Event, Intention
from academy.personal_data_export import write_export
from mentoring.models import MatchingRun

# Elsewhere cities, their organisations and people's writing are public for other reasons; and what a link of these does is not done.
WALKED = re.compile(r"^/en/(my|mentoring|network|city)/")
NOT_WALKED = re.compile(r"log-?out|erase|export|^/en/city/[^/]+/(people|team|invitations)")
# Lists to choose from name every city and organisation to everybody.
CHOICES = re.compile(r"<option\b.*?</option>|<label class=\"choice\".*?</label>", re.DOTALL)
MOST_PAGES = 60
NO_WORDS = re.compile(r"[\w.~+/=-]{80,}", re.ASCII)


def secrets_of(person, *, with_city: bool) -> list[str]:
    """Words that say who somebody is: each of their name, the address, the organisation; and the city."""
    return [*person.name.split(), person.email.split("@")[0], person.organisation.name, *([person.city.name] if with_city else [])]


def found_in(text: str, words: list[str]) -> list[str]:
    """Which of the words stand in it, whatever their case. A signature or a code spells anything by chance: runs without a space that long are no words."""
    low = NO_WORDS.sub(" ", text).casefold()
    return [word for word in words if word.casefold() in low]


def walk(person, starts: list[str]) -> dict[str, str]:
    """{address: page} of what `person` (None: nobody signed in) reaches by links from `starts`."""
    client = Client()
    if person is not None:
        client.force_login(person)
    waiting, pages = list(starts), {}
    while waiting and len(pages) < MOST_PAGES:
        address = waiting.pop(0)
        if address in pages:
            continue
        answer = client.get(address, follow=True)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        pages[address] = CHOICES.sub("", body.decode("utf-8", "replace")) if answer.status_code == 200 else ""
        for link in re.findall(r'href="([^"#]+)', pages[address]):
            target = urlsplit(urljoin(address, link.replace("&amp;", "&")))
            path = f"{target.path}?{target.query}" if target.query else target.path
            if target.netloc in ("", "testserver", "localhost") and WALKED.search(path) and not NOT_WALKED.search(path):
                waiting.append(path)
    return pages


def read_by(person, at) -> dict[str, str]:
    """Their calendar and their export, as text."""
    calendar = urlsplit(give_calendar_address(person, at)).path
    found = {"calendar": Client().get(calendar).content.decode()}
    with write_export(person, at) as made, zipfile.ZipFile(io.BytesIO(made.read())) as archive:
        found |= {f"export {name}": archive.read(name).decode() for name in archive.namelist()}
    return found


def kept_by_the_machine() -> Iterator[tuple[str, str]]:
    """The log of events, the outbox, the inputs and results of runs: what coordinators and operators may read."""
    for one in Event.objects.all():
        yield f"event {one.verb}", json.dumps([one.object_key, one.details])
    for one in Intention.objects.all():
        yield f"intention {one.kind}", json.dumps([one.key, one.payload, one.error])
    for one in MatchingRun.objects.all():
        yield f"run {one.pk}", json.dumps([one.input, one.result, one.rules, one.error])


def text_of(message) -> str:
    """A mail with its headers, every part of it."""
    parts = [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
    return "\n".join([*(f"{name}: {value}" for name, value in message.items()), *parts])
