"""My mentoring: what I can join, what I said, who I am asked about, whom I meet, what was."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mentoring.own_circles import own_circles
from mentoring.own_mentorships import own_mentorships
from mentoring.own_proposals import own_proposals
from mentoring.own_rounds import own_rounds


@never_cache
@require_safe
@login_required
def my_mentoring(request):
    person, at = request.user, timezone.now()
    return render(request, "mentoring/participant/my.html", {
        "rounds": own_rounds(person, at), "proposals": own_proposals(person, get_language() or "en", at), "mentorships": own_mentorships(person, at),
        "circles": own_circles(person, at)})
