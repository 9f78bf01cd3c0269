"""Asking a hub for help: for everybody, without an account."""

from allauth.account.adapter import get_adapter
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from academy.refusals import Refused
from academy.throttle import hit
from mentoring.models import HelpRequest
from mentoring.orientation.ask_form import AskForm
from mentoring.orientation.asking import ask
from mentoring.orientation.hub_names import names_of
from mentoring.orientation.owners import askable

REQUESTS, WINDOW = 10, 3600  # from one address: a hub may have a computer that many people ask from
MAILS, DAY = 5, 86_400  # to one e-mail address: nobody fills somebody else's letter box through us
JUST_ASKED = "just_asked"  # in the session: the private link is pointed out once


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def desk_ask(request):
    """Without ?hub=, or with one that cannot be asked: the hubs that can."""
    now = timezone.now()
    hubs = list(askable(timezone.localdate(now)))
    slug = request.GET.get("hub", "")[:80]
    hub = next((each for each in hubs if each.city.slug == slug), hubs[0] if len(hubs) == 1 and not slug else None)
    names = names_of(hubs, get_language() or "en")
    if hub is None:
        mine = getattr(request.user, "city_id", None)
        rows = sorted(((each, *names[each.pk]) for each in hubs), key=lambda row: (row[0].city_id != mine, row[1]))
        return render(request, "mentoring/orientation/choose_hub.html", {"rows": rows, "unknown": bool(slug), "own": HelpRequest.objects.of(request.user).open().select_related("hub__city")})
    form = AskForm(hub, request.user, request.POST if request.method == "POST" else None)
    refused = ""
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"].lower()
        if not hit("desk_ask", get_adapter().get_client_ip(request), REQUESTS, WINDOW, now) or (email and not hit("desk_ask_mail", email, MAILS, DAY, now)):
            refused = _("Many questions have come from your connection within the hour. Wait a little, or call the hub. What you wrote is still below.")
            return _page(request, hub, names, form, hubs, refused, 429)
        try:
            made = ask(hub, person=request.user if request.user.is_authenticated else None, at=now, **form.fields_of_request())
        except Refused as why:
            refused = why.sentence
        else:
            request.session[JUST_ASKED] = made.pk
            return redirect("help_request", token=made.token)
    return _page(request, hub, names, form, hubs, refused, 422 if form.errors or refused else 200)


def _page(request, hub, names, form, hubs, refused: str, status: int):
    name, language = names[hub.pk]
    return render(request, "mentoring/orientation/ask.html", {
        "hub": hub, "hub_name": name, "name_language": language, "form": form, "refused": refused, "others": len(hubs) > 1, "wrong": status != 200,
        "own": HelpRequest.objects.of(request.user).open().filter(hub=hub)}, status=status)
