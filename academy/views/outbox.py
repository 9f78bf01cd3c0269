"""The outbox in Wagtail's admin: what was given up, what waits for its next try, and a button to try again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from academy.models import Heartbeat, Intention
from academy.permissions import can

ROWS_A_PAGE = 50


def _only_who_may(request: HttpRequest) -> None:
    if not can(request.user, "outbox.see"):
        raise Http404


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    _only_who_may(request)
    open_rows = Intention.objects.filter(done_at__isnull=True).order_by(F("dead_at").desc(nulls_last=True), "run_at", "pk")
    title = _("Outbox")
    return TemplateResponse(request, "academy/admin/outbox.html", {
        "page_title": title, "header_title": title, "header_icon": "mail", "breadcrumbs_items": [],
        "shown": Paginator(open_rows, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "dead": Intention.objects.dead().count(), "waiting": Intention.objects.waiting().count(),
        "worker": Heartbeat.objects.filter(name="worker").first(), "now": timezone.now(),
    })


@require_POST
def retry(request: HttpRequest) -> HttpResponse:
    """One row (`row`), or every row that was given up (no `row`)."""
    _only_who_may(request)
    row = request.POST.get("row", "")
    rows = Intention.objects.filter(pk=int(row)) if row.isascii() and row.isdigit() else Intention.objects.dead()
    tried = rows.retry(timezone.now())
    if tried:
        messages.success(request, ngettext("%(count)d row will be tried again at once.", "%(count)d rows will be tried again at once.",
                                           tried) % {"count": tried})
    else:
        messages.info(request, _("There was nothing left to try: it is done, or a worker has it in hand."))
    return redirect("outbox")
