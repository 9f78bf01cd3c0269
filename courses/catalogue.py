"""The catalogue: published courses, filtered, each with its mosaic."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from academy.models import PartnerCity
from academy.mosaic import course_mosaic_svg
from courses.models import CoursePage, Enrolment, LessonPage

AUDIENCES = {"student": "for_students", "starting": "for_starting", "practising": "for_practising"}


def audience_words() -> list[tuple[str, str]]:
    return [("student", _("Students, 18 to 24")), ("starting", _("Starting out, 20 to 30")), ("practising", _("Practising, over 25"))]


def courses_in(language: str):
    """Published courses, each once: in `language` where it exists, else in the language it was written in."""
    live = CoursePage.objects.live().public().filter(alias_of=None).select_related("locale", "city")
    best: dict = {}
    for page in live.order_by("pk"):
        kept = best.get(page.translation_key)
        if kept is None:
            best[page.translation_key] = {"page": page, "source": page}
        elif page.locale.language_code == language:
            kept["page"] = page
    return list(best.values())


def cards(language: str, person=None, only=lambda source: True) -> list[dict]:
    """What the catalogue shows of each course; three queries and one for the reader, whatever the number of courses."""
    found = [each for each in courses_in(language) if only(each["source"])]
    sums = _lesson_sums([each["source"] for each in found])
    mine = {}
    if person is not None and person.is_authenticated:
        mine = {each.course_key: each for each in Enrolment.objects.of(person).filter(course_key__in=[each["source"].translation_key for each in found])}
    return [_card(each["page"], each["source"], sums.get(each["source"].path, ([], 0)), mine.get(each["source"].translation_key)) for each in found]


def _lesson_sums(courses) -> dict[str, tuple[list[str], int]]:
    """{course path: (lesson keys in order, minutes)} of the live lessons."""
    if not courses:
        return {}
    below = Q()
    for course in courses:
        below |= Q(path__startswith=course.path, depth=course.depth + 1)
    rows = LessonPage.objects.live().filter(below).order_by("path").values_list("path", "minutes", "translation_key")
    sums: dict[str, tuple[list[str], int]] = {}
    for path, minutes, key in rows:
        parent = path[:-Page.steplen]
        keys, total = sums.get(parent, ([], 0))
        sums[parent] = ([*keys, str(key)], total + minutes)
    return sums


def _card(page, source, sums, enrolment) -> dict:
    keys, minutes = sums
    lessons = len(keys)
    laid = frozenset(n for n, key in enumerate(keys, 1) if enrolment is None or key in enrolment.done)
    done = len(laid) if enrolment else 0
    return {
        "page": page, "source": source, "title": page.title, "summary": page.summary, "url": reverse("course", args=[source.slug]),
        "lesson_count": lessons, "minutes": minutes, "level": source.get_level_display(), "enrolment": enrolment,
        "language": page.locale.language_code, "done": done,
        "mosaic_svg": course_mosaic_svg(lessons, laid, source.tradition, key=f"c{source.pk}", title=""),
    }


def catalogue(request) -> dict:
    audience, language, tag, city = (request.GET.get(name, "")[:60] for name in ("audience", "language", "tag", "city"))

    def wanted(source) -> bool:
        return ((audience not in AUDIENCES or getattr(source, AUDIENCES[audience]))
                and (not city or (source.city is not None and source.city.slug == city))
                and (not tag or source.pk in tagged) and (not language or source.translation_key in written_in))

    tagged = set(CoursePage.objects.live().filter(tags__slug=tag).values_list("pk", flat=True)) if tag else set()
    written_in = set(CoursePage.objects.live().filter(locale__language_code=language).values_list("translation_key", flat=True)) if language else set()
    found = cards(get_language(), request.user, wanted)
    return {"courses": found, "audience": audience, "language": language, "tag": tag, "city": city, "audiences": audience_words(),
            "cities": PartnerCity.objects.filter(pk__in=CoursePage.objects.live().exclude(city=None).values("city")),
            "is_filtered": any((audience in AUDIENCES, language, tag, city))}
