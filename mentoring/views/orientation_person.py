"""The page of one's own request, behind a private link: where it stands, suggestions, more words, closing, being forgotten."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from academy.emails import absolute_url
from academy.refusals import Refused
from academy.throttle import hit
from academy.untold_address import untold
from mentoring.models import HelpRequest
from mentoring.orientation.closing import close
from mentoring.orientation.consenting import agree, decline
from mentoring.orientation.forgetting import forget
from mentoring.orientation.person_forms import AddWordsForm, OwnClosingForm, PassOnForm
from mentoring.orientation.person_page import page_of
from mentoring.orientation.saying import add_words
from mentoring.views.orientation_asking import JUST_ASKED

ACTS, WINDOW = 30, 3600  # of one request


@sensitive_variables("token")
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def help_request(request, token: str):
    """POST do=add | agree | decline | close | forget; the suggestion's id as `about`."""
    found = HelpRequest.objects.find(token)
    if found is None:
        raise Http404("request")
    wrong = {}
    if request.method == "POST":
        now = timezone.now()
        if not hit("help_request", str(found.pk), ACTS, WINDOW, now):
            return untold(render(request, "429.html", status=429))
        try:
            wrong = _act(request, found, now)
        except Refused as why:
            messages.warning(request, why.sentence)
        if not wrong:
            return untold(redirect("help_request", token=token))
    # Once, right after asking. A session that is not theirs says nothing.
    new = request.method == "GET" and request.session.get(JUST_ASKED) == found.pk and request.session.pop(JUST_ASKED)
    return untold(render(request, "mentoring/orientation/request.html", {
        **page_of(found, timezone.now(), wrong), "link": absolute_url(request.path) if new else ""}, status=422 if wrong else 200))


def _act(request, found: HelpRequest, now) -> dict:
    """{where: the form that needs another look}, empty when it is done."""
    do = request.POST.get("do")
    if do == "add":
        form = AddWordsForm(request.POST)
        if not form.is_valid():
            return {"add": form}
        add_words(found, form.cleaned_data["words"], now)
        messages.success(request, _("Added. The hub reads it."))
    elif do == "close":
        form = OwnClosingForm(request.POST)
        if not form.is_valid():
            return {"close": form}
        close(found, form.cleaned_data["outcome"], form.cleaned_data["outcome_words"], now)
        messages.success(request, _("Closed. Thank you for saying how it went."))
    elif do == "forget":
        if request.POST.get("sure") != "yes":
            messages.warning(request, _("Tick the box if you really want it to be forgotten."))
        else:
            forget(found, now)
    elif do in ("agree", "decline"):
        return _consent(request, found, do, now)
    else:
        raise Http404("do")
    return {}


def _consent(request, found: HelpRequest, do: str, now) -> dict:
    about = request.POST.get("about", "")
    one = get_object_or_404(found.suggestions.select_related("request__hub__city"), pk=int(about) if about.isascii() and about.isdigit() and len(about) < 16 else 0)
    if do == "decline":
        decline(one, now)
        messages.success(request, _("Nothing is passed on. The hub looks for another way."))
        return {}
    given = {}
    if one.receiver:
        form = PassOnForm(one, request.POST)
        if not form.is_valid():
            return {one.pk: form}
        given = form.cleaned_data
    agree(one, now, **given)
    messages.success(request, _("Thank you. Exactly this is passed on, and nothing else.") if one.receiver else _("Good. The way there stands below."))
    return {}
