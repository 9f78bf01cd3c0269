"""Documents of a working group: put there, opened, taken away."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academy.file_reading import TYPES, read_document
from academy.single_line import SingleLine
from academy.throttle import hit
from cohorts.models import GroupDocument, WorkingGroup
from cohorts.refusals import Refused
from cohorts.spaces import documents
from cohorts.spaces.refusing import NotPossible, say_in
from cohorts.spaces.sitting import may_see_inside, organises

A_DAY, UPLOADS_A_DAY = 86_400, 100


class GroupDocumentForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("Document"), help_text=gettext_lazy("PDF, ODT, ODS, ODP, DOCX, XLSX, PPTX, TXT or CSV, up to 10 MB."),
                           widget=forms.FileInput(attrs={"accept": ",".join(f".{each}" for each in TYPES)}))
    title = SingleLine(label=gettext_lazy("Title"), max_length=150, widget=forms.TextInput(attrs={"dir": "auto"}))
    everyone = forms.BooleanField(label=gettext_lazy("Everyone may open it, not only the group"), required=False)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, slug: str):
    group = get_object_or_404(WorkingGroup.objects.joined_by(request.user, timezone.localdate()).select_related("space__city"), slug=slug)
    form = GroupDocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _kept(request, group, form):
        messages.success(request, _("“%(title)s” is there.") % {"title": form.cleaned_data["title"]})
        return redirect("group", group.slug)
    return render(request, "cohorts/spaces/group_document.html", {"group": group, "form": form}, status=422 if form.errors else 200)


def _kept(request, group: WorkingGroup, form) -> bool:
    now, typed = timezone.now(), form.cleaned_data
    try:
        if not hit("group-document", str(request.user.pk), UPLOADS_A_DAY, A_DAY, now):
            raise NotPossible(_("That is enough for one day."), "file")
        documents.add_document(group, read_document(typed["file"]), title=typed["title"], everyone=typed["everyone"], by=request.user, at=now)
    except Refused as refused:
        form.add_error("file", refused.sentence)
    except NotPossible as refused:
        say_in(form, refused)
    return not form.errors


@require_safe
def document(request, slug: str, pk: int):
    """The file itself, to be saved; for whoever may not open it, it is not there."""
    group = get_object_or_404(WorkingGroup.objects.select_related("space__city"), slug=slug)
    inside = may_see_inside(request.user, group, timezone.localdate())
    if group.space.opened_on is None and not inside:
        raise Http404("group")
    found = get_object_or_404(group.documents.readable(inside), pk=pk)
    try:
        stored = default_storage.open(found.file.name)
    except OSError:
        raise Http404("file") from None
    response = FileResponse(stored, as_attachment=True, filename=documents.download_name(found), content_type=documents.content_type(found))
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=600"
    return response


@login_required
@require_POST
def removal(request, slug: str, pk: int):
    """By whoever put it there, or the group's organisers."""
    found = get_object_or_404(GroupDocument.objects.select_related("group"), group__slug=slug, pk=pk)
    if found.added_by_id != request.user.pk and not organises(request.user, found.group, timezone.localdate()):
        raise Http404("document")
    documents.take_away(found, request.user, timezone.now())
    messages.info(request, _("“%(title)s” is taken away.") % {"title": found.title})
    return redirect("group", slug)
