"""Courses and lessons: Wagtail pages. A course or lesson is the same across languages by its `translation_key`."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from academy.models.places import TRADITIONS, PartnerCity
from courses.blocks import lesson_blocks, release_blocks

INLINE_TEXT = ["bold", "italic", "link", "ol", "ul", "document-link"]


# Addresses that mean something else beside a course's or a lesson's own.
TAKEN_BESIDE_COURSES, TAKEN_BESIDE_LESSONS = {"search"}, {"print", "enrolment", "withdrawal"}


def refuse_taken(slug: str, taken: set[str]) -> None:
    if slug in taken:
        raise ValidationError({"slug": _("The address “%(slug)s” is taken by the academy itself. Choose another.") % {"slug": slug}})


class CourseIndexPage(Page):
    """The catalogue. One per language."""

    intro = RichTextField(_("introduction"), blank=True, features=INLINE_TEXT)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    override_translatable_fields = [SynchronizedField("slug"), TranslatableField("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["courses.CoursePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("course catalogue")


class CourseTag(TaggedItemBase):
    content_object = ParentalKey("courses.CoursePage", related_name="tagged_items", on_delete=models.CASCADE)


class LessonTag(TaggedItemBase):
    content_object = ParentalKey("courses.LessonPage", related_name="tagged_items", on_delete=models.CASCADE)


class Level(models.TextChoices):
    FOUNDATION = "foundation", _("Foundation")
    INTERMEDIATE = "intermediate", _("Intermediate")
    ADVANCED = "advanced", _("Advanced")


class EnrolmentWay(models.TextChoices):
    OPEN = "open", _("Open to everyone")
    APPROVAL = "approval", _("A trainer approves")
    CODE = "code", _("With a code")


class CoursePage(Page):
    """A sequence of lessons, finished by a rule, with a certificate."""

    summary = models.CharField(_("summary"), max_length=250, help_text=_("One or two sentences for the catalogue."))
    intro = RichTextField(_("introduction"), blank=True, features=INLINE_TEXT)
    level = models.CharField(_("level"), max_length=16, choices=Level.choices, default=Level.FOUNDATION)
    for_students = models.BooleanField(_("for students (18 to 24)"), default=False)
    for_starting = models.BooleanField(_("for people starting out (20 to 30)"), default=False)
    for_practising = models.BooleanField(_("for people practising (over 25)"), default=False)
    city = models.ForeignKey(PartnerCity, verbose_name=_("made by city"), null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    tradition = models.CharField(_("mosaic tradition"), max_length=20, default="azulejo", choices=TRADITIONS)
    open_to_read = models.BooleanField(_("anyone may read it without an account"), default=True)
    enrolment_way = models.CharField(_("how people join"), max_length=10, choices=EnrolmentWay.choices, default=EnrolmentWay.OPEN)
    enrolment_code = models.CharField(_("code to join"), max_length=40, blank=True)
    places = models.PositiveIntegerField(_("places"), null=True, blank=True, help_text=_("Empty: no limit. When full, people wait in line."))
    lessons_needed = models.PositiveIntegerField(_("lessons needed to finish"), null=True, blank=True,
                                                 help_text=_("Empty: all required lessons. A number: any that many lessons."))
    tags = ClusterTaggableManager(verbose_name=_("tags"), through=CourseTag, blank=True)

    content_panels = [
        TitleFieldPanel("title", placeholder=_("Title of the course"), help_text=""), FieldPanel("summary"), FieldPanel("intro"),
        MultiFieldPanel([FieldRowPanel([FieldPanel("for_students"), FieldPanel("for_starting"), FieldPanel("for_practising")]), FieldPanel("level")],
                        heading=_("For whom"), help_text=_("What you tick here is what people filter the catalogue by.")),
        MultiFieldPanel([FieldPanel("open_to_read"), FieldPanel("enrolment_way"),
                         FieldPanel("enrolment_code", help_text=_("Only for “With a code”. Capital and small letters are the same.")), FieldPanel("places")], heading=_("Joining")),
        MultiFieldPanel([FieldPanel("lessons_needed")], heading=_("Finishing")),
        InlinePanel("authors", heading=_("Authors"), label=_("author"), help_text=_("They stand below the course, with the day they last went through it.")),
        MultiFieldPanel([FieldPanel("tags"), FieldPanel("city"), FieldPanel("tradition")], heading=_("Where it belongs, and how its mosaic looks")),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary", boost=2), index.SearchField("intro"),
                     index.FilterField("level"), index.FilterField("for_students"), index.FilterField("for_starting"),
                     index.FilterField("for_practising"), index.FilterField("city"),
                     index.RelatedFields("tags", [index.FilterField("slug"), index.SearchField("name")])]
    override_translatable_fields = [SynchronizedField("slug"), TranslatableField("summary"), TranslatableField("intro")]
    parent_page_types = ["courses.CourseIndexPage"]
    subpage_types = ["courses.LessonPage"]
    admin_default_ordering = "ord"

    class Meta:
        verbose_name = _("course")

    @property
    def key(self):
        return self.translation_key

    def clean(self) -> None:
        super().clean()
        refuse_taken(self.slug, TAKEN_BESIDE_COURSES)
        if self.enrolment_way == EnrolmentWay.CODE and not self.enrolment_code:
            raise ValidationError({"enrolment_code": _("Write the code that people will use to join.")})

    preview_modes = [("", _("As a visitor")), ("joined", _("As somebody who has just joined"))]

    def serve_preview(self, request, mode_name):
        from courses.course_preview import preview_draft

        return preview_draft(request, self, timezone.now(), joined=mode_name == "joined")

    def serve(self, request, *args, **kwargs):
        from courses.views.learner import course

        return course(request, slug=self.slug)


class CourseAuthor(Orderable):
    """Who wrote the course, and when they last went through it."""

    course = ParentalKey(CoursePage, related_name="authors", on_delete=models.CASCADE)
    name = models.CharField(_("name"), max_length=120)
    updated_on = models.DateField(_("last revised on"))

    panels = [FieldPanel("name"), FieldPanel("updated_on")]

    def __str__(self) -> str:
        return self.name


class LessonKind(models.TextChoices):
    LESSON = "lesson", _("Lesson")
    STORY = "story", _("Story of a practice")


class CompletionRule(models.TextChoices):
    READ = "read", _("Read and confirmed")
    QUIZ = "quiz", _("Quiz passed")
    REFLECTION = "reflection", _("Reflection written")
    TASK = "task", _("Task handed in")


class LessonPage(Page):
    """One lesson: a body of blocks, a rule that finishes it, and a rule that opens it."""

    summary = models.CharField(_("summary"), max_length=250, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=LessonKind.choices, default=LessonKind.LESSON)
    section_title = models.CharField(_("starts the section"), max_length=120, blank=True,
                                     help_text=_("Fill in only on the first lesson of a section."))
    minutes = models.PositiveIntegerField(_("minutes needed"), default=15, validators=[MinValueValidator(1), MaxValueValidator(600)])
    required = models.BooleanField(_("required to finish the course"), default=True)
    completion = models.CharField(_("finished when"), max_length=12, choices=CompletionRule.choices, default=CompletionRule.READ)
    task = models.TextField(_("task"), blank=True, help_text=_("What people hand in, for “Task handed in”."))
    body = StreamField(lesson_blocks(), verbose_name=_("lesson"), blank=True)
    release_match = models.CharField(_("opens when"), max_length=3, choices=[("all", _("all of these hold")), ("any", _("one of these holds"))], default="all")
    release = StreamField(release_blocks(), verbose_name=_("opening rules"), blank=True, help_text=_("None: open from the start."))
    tags = ClusterTaggableManager(verbose_name=_("tags"), through=LessonTag, blank=True)

    content_panels = [
        TitleFieldPanel("title", placeholder=_("Title of the lesson"), help_text=""),
        FieldPanel("summary", help_text=_("One sentence for the print view and for search. May be left empty.")),
        FieldPanel("body", help_text=_("Add blocks with the plus sign, or type / in a text. Everything is saved while you write.")),
        MultiFieldPanel([FieldPanel("section_title"), FieldRowPanel([FieldPanel("minutes"), FieldPanel("kind")])], heading=_("About the lesson")),
        MultiFieldPanel([FieldPanel("completion", help_text=_("Reflection and quiz need such a block above. Answers to a reflection are private.")), FieldPanel("task"),
                         FieldPanel("required")], heading=_("Finishing")),
        MultiFieldPanel([FieldPanel("release_match"), FieldPanel("release")], heading=_("Opening"),
                        help_text=_("What somebody has finished never closes again. Try the rules out under Openings in the course overview.")),
        FieldPanel("tags"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary", boost=2), index.SearchField("body"), index.FilterField("kind"),
                     index.RelatedFields("tags", [index.FilterField("slug"), index.SearchField("name")])]
    override_translatable_fields = [SynchronizedField("slug"), TranslatableField("summary"), TranslatableField("section_title"),
                                    TranslatableField("task"), TranslatableField("body"), SynchronizedField("release", overridable=False)]
    parent_page_types = ["courses.CoursePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("lesson")

    @property
    def key(self):
        return self.translation_key

    def release_rule(self) -> dict:
        """The opening rule in the form courses/release.py parses."""
        from courses.release_form import rule_from_stream

        return rule_from_stream(self.release_match, self.release)

    def clean(self) -> None:
        super().clean()
        refuse_taken(self.slug, TAKEN_BESIDE_LESSONS)
        kinds = {block.block_type for block in self.body}
        if self.completion == CompletionRule.QUIZ and "quiz" not in kinds:
            raise ValidationError({"completion": _("Add a quiz to the lesson first, or choose another way to finish it.")})
        if self.completion == CompletionRule.REFLECTION and "reflection" not in kinds:
            raise ValidationError({"completion": _("Add a reflection to the lesson first, or choose another way to finish it.")})
        if self.completion == CompletionRule.TASK and not self.task.strip():
            raise ValidationError({"task": _("Say what people hand in.")})

    preview_modes = [("", _("As a learner"))]

    def serve_preview(self, request, mode_name):
        from courses.views.learner import render_preview

        return render_preview(request, self)

    def serve(self, request, *args, **kwargs):
        from courses.views.learner import lesson

        return lesson(request, slug=self.get_parent().slug, lesson_slug=self.slug)


class CourseVersion(models.Model):
    """A number that rises whenever anything published in the course changes: what rendered pages are kept under.

    It is the microsecond of the change, not a count: a restored backup must not meet pages kept under an old count.
    """

    course_key = models.UUIDField(primary_key=True)
    slug = models.SlugField(max_length=255, db_index=True)
    number = models.PositiveBigIntegerField()
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.slug} {self.number}"
