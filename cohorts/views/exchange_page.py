"""One exchange, for everybody; a draft for those who prepare it; and what an editor's preview shows."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cohorts.archive import archive_of
from cohorts.exchange_screen import exchange_context
from cohorts.exchange_words import words_of, words_on
from cohorts.models import Exchange
from cohorts.reader_zone import zone_of_reader


@require_safe
def exchange(request, slug: str):
    found = get_object_or_404(Exchange.objects.visible_to(request.user).select_related("host_city"), slug=slug)
    words = words_of(found, get_language(), drafts=not found.is_public)
    now = timezone.now()
    context = exchange_context(found, words, request.user, now, zone_of_reader(request))
    return render(request, "cohorts/exchanges/exchange.html", {**context, **archive_of(found, request.user, get_language(), now)})


def preview(request, page):
    """A page as it is being written, in the editors' admin."""
    words = words_on(page, page.exchange, get_language(), drafts=True)
    context = exchange_context(page.exchange, words, request.user, timezone.now(), zone_of_reader(request))
    return render(request, "cohorts/exchanges/exchange.html", {**context, "is_preview": True})
