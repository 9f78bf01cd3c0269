"""Certificates of attendance: the public check, the holder's file, and taking one back."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from academy.throttle import hit
from academy.untold_address import untold
from cohorts import attendance_paper
from cohorts.models import AttendanceCertificate, Registration, RegistrationState
from courses.certificate_forms import CodeForm, NameForm
from courses.models.certificates import spelled

CHECKS, WINDOW = 60, 600


@require_safe
def check(request):
    """A form for a code; leads to the certificate's page."""
    form = CodeForm(request.GET if "code" in request.GET else None, auto_id="check-%s")
    if form.is_valid():
        return redirect("attendance_certificate", code=form.cleaned_data["code"])
    return _public(render(request, "cohorts/days/certificate_check.html", {"form": form}, status=422 if form.errors else 200))


@require_safe
def certificate(request, code: str):
    """What everyone who has the code may know: valid, revoked, or not one of ours."""
    if not hit("certificate", get_adapter().get_client_ip(request), CHECKS, WINDOW, timezone.now()):
        return _public(render(request, "courses/certificate/too_many.html", status=429))
    ours = spelled(code)
    found = _certificates().filter(code=ours).first() if ours else None
    if found is None:
        form = CodeForm(initial={"code": code[:60]}, auto_id="check-%s")
        return _public(render(request, "cohorts/days/certificate_check.html", {"form": form, "typed": code[:60]}, status=404))
    if code != found.code:
        return redirect("attendance_certificate", code=found.code)
    return _public(render(request, "cohorts/days/certificate.html", {
        "certificate": found, "words": found.words, "is_holder": request.user.is_authenticated and found.registration.person_id == request.user.pk,
        "may_revoke": found.revoked_at is None and attendance_paper.may_revoke(request.user, found)}))


@require_safe
@login_required
def download(request, code: str):
    """The PDF, for its holder only. A revoked certificate has none to give."""
    from cohorts.attendance_sheet import attendance_pdf  # fpdf2 and its fonts take 24 MB, which web processes seldom need

    mine = get_object_or_404(_certificates(), code=code, registration__person=request.user, revoked_at__isnull=True)
    response = HttpResponse(attendance_pdf(mine), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="attendance-{mine.code}.pdf"'
    return _public(response)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mine(request, slug: str):
    """One's own certificate of an exchange: leads to it, makes it the first time, and asks for a missing name first."""
    registration = get_object_or_404(Registration.objects.of(request.user).filter(state=RegistrationState.ATTENDED, exchange__published_at__isnull=False).select_related(
        "exchange__host_city", "person"), exchange__slug=slug)
    if not registration.exchange.is_over(timezone.now()):
        messages.info(request, _("Your certificate is made when the exchange is over."))
        return redirect("exchange", slug=slug)
    form = NameForm(request.POST or None, auto_id="certificate-%s")
    if request.method == "POST" and not request.user.name.strip() and form.is_valid():
        request.user.name = form.cleaned_data["name"]
        request.user.save(update_fields=["name"])
        registration.person.name = request.user.name
    made = attendance_paper.issue(registration, timezone.now())
    if made is not None:
        return redirect("attendance_certificate", code=made.code)
    if registration.person.name.strip():
        raise Http404("attended nothing")
    return render(request, "cohorts/days/certificate_name.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def revoke(request, code: str):
    """Take one back: the host city's coordinators, or its holder."""
    found = get_object_or_404(_certificates(), code=code)
    if not attendance_paper.may_revoke(request.user, found):
        raise Http404("certificate")
    if request.method == "POST":
        if attendance_paper.revoke(found, request.user, timezone.now()):
            messages.success(request, _("The certificate is revoked. Its page says so from now on."))
        else:
            messages.info(request, _("The certificate was revoked already."))
        return redirect("attendance_certificate", code=found.code)
    return render(request, "cohorts/days/certificate_revoke.html", {"certificate": found, "words": found.words})


def _certificates():
    return AttendanceCertificate.objects.select_related("registration__exchange", "registration__person")


def _public(response):
    response["Cache-Control"] = "private, no-cache"
    return untold(response)
