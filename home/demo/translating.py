"""Translations of the demo's pages, laid with wagtail-localize as a translator would: string by string, from PO files."""

from pathlib import Path

import polib
from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from courses.models import CourseIndexPage, CoursePage, LessonPage
from home.models import HomePage, StandardPage

HERE = Path(__file__).parent / "translations"
TRANSLATED_LESSONS = ("citess-method", "iess-tunisia")


def pages_to_translate(home: HomePage) -> list[Page]:
    """Parents first: the home page, the catalogue, plain pages, the reference course and the two lessons."""
    course = CoursePage.objects.get(slug="co-production", locale=home.locale)
    return [home, CourseIndexPage.objects.child_of(home).get(), *StandardPage.objects.child_of(home), course,
            *LessonPage.objects.child_of(course).filter(slug__in=TRANSLATED_LESSONS)]


def lay_translation(home: HomePage, code: str, say=lambda words: None) -> int:
    """Publish the pages in the language `code`, once. Answers how many strings had no translation."""
    locale = Locale.objects.get(language_code=code)
    words = {entry.msgid: entry.msgstr for entry in polib.pofile(str(HERE / f"{code}.po")) if entry.msgstr}
    missing = 0
    for page in pages_to_translate(home):
        if Translation.objects.filter(source__object_id=page.translation_key, target_locale=locale).exists():
            continue
        say(f"  {code}: {page.title}")
        # Each in a transaction of its own: wagtail-localize publishes when it ends, from a copy of the page that knows no children laid since.
        with transaction.atomic():
            missing += _translate(page, locale, words)
    return missing


def _translate(page: Page, locale: Locale, words: dict[str, str]) -> int:
    """Publish one page in the language of `locale`. Answers how many of its strings had no translation."""
    missing = 0
    source, _made = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=locale)
    for segment in StringSegment.objects.filter(source=source).select_related("string", "context"):
        told = words.get(segment.string.data)
        if told is None:
            missing += 1
            continue
        StringTranslation.objects.update_or_create(
            translation_of=segment.string, locale=locale, context=segment.context,
            defaults={"data": told, "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL})
    translation.save_target(publish=True)
    return missing


def template(home: HomePage) -> polib.POFile:
    """Every string of those pages, for a translator."""
    po, seen = polib.POFile(wrapwidth=0), set()
    po.metadata = {"Content-Type": "text/plain; charset=utf-8", "Language": "en"}
    for page in pages_to_translate(home):
        source, _made = TranslationSource.update_or_create_from_instance(page)
        for segment in StringSegment.objects.filter(source=source).select_related("string").order_by("order"):
            if segment.string.data not in seen:
                seen.add(segment.string.data)
                po.append(polib.POEntry(msgid=segment.string.data, comment=page.title))
    return po
