"""GIFT in and out of the question bank, with a report by line."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from courses import question_bank
from courses.gift_words import sentence
from courses.question_forms import GiftForm
from courses.views.trainer_page import for_course, page

MOST_ECHOED = 150_000  # a form that is posted back has to stay below DATA_UPLOAD_MAX_MEMORY_SIZE


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("question.edit")
def gift_import(request, course):
    """POST act=check says what would happen, act=import does it: all or nothing unless asked otherwise."""
    form = GiftForm(request.POST or None, request.FILES or None, course_language=course.locale.language_code)
    report, problems, too_long_to_echo = None, [], False
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        report = question_bank.import_gift(
            course.translation_key, said["text"], timezone.now(), category=said["category"], language=said["language"],
            skip_unreadable=said["skip_unreadable"], dry_run=request.POST.get("act") != "import", by=request.user)
        if report.written:
            messages.success(request, _("Imported: %(added)s new, %(changed)s changed, %(same)s as they were, %(problems)s left out.") % {
                "added": len(report.added), "changed": len(report.changed), "same": len(report.same), "problems": len(report.problems)})
            return redirect("trainer_questions", course.translation_key)
        problems = [{"line": each.line, "words": sentence(each.code, each.params), "text": each.text} for each in report.problems]
        too_long_to_echo = len(said["text"].encode()) > MOST_ECHOED
        # The text goes into the box, so that a line can be mended on the spot.
        form = GiftForm(initial={**said, "file": None, "text": "" if too_long_to_echo else said["text"]}, course_language=course.locale.language_code)
    return page(request, "question_bank/import", _("Import GIFT"), course, "trainer_questions", "upload", form=form, report=report, problems=problems,
                too_long_to_echo=too_long_to_echo, status=422 if form.errors else 200)


@require_safe
@for_course("question.edit")
def gift_export(request, course):
    """What the file would hold and what GIFT cannot; ?download=1 gives the file."""
    category = request.GET.get("category", "").strip()[:200]
    text, left_out = question_bank.export_gift(course.translation_key, category)
    if request.GET.get("download") == "1":
        response = HttpResponse(text, content_type="text/plain; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{course.slug}.gift.txt"'
        return response
    return page(request, "question_bank/export", _("Export GIFT"), course, "trainer_questions", "download", text=text, category=category,
                left_out=[{"title": each.title, "words": sentence(each.code)} for each in left_out])
