"""My badges: the shelf, the files to take along, and whether my name is shown."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from academy.models import record
from courses.models import BadgeAward
from home.badge_files import KINDS, archive_of, file_name
from home.badge_shelf import awards_with_all, shelf


@never_cache
@login_required
@require_safe
def my_badges(request):
    return render(request, "home/badges/my_badges.html", {**shelf(request.user, get_language() or "en"), "kinds": list(KINDS)})


@never_cache
@login_required
@require_safe
def one_file(request, pk, kind: str):
    """PNG, SVG, JWT or JSON of one's own badge; a revoked one has none to give."""
    award = get_object_or_404(awards_with_all().of(request.user).unrevoked(), pk=pk)
    content_type, content = KINDS[kind]
    return _attached(content(award), content_type, file_name(award, kind))


@never_cache
@login_required
@require_safe
def all_files(request):
    return _attached(archive_of(awards_with_all().of(request.user).unrevoked()), "application/zip", "tessera-badges.zip")


@login_required
@require_POST
def name_shown(request, pk):
    """Whether the public page of a badge says whose it is."""
    award = get_object_or_404(BadgeAward.objects.of(request.user), pk=pk)
    shown = request.POST.get("shown") == "yes"
    if BadgeAward.objects.filter(pk=award.pk).exclude(shows_name=shown).update(shows_name=shown):
        record(request.user, "showed" if shown else "hid", "badge_name", award.pk, at=timezone.now())
        messages.success(request, _("Its page says your name from now on.") if shown else _("Its page does not say your name any more. Only you see it there."))
    return redirect("my_badges")


def _attached(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
