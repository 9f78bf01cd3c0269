"""Laying the pages of an exchange: one real page in each language somebody wrote it in, an alias of the first in every other.

The parent's row is written first, so that two coordinators who lay pages at once do so one after the other (the tree has no lock of its own).
Rights are asked by who calls: a coordinator keeps these pages by being one, without the editors' rights of the CMS.
"""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from cohorts.models import Exchange, ExchangeIndexPage, ExchangePage
from cohorts.programme_text import to_html, to_text


@dataclass(frozen=True, slots=True)
class Words:
    """What readers get of an exchange. `text`: the programme as typed (cohorts/programme_text.py); None leaves it as it is."""

    title: str
    summary: str
    text: str | None = None


class NoHome(Exception):
    """There is no home page in this language to lay pages under."""


def homes() -> dict[str, Page]:
    """{language code: its home page that readers can open}, the site's own first."""
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        return {}
    root = site.root_page
    found = [root, *root.get_translations().select_related("locale").live()]
    return {page.locale.language_code: page for page in found}


def _alone(page: Page) -> Page:
    """The page as it is now, its row locked until the transaction ends."""
    Page.objects.filter(pk=page.pk).update(numchild=F("numchild"))
    return type(page).objects.get(pk=page.pk)


def index_in(language: str) -> ExchangeIndexPage:
    """The programme in this language, made if it is missing. NoHome without a home page."""
    home = homes().get(language)
    if home is None:
        raise NoHome(language)
    home = _alone(home)
    there = ExchangeIndexPage.objects.filter(locale=home.locale).first()
    if there is not None:
        return _alone(there)
    other = ExchangeIndexPage.objects.order_by("pk").first()
    with translation.override(language):
        title = str(_("Exchanges"))
    made = home.add_child(instance=ExchangeIndexPage(title=title, slug="exchanges", locale=home.locale, translation_key=other.translation_key if other else uuid.uuid4()))
    made.save_revision().publish(skip_permission_checks=True)
    return ExchangeIndexPage.objects.get(pk=made.pk)


def page_in(exchange: Exchange, language: str) -> ExchangePage | None:
    return ExchangePage.objects.filter(exchange=exchange, locale__language_code=language).select_related("locale").first()


def lay_draft(exchange: Exchange, words: Words, by) -> ExchangePage:
    """The page in the exchange's first language, not published."""
    index = index_in(exchange.source_language)
    page = ExchangePage(title=words.title, draft_title=words.title, slug=exchange.slug, summary=words.summary, exchange=exchange, translation_key=exchange.key,
                        locale=index.locale, live=False, owner=by)
    if words.text:
        put_programme(page, words.text)
    made = index.add_child(instance=page)
    made.save_revision(user=by)
    return made


def first_page(exchange: Exchange, by) -> ExchangePage:
    """The page in the language the exchange was written in; a new draft where an editor has deleted it, so that the desk never stands still."""
    found = page_in(exchange, exchange.source_language)
    if found is None:
        with transaction.atomic():
            stand_in = exchange.slug.replace("-", " ").capitalize()
            found = lay_draft(exchange, Words(stand_in, stand_in), by)
    return found


def write_words(exchange: Exchange, language: str, words: Words, by) -> ExchangePage:
    """Write the page of a language. A new one, or one that only repeated the first language, becomes a page of its own, published if the exchange is."""
    page = page_in(exchange, language)
    if page is None:
        page = _copy_into(exchange, language)
    if page.alias_of_id is not None:
        page.alias_of = None
        page.save(update_fields=["alias_of"])
    page = page.get_latest_revision_as_object()
    page.title = page.draft_title = words.title
    page.summary = words.summary
    if words.text is not None:
        put_programme(page, words.text)
    if not page.live:
        page.save()
    revision = page.save_revision(user=by)
    if exchange.is_public:
        revision.publish(user=by, skip_permission_checks=True)
    return page


def _copy_into(exchange: Exchange, language: str) -> ExchangePage:
    """An unpublished copy of the first page below the programme of `language`."""
    index = index_in(language)
    source = page_in(exchange, exchange.source_language)
    made = index.add_child(instance=ExchangePage(
        title=source.title, draft_title=source.title, slug=exchange.slug, summary=source.summary, exchange=exchange, translation_key=exchange.key, locale=index.locale,
        image=source.image, image_alt=source.image_alt, body=source.body, live=False, owner=source.owner))
    return made


def copy_words(old: Exchange, new: Exchange, by) -> None:
    """Programme and picture of the first language onto the page `new` has, and the pages written in other languages, as drafts."""
    for page in ExchangePage.objects.filter(exchange=old, alias_of__isnull=True).select_related("locale"):
        latest = page.get_latest_revision_as_object()
        mine = page_in(new, page.locale.language_code)
        if mine is None:
            mine = _copy_into(new, page.locale.language_code)
            mine.title = mine.draft_title = latest.title
            mine.summary = latest.summary
        mine.body, mine.image, mine.image_alt = latest.body, latest.image, latest.image_alt
        mine.save()
        mine.save_revision(user=by)


def publish_pages(exchange: Exchange, by) -> None:
    """Everything written goes live, and every language that has a home page gets at least an alias. Safe to call again."""
    for page in ExchangePage.objects.filter(exchange=exchange, alias_of__isnull=True).select_related("locale"):
        if not page.live:
            revision = page.get_latest_revision() or page.save_revision(user=by)
            revision.publish(user=by, skip_permission_checks=True)
    lay_aliases(exchange)


def lay_aliases(exchange: Exchange) -> list[str]:
    """Languages that got an alias just now."""
    source = page_in(exchange, exchange.source_language)
    there = set(ExchangePage.objects.filter(exchange=exchange).values_list("locale__language_code", flat=True))
    laid = []
    for language in homes():
        if language not in there:
            index = index_in(language)
            ExchangePage.objects.get(pk=source.pk).create_alias(parent=index, update_slug=exchange.slug, update_locale=index.locale, reset_translation_key=False)
            laid.append(language)
    return laid


# The programme ---------------------------------------------------------------------------------------

def _first_text(page: ExchangePage) -> tuple[int | None, list[dict]]:
    body = [dict(block) for block in page.body.get_prep_value()]
    return next((place for place, block in enumerate(body) if block["type"] == "text"), None), body


def programme_of(page: ExchangePage) -> str | None:
    """The programme as it can be typed on; None when editors made more of it than fits into a box."""
    place, body = _first_text(page)
    return to_text(body[place]["value"]) if place is not None else ("" if not body else None)


def put_programme(page: ExchangePage, text: str) -> None:
    """The first text of the page; whatever editors put around it stays."""
    place, body = _first_text(page)
    if place is not None and to_text(body[place]["value"]) is None:
        return
    markup = to_html(text)
    if place is not None and markup:
        body[place]["value"] = markup
    elif place is not None:
        del body[place]
    elif markup:
        body.append({"type": "text", "value": markup, "id": str(uuid.uuid4())})
    page.body = ExchangePage._meta.get_field("body").to_python(body)
