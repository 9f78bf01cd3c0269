"""A course's version rises with every publication in it. Wagtail announces those only by its signals, so here we listen."""

from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from academy.models import Skill, SkillBuilt
from academy.models.skills import Builder
from courses.enrolling import fill_places
from courses.models import CoursePage, CourseVersion, LessonPage, Quiz


def touch(course_key) -> None:
    """Raise the version of a course, so that every kept rendering of it is out of date on every web node."""
    source = CoursePage.objects.filter(translation_key=course_key, alias_of=None).order_by("pk").first()
    if source is None:
        CourseVersion.objects.filter(course_key=course_key).delete()
        return
    now = timezone.now()
    fresh = {"number": int(now.timestamp() * 1_000_000), "slug": source.slug, "changed_at": now}
    CourseVersion.objects.update_or_create(course_key=course_key, defaults=fresh)


def _page_changed(sender, instance, **kwargs) -> None:
    page = instance.specific_deferred if type(instance) not in (CoursePage, LessonPage) else instance
    if isinstance(page, CoursePage):
        touch(page.translation_key)
        fill_places(page.translation_key, timezone.now())  # it may have been published with more places
    elif isinstance(page, LessonPage):
        parent = page.get_parent()
        if parent is not None:
            touch(parent.translation_key)


def _quiz_changed(sender, instance, **kwargs) -> None:
    if CourseVersion.objects.filter(course_key=instance.course_key).exists():
        touch(instance.course_key)


def _lesson_gone(sender, instance, **kwargs) -> None:
    # The parent is found by its path: the lesson itself is no longer in the tree.
    parent = CoursePage.objects.filter(path=instance.path[:-instance.steplen]).first()
    if parent is not None:
        touch(parent.translation_key)


def _skill_changed(sender, instance, created, **kwargs) -> None:
    """Lessons and courses name the skills they build."""
    if not created:
        keys = SkillBuilt.objects.current().filter(object_kind=Builder.LESSON, skill=instance).values_list("object_key", flat=True)
        paths = LessonPage.objects.filter(translation_key__in=list(keys)).values_list("path", flat=True)
        for key in set(CoursePage.objects.filter(path__in={path[:-LessonPage.steplen] for path in paths}).values_list("translation_key", flat=True)):
            touch(key)


def listen() -> None:
    for signal in (page_published, page_unpublished, post_page_move, page_slug_changed):
        signal.connect(_page_changed, dispatch_uid=f"courses.versions.{id(signal)}")
    post_save.connect(_quiz_changed, sender=Quiz, dispatch_uid="courses.versions.quiz")
    post_save.connect(_skill_changed, sender=Skill, dispatch_uid="courses.versions.skill")
    post_delete.connect(_lesson_gone, sender=LessonPage, dispatch_uid="courses.versions.lesson_gone")
    post_delete.connect(lambda sender, instance, **kw: touch(instance.translation_key), sender=CoursePage, weak=False,
                        dispatch_uid="courses.versions.course_gone")
