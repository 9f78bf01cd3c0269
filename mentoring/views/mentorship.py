"""The page of a mentorship, its agreement and its goals."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentoring import goals, mentorship_page, signing
from mentoring.mentorship_forms import GoalForm, TermsForm
from mentoring.mentorship_turn import ChangedMeanwhile
from mentoring.views.mentorship_door import back, inside, page


def _page(request, pk: int, form: GoalForm):
    own = mentorship_page.loaded(request.user, pk)
    if own is None:
        raise Http404
    return page(request, own, "mentorship", form, **mentorship_page.page(own, timezone.now()))


@require_safe
@never_cache
@login_required
def mentorship(request, pk: int):
    return _page(request, pk, GoalForm())


@require_POST
@inside
def new_goal(request, own):
    form = GoalForm(request.POST)
    if not form.is_valid():
        return _page(request, own.mentorship.pk, form)
    goals.add(own.mentorship, form.cleaned_data["text"], request.user, timezone.now())
    return back(own, to="goals")


@require_POST
@inside
def goal(request, own, goal: int):
    """POST what=reached, dropped or again."""
    found, what = get_object_or_404(own.mentorship.goals, pk=goal), request.POST.get("what", "")
    if what not in (goals.REACHED, goals.DROPPED, goals.AGAIN):
        raise Http404
    goals.mark(found, what, timezone.now())
    return back(own, to="goals")


@require_http_methods(["GET", "HEAD", "POST"])
@inside
def agreement(request, own):
    """Read it, sign it, or put it differently. Who saves over words the partner changed meanwhile gets theirs shown, and keeps what was typed."""
    first = {"terms": signing.terms_of(own.mentorship), "version": own.mentorship.terms_version}
    form, newer = TermsForm(request.POST if request.method == "POST" else None, initial=first), ""
    if request.method == "POST" and form.is_valid():
        try:
            if signing.change_terms(own.mentorship, form.cleaned_data["terms"], request.user, timezone.now(), seen=form.cleaned_data["version"]):
                messages.success(request, _("Kept. Sign the new words, and %(name)s is asked to read them.") % {"name": own.partner_first})
            return back(own, "mentorship_agreement")
        except ChangedMeanwhile:
            own.mentorship.refresh_from_db()
            newer = signing.terms_of(own.mentorship)
            form.data = {**form.data.dict(), "version": own.mentorship.terms_version}
            form.add_error("terms", _("%(name)s has changed the words meanwhile. Theirs stand above; yours are still here.") % {"name": own.partner_first})
    return page(request, own, "agreement", form, terms=signing.terms_of(own.mentorship), standing=signing.standing_of(own.mentorship), newer=newer,
                mine=signing.standing_of(own.mentorship).of(own.side), earlier=own.mentorship.signatures.exclude(terms_version=own.mentorship.terms_version).order_by("signed_at"))


@require_POST
@inside
def signature(request, own):
    """POST version=<the wording that was read>."""
    version = request.POST.get("version", "")
    try:
        if not version.isdecimal() or len(version) > 5:
            raise ChangedMeanwhile
        if signing.sign(own.mentorship, request.user, timezone.now(), version=int(version)):
            messages.success(request, _("Signed. Thank you."))
    except ChangedMeanwhile:
        messages.warning(request, _("%(name)s has changed the words meanwhile. Please read them before you sign.") % {"name": own.partner_first})
        return back(own, "mentorship_agreement")
    return back(own)
