"""Certificates: the public check, the holder's file and name, and taking one back."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academy.throttle import hit
from academy.untold_address import untold
from courses import credentials
from courses.certificate_forms import CodeForm, NameForm, RevocationForm
from courses.certificate_screen import certificate_screen, may_revoke
from courses.models import Certificate, CourseVersion, Enrolment
from courses.models.certificates import spelled

CHECKS, WINDOW = 60, 600


@require_safe
def check(request):
    """A form for a code; leads to the certificate's page."""
    form = CodeForm(request.GET if "code" in request.GET else None, auto_id="check-%s")
    if form.is_valid():
        return redirect("certificate", code=form.cleaned_data["code"])
    return _public(render(request, "courses/certificate/check.html", {"form": form}, status=422 if form.errors else 200))


@require_safe
def certificate(request, code: str):
    """What everyone who has the code may know: valid, revoked, or not one of ours."""
    if not hit("certificate", get_adapter().get_client_ip(request), CHECKS, WINDOW, timezone.now()):
        return _public(render(request, "courses/certificate/too_many.html", status=429))
    ours = spelled(code)
    found = Certificate.objects.select_related("holder").filter(code=ours).first() if ours else None
    if found is None:
        form = CodeForm(initial={"code": code[:60]}, auto_id="check-%s")
        return _public(render(request, "courses/certificate/unknown.html", {"form": form, "typed": code[:60]}, status=404))
    if code != found.code:
        return redirect("certificate", code=found.code)
    return _public(render(request, "courses/certificate/certificate.html", certificate_screen(request.user, found)))


@require_safe
@login_required
def download(request, code: str):
    """The PDF, for its holder only. A revoked certificate has none to give."""
    mine = get_object_or_404(Certificate.objects.of(request.user).valid(), code=code)
    response = HttpResponse(credentials.file_of(mine, timezone.now()), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{mine.download_name}"'
    return _public(response)


@require_http_methods(["GET", "POST"])
@login_required
def mine(request, slug: str):
    """One's own certificate of a course: leads to it, makes it if the outbox has not yet, and asks for a missing name first."""
    key = get_object_or_404(CourseVersion, slug=slug).course_key
    enrolment = get_object_or_404(Enrolment.objects.of(request.user).filter(finished_at__isnull=False), course_key=key)
    form = NameForm(request.POST or None, auto_id="certificate-%s")
    if request.method == "POST" and not request.user.name.strip() and form.is_valid():
        request.user.name = form.cleaned_data["name"]
        request.user.save(update_fields=["name"])
    made = credentials.issue(enrolment, timezone.now())
    if made is not None:
        return redirect("certificate", code=made.code)
    return render(request, "courses/certificate/name.html", {"form": form, "course_title": enrolment.course_title, "slug": slug},
                  status=422 if form.errors else 200)


@require_POST
@login_required
def name(request, code: str):
    """POST: the same certificate with the holder's name of today."""
    mine = get_object_or_404(Certificate.objects.of(request.user).select_related("holder"), code=code)
    if credentials.put_current_name(mine, timezone.now()):
        messages.success(request, _("Your certificate now says %(name)s. Its code is the same.") % {"name": mine.holder_name})
    else:
        messages.info(request, _("Nothing to change: the certificate says your name already."))
    return redirect("certificate", code=mine.code)


@require_http_methods(["GET", "POST"])
@login_required
def revoke(request, code: str):
    """Take a certificate back: its holder, a trainer of the course, a coordinator of the network."""
    found = get_object_or_404(Certificate.objects.select_related("holder"), code=code)
    by_holder = found.holder_id == request.user.pk
    if not by_holder and not may_revoke(request.user, found):
        raise Http404("certificate")
    form = RevocationForm(request.POST if request.method == "POST" else None, by_holder=by_holder)
    if request.method == "POST" and form.is_valid():
        if found.revoke(request.user, form.cleaned_data.get("reason", ""), timezone.now()):
            messages.success(request, _("The certificate is revoked. Its page says so from now on."))
        else:
            messages.info(request, _("The certificate was revoked already."))
        return redirect("certificate", code=found.code)
    return render(request, "courses/certificate/revoke.html", {"certificate": found, "form": form, "by_holder": by_holder}, status=422 if form.errors else 200)


def _public(response):
    response["Cache-Control"] = "private, no-cache"
    return untold(response)
