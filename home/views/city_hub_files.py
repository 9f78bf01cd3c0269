"""The directory of a city as a file of Open Referral HSDS 3: brought in, all of it or nothing, and taken out. For the city's own coordinators only."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from academy.directory.exporting import export_csv_zip, export_json
from academy.directory.importing import import_hsds
from academy.models import record
from academy.standards.hsds.packages import LARGEST
from home.desk_door import at_desk, only_with_names

FORMATS = {"json": (export_json, "application/json", "json"), "csv": (export_csv_zip, "application/zip", "zip")}


class FileForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("The file"), widget=forms.FileInput(attrs={"accept": ".json,.zip,.csv,application/json,application/zip,text/csv"}),
                           help_text=gettext_lazy("Open Referral HSDS 3: JSON, a zip of tables, or one table as CSV."))

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than %(most)d MB.") % {"most": LARGEST // 1024 // 1024})
        return file


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
@only_with_names
def city_hub_import(request, city):
    """POST with `look`: only the report. Otherwise all of the file is brought in, or nothing and everything that is wrong with it."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    report, look = None, "look" in request.POST
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        report = import_hsds(file.read(), file.name, city, request.user, timezone.now(), check=look)
    context = {"city": city, "here": "hub", "form": form, "report": report, "look": look, "rows": _told(report)}
    return render(request, "home/hub/import.html", context, status=422 if form.errors or (report and not report.ok) else 200)


def _told(report) -> list[dict]:
    """New and changed, by what they are; empty without a report or when something is wrong."""
    if report is None or not report.ok:
        return []
    names = {"organisation": _("Organisations"), "service": _("Services"), "place": _("Places")}
    return [{"name": words, "made": report.made[kind], "changed": report.changed[kind]} for kind, words in names.items()]


@require_safe
@at_desk
@only_with_names
def city_hub_export(request, city):
    """What everybody finds in the directory of the city, as a file; anything but csv is JSON. It stands in the log."""
    made, kind, ending = FORMATS.get(request.GET.get("form", ""), FORMATS["json"])
    answer = HttpResponse(made(city), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="directory-{city.slug}.{ending}"'
    if request.method == "GET":
        record(request.user, "exported", "directory", city.slug, at=timezone.now(), details={"form": ending})
    return answer
