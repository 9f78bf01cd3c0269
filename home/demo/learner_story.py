"""What the demo learner has behind her: a short course, finished in spring. Her visit stands in exchanges/green-hinge.toml, her mentorships in
mentoring/spring.toml. Laid by the same verbs as everybody's, with the clock handed in."""

from datetime import datetime, timedelta

from academy.models import User
from courses import enrolling
from courses.models import CoursePage, Enrolment
from courses.outline import outline_for

BEGAN, BETWEEN = timedelta(days=230), timedelta(days=9)


def lay_learner_story(course: CoursePage, at: datetime) -> None:
    """Once: what she did since stays."""
    learner = User.objects.get(email="learner@demo.example")
    if Enrolment.objects.filter(person=learner, course_key=course.translation_key).exists():
        return
    outline, began = outline_for(course.slug, "en"), at - BEGAN
    enrolment = enrolling.join(learner, course, began)
    for number, lesson in enumerate(outline.lessons, start=1):
        enrolment.complete(outline, lesson, lesson.completion, began + number * BETWEEN)
    Enrolment.objects.filter(pk=enrolment.pk).update(last_lesson=lesson.key, last_seen_on=(began + number * BETWEEN).date())
