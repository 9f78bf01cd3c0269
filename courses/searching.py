"""Search over published courses and lessons, each found once, in the reader's language where it is published in it.

The same on SQLite and PostgreSQL: the database says which pages match, the order is decided here. The number of queries
depends neither on what is found nor on how much there is.
"""

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Length, Substr
from django.urls import reverse
from modelsearch.backends import get_search_backend
from taggit.models import Tag
from wagtail.models import Page

from academy.models import PartnerCity
from courses.catalogue import AUDIENCES
from courses.models import CoursePage, LessonPage
from courses.models.content import CourseTag, LessonTag
from courses.prefix_search import all_of, any_of
from courses.snippets import begins_with, snippet, text_of_blocks, words_of

MOST_TYPED = 100
MOST_MATCHES = 2_000
KINDS = ("course", "lesson", "story")


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for. Empty strings mean “any”."""

    q: str = ""
    audience: str = ""
    language: str = ""
    tag: str = ""
    city: str = ""
    kind: str = ""

    @classmethod
    def read(cls, given) -> "Wanted":
        """From a request's GET: too much is cut, control characters are dropped."""
        values = {name: "".join(each for each in given.get(name, "") if each.isprintable())[:MOST_TYPED].strip() for name in cls.__dataclass_fields__}
        return cls(**values)

    @property
    def is_narrowed(self) -> bool:
        return any((self.audience, self.language, self.tag, self.city, self.kind))


@dataclass
class Hit:
    """One course or lesson found. `page`: the page shown; `number` and `total`: its place, for a lesson."""

    key: UUID
    page: Page
    source: Page
    course: CoursePage
    course_source: CoursePage
    languages: frozenset[str]
    score: float = 0
    number: int = 0
    total: int = 0
    text: str = ""

    @property
    def is_lesson(self) -> bool:
        return isinstance(self.page, LessonPage)

    @property
    def url(self) -> str:
        if self.is_lesson:
            return reverse("lesson", args=[self.course_source.slug, self.source.slug])
        return reverse("course", args=[self.course_source.slug])

    @property
    def language(self) -> str:
        return self.page.locale.language_code

    @property
    def tells_its_body(self) -> bool:
        """A lesson shows its words here only if everyone may read them on its own page."""
        return self.is_lesson and self.course_source.open_to_read and not self.source.release


@dataclass
class Found:
    hits: list[Hit] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    only_some_words: bool = False


def search(wanted: Wanted, language: str) -> Found:
    """What fits, best first. Nothing asked: nothing found. Words that stand together nowhere are looked for one by one."""
    words = words_of(wanted.q)
    if (wanted.q and not words) or not (words or wanted.is_narrowed):
        return Found()
    courses = _courses()
    matched, some = _matching(words) if words else (None, False)
    lessons = _lessons(courses, matched)
    groups = [*_groups(courses, matched), *_groups(lessons, matched)]
    hits = [hit for hit in (_hit(group, courses, language) for group in groups) if hit is not None]
    fits = _filter(wanted)
    hits = [hit for hit in hits if fits(hit)]
    for hit in hits:
        hit.score = _score(hit, words, language)
    hits.sort(key=lambda hit: (-hit.score, hit.course_source.path, hit.source.path))
    return Found(hits, words, some)


def _matching(words: list[str]) -> tuple[set[UUID], bool]:
    """Translation keys of the pages whose words begin like all of these, or, failing that, like some (True)."""
    backend = get_search_backend("courses.prefix_search")
    pages = Page.objects.live().type((CoursePage, LessonPage))

    def keys(query) -> set[UUID]:
        return {page.translation_key for page in backend.search(query, pages, order_by_relevance=False)[:MOST_MATCHES]}

    found = keys(all_of(words))
    if found or len(words) == 1:
        return found, False
    return keys(any_of(words)), True


def _courses() -> list[CoursePage]:
    return list(CoursePage.objects.live().public().select_related("locale", "city").defer("intro").order_by("path"))


def _lessons(courses: list[CoursePage], matched: set[UUID] | None) -> list[LessonPage]:
    """Published lessons of published courses, with `parent_path`; only the matched ones if there is something to match."""
    below = LessonPage.objects.live().public().annotate(parent_path=Substr("path", 1, Length("path") - Page.steplen))
    if matched is not None:
        below = below.filter(translation_key__in=matched)
    return list(below.filter(parent_path__in=[each.path for each in courses]).select_related("locale").defer("body", "task").order_by("path"))


