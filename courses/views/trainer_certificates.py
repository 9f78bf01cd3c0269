"""Certificates of a course, and taking one back."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from academy.single_line import SingleLine
from courses.models import Certificate
from courses.views.trainer_page import for_course, page


class RevokeForm(forms.Form):
    reason = SingleLine(label=gettext_lazy("Reason"), max_length=200, help_text=gettext_lazy("It stands on the public check page, so name nobody."))


@require_safe
@for_course("certificate.revoke")
def certificates(request, course):
    found = Certificate.objects.filter(course_key=course.translation_key).select_related("holder").order_by("-issued_at", "-pk")
    return page(request, "certificates", _("Certificates"), course, "trainer_certificates", "certificate",
                shown=Paginator(found, 50).get_page(request.GET.get("page")))


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("certificate.revoke")
def revoke(request, course, pk: int):
    certificate = get_object_or_404(Certificate.objects.filter(course_key=course.translation_key).select_related("holder"), pk=pk)
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        certificate.revoke(request.user, form.cleaned_data["reason"], timezone.now())
        messages.success(request, _("The certificate of %(name)s is revoked.") % {"name": certificate.holder_name})
        return redirect("trainer_certificates", key=course.translation_key)
    return page(request, "revoke", _("Revoke a certificate"), course, "trainer_certificates", "certificate", certificate=certificate, form=form,
                status=422 if form.errors else 200)
