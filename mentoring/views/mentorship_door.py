"""The door of a mentorship: the two people in it, and nobody else, whatever their role."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from academy.throttle import hit
from academy.views.typed_words import typed_words
from mentoring.mentorship_turn import NotNow
from mentoring.own_side import own_side

AN_HOUR, ACTS = 3_600, 60  # nearly every act sends the partner a mail


def inside(view):
    """`view(request, own, **rest)`: a mentorship as the signed-in person's own; 404 for everybody else. What does not go any more is said on its page."""
    @never_cache
    @login_required
    @wraps(view)
    def gate(request, pk: int, **rest):
        own = own_side(request.user, pk)
        if request.method == "POST" and not hit("mentorship", str(request.user.pk), ACTS, AN_HOUR, timezone.now()):
            return render(request, "mentoring/participant/too_many.html", {"own": own, "mentorship": own.mentorship, "typed": typed_words(request)}, status=429)
        try:
            return view(request, own, **rest)
        except NotNow:
            messages.info(request, _("This does not go any more: something has changed meanwhile."))
            return back(own)
    return gate


def back(own, name: str = "mentorship", *more, to: str = ""):
    found = redirect(name, own.mentorship.pk, *more)
    if to:
        found["Location"] += f"#{to}"
    return found


def page(request, own, template: str, form=None, **context):
    """templates/mentoring/participant/<template>.html; 422 when the form has errors."""
    return render(request, f"mentoring/participant/{template}.html", {"own": own, "mentorship": own.mentorship, "form": form, **context},
                  status=422 if form is not None and form.errors else 200)