def _groups(pages: list, matched: set[UUID] | None) -> list[list]:
    """The same page in its languages, together."""
    together: dict[UUID, list] = {}
    for page in pages:
        if matched is None or page.translation_key in matched:
            together.setdefault(page.translation_key, []).append(page)
    return list(together.values())


def _best(pages: list, language: str) -> tuple:
    """(page to show, source page): the reader's language where it exists, else the language it was first written in."""
    originals = [page for page in pages if page.alias_of_id is None]
    if not originals:
        return None, None
    source = min(originals, key=lambda page: page.pk)
    return next((page for page in originals if page.locale.language_code == language), source), source


def _hit(group: list, courses: list[CoursePage], language: str) -> Hit | None:
    page, source = _best(group, language)
    if source is None:
        return None
    languages = frozenset(each.locale.language_code for each in group)
    if isinstance(source, CoursePage):
        return Hit(source.translation_key, page, source, page, source, languages)
    parent = next((each for each in courses if each.path == source.parent_path), None)
    if parent is None:
        return None
    course, course_source = _best([each for each in courses if each.translation_key == parent.translation_key], language)
    return Hit(source.translation_key, page, source, course, course_source, languages) if course_source is not None else None


def _filter(wanted: Wanted):
    tagged: set[UUID] = set()
    if wanted.tag:
        for model in (CoursePage, LessonPage):
            tagged |= set(model.objects.filter(tags__slug=wanted.tag).values_list("translation_key", flat=True))

    def fits(hit: Hit) -> bool:
        course, kind = hit.course_source, hit.source.kind if hit.is_lesson else "course"
        return ((wanted.audience not in AUDIENCES or getattr(course, AUDIENCES[wanted.audience]))
                and (not wanted.language or wanted.language in hit.languages)
                and (not wanted.city or (course.city is not None and course.city.slug == wanted.city))
                and (not wanted.tag or hit.key in tagged or hit.course_source.translation_key in tagged)
                and (wanted.kind not in KINDS or kind == wanted.kind))
    return fits


def _score(hit: Hit, words: list[str], language: str) -> float:
    """Whole words before beginnings, titles before summaries, summaries before bodies; a course before its lessons."""
    score = sum(4 * max(begins_with(hit.page.title, word), begins_with(hit.source.title, word)) + begins_with(hit.page.summary, word) for word in words)
    return score + (0.5 if hit.language == language else 0) + (0 if hit.is_lesson else 0.25)


def tell(hits: list[Hit], words: list[str]) -> None:
    """Fill in what one page of results shows: “Lesson n of N” and the words around what was found. Two queries."""
    parents = {hit.source.path[:-Page.steplen] for hit in hits if hit.is_lesson}
    below = LessonPage.objects.live().public().annotate(parent_path=Substr("path", 1, Length("path") - Page.steplen)).filter(parent_path__in=parents)
    order: dict[str, list[int]] = {}
    for parent, pk in below.order_by("path").values_list("parent_path", "pk"):
        order.setdefault(parent, []).append(pk)
    bodies = {page.pk: page.body for page in LessonPage.objects.filter(pk__in=[hit.page.pk for hit in hits if hit.tells_its_body])}
    for hit in hits:
        if hit.is_lesson:
            siblings = order[hit.source.path[:-Page.steplen]]
            hit.number, hit.total = siblings.index(hit.source.pk) + 1, len(siblings)
        body = bodies.get(hit.page.pk)
        hit.text = snippet(hit.page.summary, words) or (body is not None and snippet(text_of_blocks(body.raw_data), words)) or hit.page.summary


def choices() -> dict:
    """What can be chosen in the filters: tags and cities that lead to something."""
    live = Q(content_object__live=True)
    tags = Tag.objects.filter(Q(pk__in=CourseTag.objects.filter(live).values("tag")) | Q(pk__in=LessonTag.objects.filter(live).values("tag"))).order_by("name")
    return {"tags": list(tags), "cities": list(PartnerCity.objects.filter(pk__in=CoursePage.objects.live().exclude(city=None).values("city")))}
