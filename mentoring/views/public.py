"""How mentoring works, and one round, for everybody."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mentoring.models import MentoringRound
from mentoring.public_screen import aims, round_context, rounds_for


@require_safe
def mentoring(request):
    return render(request, "mentoring/public/mentoring.html", {"aims": aims(), **rounds_for(request.user, timezone.now())})


@require_safe
def mentoring_round(request, slug: str):
    found = get_object_or_404(MentoringRound.objects.visible_to(request.user).announced().select_related("city", "published_run"), slug=slug)
    return render(request, "mentoring/public/round.html", round_context(found, request.user, timezone.now()))
