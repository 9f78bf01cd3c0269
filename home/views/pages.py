"""Plain pages in the reader's language, or in the source language, which is then said."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from courses.lesson_body import direction, language_name
from home.models import StandardPage


@require_safe
def standard_page(request, slug: str):
    found = list(StandardPage.objects.live().public().filter(slug=slug).select_related("locale").order_by("pk"))
    if not found:
        raise Http404(slug)
    page = next((each for each in found if each.locale.language_code == get_language()), found[0])
    written = page.locale.language_code
    return render(request, "home/standard_page.html", {"page": page, "untranslated": written != get_language(), "written_code": written,
                                                       "written_in": language_name(written), "written_direction": direction(written)})
