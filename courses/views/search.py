"""Search over courses and lessons."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from academy.context import OWN_NAMES
from courses import searching
from courses.catalogue import audience_words

HITS_A_PAGE = 10


@require_safe
def search(request):
    wanted = searching.Wanted.read(request.GET)
    found = searching.search(wanted, get_language())
    page = Paginator(found.hits, HITS_A_PAGE).get_page(request.GET.get("page"))
    searching.tell(list(page), found.words)
    return render(request, "courses/search.html", {
        "wanted": wanted, "found": found, "hits": page, "asked": bool(wanted.q or wanted.is_narrowed), "audiences": audience_words(),
        "languages": list(OWN_NAMES.items()), "kinds": [("course", _("Courses")), ("lesson", _("Lessons")), ("story", _("Stories of practice"))],
        "query_string": urlencode({name: getattr(wanted, name) for name in wanted.__dataclass_fields__ if getattr(wanted, name)}),
        "names": OWN_NAMES, **searching.choices()})
