"""Where people stop: how many finished each lesson, and how many stand there now."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses.dropoff import steepest, steps
from courses.models import Enrolment
from courses.models.records import EnrolmentState
from courses.views.trainer_page import for_course, page, published_outline

WIDE, HIGH, GAP = 520, 20, 8  # of the longest bar, of each bar, between bars


@require_safe
@for_course("course.author")
def dropoff(request, course):
    outline = published_outline(course)
    rows = list(Enrolment.objects.for_course(course.translation_key).filter(
        state__in=[EnrolmentState.ACTIVE, EnrolmentState.WITHDRAWN]).only("pk", "done", "last_lesson", "finished_at"))
    made = steps(outline, rows) if outline else []
    bars = [{"step": step, "y": index * (HIGH + GAP), "text_y": index * (HIGH + GAP) + 15, "width": round(WIDE * step.finished / len(rows)) if rows else 0,
             "here_x": round(WIDE * step.finished / len(rows)) if rows else 0, "here_width": round(WIDE * step.here / len(rows)) if rows else 0}
            for index, step in enumerate(made)]
    for bar in bars:
        bar["label_x"] = 46 + bar["width"] + bar["here_width"]
    return page(request, "dropoff", _("Where people stop"), course, "trainer_dropoff", "chart", outline=outline, bars=bars, people=len(rows),
                finished=sum(each.finished_at is not None for each in rows), steepest=steepest(made), chart_height=len(bars) * (HIGH + GAP))
