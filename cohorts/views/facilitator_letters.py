"""What goes out from a cohort's desk: messages to its members, invitations to people who are not in it."""

import uuid

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from academy import throttle
from academy.context import OWN_NAMES
from academy.models import PartnerCity
from academy.sanitise import plain
from academy.single_line import SingleLine
from cohorts import cohort_inviting, cohort_writing
from cohorts.models import Audience, CohortInvitation, CohortMembership
from cohorts.views.facilitator_page import leading, page

MESSAGES_A_DAY = 20


class MessageForm(forms.Form):
    audience = forms.ChoiceField(label=gettext_lazy("To whom"), widget=forms.RadioSelect, initial=Audience.ALL)
    city = forms.ModelChoiceField(PartnerCity.objects.none(), label=gettext_lazy("City"), required=False, empty_label="—", help_text=gettext_lazy("Only for a message to one city."))
    subject = SingleLine(label=gettext_lazy("Subject"), max_length=150)
    text = forms.CharField(label=gettext_lazy("Message"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 10}),
                           help_text=gettext_lazy("Plain text. Your name and the cohort’s address are added."))
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, cohort, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = [each for each in Audience.choices if cohort.course_key or each[0] != Audience.STUCK]
        self.fields["city"].queryset = PartnerCity.objects.filter(pk__in=CohortMembership.objects.members().filter(cohort=cohort).values("city_id"))

    def clean_text(self):
        return plain(self.cleaned_data["text"])

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("audience") == Audience.CITY and not cleaned.get("city") and "city" not in self.errors:
            self.add_error("city", _("Choose the city."))
        elif cleaned.get("audience") != Audience.CITY:
            cleaned["city"] = None
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
@leading
def letters(request, cohort):
    now = timezone.now()
    form = MessageForm(request.POST if request.method == "POST" else None, cohort=cohort, initial={
        "form_key": uuid.uuid4(), "audience": Audience.STUCK if request.GET.get("to") == "stuck" and cohort.course_key else Audience.ALL})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if not cohort_writing.readers(cohort, given["audience"], given["city"].pk if given["city"] else None, cohort.day_of(now)).exists():
            form.add_error("audience", _("Nobody would get it at the moment."))
        elif not throttle.hit("cohort_message", str(request.user.pk), MESSAGES_A_DAY, 86_400, now):
            form.add_error(None, _("You have written %(most)d messages today. People read the next one better tomorrow.") % {"most": MESSAGES_A_DAY})
        else:
            sent = cohort_writing.write(cohort, request.user, now, given["form_key"], subject=given["subject"], text=given["text"], audience=given["audience"], city=given["city"])
            messages.success(request, ngettext("Your message is on its way to %(count)d person.", "Your message is on its way to %(count)d people.", sent.sent_to) % {"count": sent.sent_to})
            return redirect("lead_messages", slug=cohort.slug)
    return page(request, cohort, "messages", _("Messages"), "lead_messages", form=form, sent=cohort.messages.select_related("written_by", "city")[:30],
                status=422 if form.errors else 200)


class InviteForm(forms.Form):
    addresses = forms.CharField(label=gettext_lazy("E-mail addresses"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 6, "dir": "ltr", "autocapitalize": "off", "spellcheck": "false"}),
                                help_text=gettext_lazy("One on each line, or with commas between them."))
    language = forms.ChoiceField(label=gettext_lazy("Language of the mail"), choices=[(code, OWN_NAMES[code]) for code, _name in settings.LANGUAGES])

    def clean_addresses(self) -> list[str]:
        typed = [each.strip(" \t<>") for line in self.cleaned_data["addresses"].splitlines() for each in line.replace(";", ",").split(",")]
        found, wrong = [], []
        for each in filter(None, typed):
            try:
                validate_email(each)
            except ValidationError:
                wrong.append(each[:100])
            else:
                found.append(each.lower())
        if wrong:
            raise ValidationError(_("These are no e-mail addresses: %(wrong)s. Nobody has been invited yet.") % {"wrong": ", ".join(wrong[:10])})
        found = list(dict.fromkeys(found))
        if len(found) > cohort_inviting.MOST_AT_ONCE:
            raise ValidationError(_("That is more than %(most)d addresses. Invite the others next.") % {"most": cohort_inviting.MOST_AT_ONCE})
        return found


@require_http_methods(["GET", "HEAD", "POST"])
@leading
def invitations(request, cohort):
    now = timezone.now()
    form = InviteForm(request.POST if request.method == "POST" else None, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data["addresses"]
        if not cohort.takes_people(now):
            form.add_error(None, _("Joining has closed. Move the last day to join first."))
        elif len(asked) > cohort_inviting.left_today(request.user, now):
            form.add_error(None, _("You can invite %(most)d people a day. Invite the rest tomorrow.") % {"most": cohort_inviting.MOST_A_DAY})
        else:
            cohort_inviting.invite(cohort, asked, request.user, now, form.cleaned_data["language"])
            messages.success(request, ngettext("The invitation is on its way to %(count)d address.", "The invitations are on their way to %(count)d addresses.", len(asked)) % {"count": len(asked)})
            return redirect("lead_invitations", slug=cohort.slug)
    waiting = CohortInvitation.objects.filter(cohort=cohort).unanswered().exclude(email="").select_related("invited_by")[:300]
    return page(request, cohort, "invitations", _("Invitations"), "lead_invitations", form=form, invited=[{"one": each, "holds": each.is_waiting(now)} for each in waiting],
                takes_people=cohort.takes_people(now), status=422 if form.errors else 200)


@require_POST
@leading
def invitation_withdrawal(request, cohort, pk):
    found = get_object_or_404(CohortInvitation.objects.filter(cohort=cohort), pk=pk)
    if cohort_inviting.withdraw(found, request.user, timezone.now()):
        messages.success(request, _("The invitation is taken back; its link no longer works."))
    else:
        messages.info(request, _("This invitation was answered or taken back already."))
    return redirect("lead_invitations", slug=cohort.slug)
