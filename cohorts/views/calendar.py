"""Exchanges as files for calendars and as feeds. Everybody reads the same: nothing here depends on who asks."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from academy.calendar_sources import fingerprint
from academy.emails import absolute_url
from academy.feed_answer import answer_feed
from academy.models import PartnerCity
from academy.standards import atom, icalendar, json_feed
from academy.standards.calendar_entry import CalendarHead, plain
from academy.standards.feed_item import FeedHead
from cohorts.calendar_entries import TOMBSTONES_KEPT
from cohorts.calendar_feed import entries_of, entry_of_session
from cohorts.calendar_pictures import pictures_of
from cohorts.calendar_rows import CalendarRows, exchanges_of_feed, load_rows
from cohorts.exchange_filter import Choices, ExchangeFilter
from cohorts.models import Exchange
from cohorts.news_feed import items_of


@require_safe
def exchange(request, slug):
    """All meetings of one exchange, however long ago."""
    found = get_object_or_404(Exchange.objects.public(), slug=slug)
    rows = load_rows(Exchange.objects.filter(pk=found.pk), get_language())
    return _calendar(request, rows, rows.texts[found.pk].title, f"/{get_language()}/exchanges/{slug}/", f"{slug}.ics")


@require_safe
def session(request, slug, key):
    """One meeting alone: an occurrence of a series is named by its place in the series."""
    found = get_object_or_404(Exchange.objects.public(), slug=slug)
    get_object_or_404(found.sessions, key=key)
    rows = load_rows(Exchange.objects.filter(pk=found.pk), get_language())
    return _calendar(request, rows, rows.texts[found.pk].title, f"/{get_language()}/exchanges/{slug}/", f"{slug}-{str(key)[:8]}.ics", only=key)


@require_safe
def city(request, slug):
    """What a city hosts, alone or with others."""
    found = get_object_or_404(PartnerCity, slug=slug)
    rows = load_rows(exchanges_of_feed(timezone.now(), TOMBSTONES_KEPT).hosted_by(found), get_language())
    return _calendar(request, rows, _("Exchanges in %(city)s") % {"city": found.name}, f"/{get_language()}/cities/{slug}/", f"{slug}.ics")


def _asked(request) -> tuple[CalendarRows, str]:
    """The exchanges asked for by ?city= theme= language= kind=, and what was asked, as an address says it. What is not known is 404: a feed of everything
    in its place would fill somebody's calendar."""
    wanted = ExchangeFilter.read(request.GET, Choices.load())
    if wanted.notes:
        raise Http404
    rows = load_rows(wanted.narrow(exchanges_of_feed(timezone.now(), TOMBSTONES_KEPT)), get_language())
    return rows, wanted.query()


@require_safe
def feed(request):
    rows, query = _asked(request)
    return _calendar(request, rows, _("Exchanges"), f"/{get_language()}/exchanges/{query}", "exchanges.ics", query=query)


@require_safe
def feed_atom(request):
    return _news(request, atom.CONTENT_TYPE, atom.write_atom)


@require_safe
def feed_json(request):
    return _news(request, json_feed.CONTENT_TYPE, json_feed.write_json_feed)


def _news(request, content_type: str, write):
    rows, query = _asked(request)
    head = FeedHead(title=f"{_('Exchanges')} · {settings.WAGTAIL_SITE_NAME}", source=absolute_url(request.path + query),
                    url=absolute_url(f"/{get_language()}/exchanges/{query}"), language=get_language(), author=settings.WAGTAIL_SITE_NAME)
    return answer_feed(request, fingerprint(content_type, head, rows), rows.changed_at, content_type,
                       lambda: write(head, items_of(rows, pictures_of(rows.images.values()))))


def _calendar(request, rows: CalendarRows, title: str, page: str, name: str, *, query: str = "", only=None):
    head = CalendarHead(name=plain(f"{title} · {settings.WAGTAIL_SITE_NAME}"), source=absolute_url(request.path + query), url=absolute_url(page))

    def make() -> bytes:
        pictures = pictures_of(rows.images.values())
        return icalendar.write_calendar(head, [entry_of_session(rows, only, pictures)] if only else entries_of(rows, pictures=pictures))
    return answer_feed(request, fingerprint(icalendar.PRODUCT, head, rows), rows.changed_at, icalendar.CONTENT_TYPE, make, name=name)
