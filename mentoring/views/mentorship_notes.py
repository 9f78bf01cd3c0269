"""Notes: one's own, and what the partner shares."""

from django.contrib import messages
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mentoring import notes as note_keeping
from mentoring.mentorship_forms import NoteForm
from mentoring.views.mentorship_door import back, inside, page


@require_http_methods(["GET", "HEAD", "POST"])
@inside
def notes(request, own):
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        shared = form.cleaned_data["shared"]
        note_keeping.write(own.mentorship, own.side, form.cleaned_data["text"], shared, timezone.now())
        messages.success(request, _("Kept. %(name)s can read it.") % {"name": own.partner_first} if shared else _("Kept, for you alone."))
        return back(own, "mentorship_notes")
    return page(request, own, "notes", form, notes=note_keeping.read_by(own.mentorship, own.side))


@require_POST
@inside
def deletion(request, own, note: int):
    if not note_keeping.delete(own.mentorship, own.side, note):
        raise Http404
    messages.success(request, _("The note is deleted."))
    return back(own, "mentorship_notes")
