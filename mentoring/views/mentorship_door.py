"""The door of a mentorship: the two people in it, and nobody else, whatever their role."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from mentoring.mentorship_turn import NotNow
from mentoring.own_side import own_side


def inside(view):
    """`view(request, own, **rest)`: a mentorship as the signed-in person's own; 404 for everybody else. What does not go any more is said on its page."""
    @never_cache
    @login_required
    @wraps(view)
    def gate(request, pk: int, **rest):
        own = own_side(request.user, pk)
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
