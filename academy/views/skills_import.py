"""Bringing a framework of skills in at the network's desk: a file or its text, looked at first or at once, with a report by line."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from academy.context import OWN_NAMES
from academy.importing_skills import import_skills
from academy.permissions import can
from academy.skill_problem_words import sentence
from academy.standards.skill_framework_rows import MOST_BYTES

MOST_ECHOED = 150_000  # a form that is posted back has to stay below DATA_UPLOAD_MAX_MEMORY_SIZE


class SkillsFileForm(forms.Form):
    """`data` of the cleaned form: the bytes of the file, or of what was pasted."""

    file = forms.FileField(label=gettext_lazy("CSV file"), required=False, allow_empty_file=True)
    text = forms.CharField(label=gettext_lazy("Or its text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 14, "dir": "auto", "spellcheck": "false"}))
    language = forms.ChoiceField(label=gettext_lazy("Language, for a file of ESCO’s"), choices=list(OWN_NAMES.items()), initial="en", required=False,
                                 help_text=gettext_lazy("Other files name the language in each column."))

    def clean(self):
        found = super().clean()
        given = found.get("file")
        if given is not None and given.size > MOST_BYTES:
            self.add_error("file", _("This file is too large: at most %(most)d MB.") % {"most": MOST_BYTES // 1024 // 1024})
        elif given is None and not found.get("text", "").strip():
            self.add_error("file", _("Choose a file, or paste its text."))
        else:
            found["data"] = given.read() if given is not None else found["text"].encode()
        return found


@require_http_methods(["GET", "HEAD", "POST"])
def skills_import(request):
    """POST act=check says what would happen, act=import does it: all or nothing."""
    if not can(request.user, "skills.import"):
        raise Http404("skills")
    form = SkillsFileForm(request.POST or None, request.FILES or None)
    report, status = None, 200
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        does = request.POST.get("act") == "import"
        report = import_skills(given["data"], by=request.user, at=timezone.now(), language=given["language"] or "en", dry_run=not does)
        if does and not report.problems:
            messages.success(request, _("%(added)d new, %(changed)d changed, %(retired)d retired, %(back)d offered again, %(same)d as they were.") % {
                "added": len(report.added), "changed": len(report.changed), "retired": len(report.retired), "back": len(report.brought_back), "same": len(report.same)})
            return redirect("skills:index")
        # The text goes into the box, so that a line can be mended on the spot.
        text = given["data"].decode("utf-8-sig", errors="replace")
        form = SkillsFileForm(initial={"text": "" if len(given["data"]) > MOST_ECHOED else text, "language": given["language"]})
        status = 422 if report.problems else 200
    title = _("Bring in a framework")
    return TemplateResponse(request, "academy/admin/skills_import.html", {
        "page_title": title, "header_title": title, "header_icon": "upload",
        "breadcrumbs_items": [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, {"url": reverse("skills:index"), "label": _("Skills")}, {"url": "", "label": title}],
        "form": form, "report": report, "problems": [{"line": each.line, "words": sentence(each)} for each in report.problems] if report else []},
        status=422 if form.errors else status)
