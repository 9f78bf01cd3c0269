"""Which mails somebody wants; and stopping one kind by the link in a mail, without signing in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.signing import BadSignature
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from academy.models import User
from cohorts.mail_choice_form import MailChoiceForm
from cohorts.mail_links import read_stop_link
from cohorts.models import MailChoice
from cohorts.stopping_mails import stop_mails


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def choose(request):
    mine = MailChoice.objects.filter(person=request.user).first() or MailChoice(person=request.user)
    form = MailChoiceForm(request.POST if request.method == "POST" else None, instance=mine)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your choice of mails is kept."))
        return redirect("mail_choices")
    return render(request, "cohorts/mails/choices.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@csrf_exempt  # the signed token is the permission; mail programs send it without a visit (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, token: str):
    """GET asks, because mail scanners follow links; POST does it, once or ten times."""
    try:
        person_id, what = read_stop_link(token)
    except BadSignature:
        raise Http404("stop") from None
    person = User.objects.filter(pk=person_id, erased_at__isnull=True).first()
    if person is None:
        raise Http404("stop")
    done = request.method == "POST"
    if done:
        stop_mails(person, what)
    return render(request, "cohorts/mails/stop.html", {"what": what, "done": done})
