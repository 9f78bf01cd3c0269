"""A message to people of the course: each gets it alone, by mail."""

import uuid

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from academy import throttle
from academy.sanitise import plain
from academy.single_line import SingleLine
from courses.models import TrainerMessage
from courses.views.trainer_page import for_course, page
from courses.views.trainer_roster import FILTERS, chosen

MOST_PEOPLE = 500
PER_DAY = 20


class MessageForm(forms.Form):
    subject = SingleLine(label=gettext_lazy("Subject"), max_length=150)
    text = forms.CharField(label=gettext_lazy("Message"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 10}),
                           help_text=gettext_lazy("Plain text. Your name and the course's address are added."))
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def clean_text(self):
        return plain(self.cleaned_data["text"])


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("roster.message")
def message(request, course):
    asked = request.POST if request.method == "POST" else request.GET
    people = list(chosen(request, course, asked).select_related("person", "person__city").order_by("person__name", "pk")[:MOST_PEOPLE + 1])
    form = MessageForm(request.POST or None, initial={"form_key": uuid.uuid4()})
    if not people:
        messages.warning(request, _("Tick the people you want to write to first."))
        return redirect("trainer_roster", key=course.translation_key)
    if len(people) > MOST_PEOPLE:
        form.add_error(None, _("That is more than %(most)d people. Filter the list first.") % {"most": MOST_PEOPLE}) if form.is_bound else None
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        if not throttle.hit("trainer_message", str(request.user.pk), PER_DAY, 86_400, now):
            form.add_error(None, _("You have written %(most)d messages today. People read the next one better tomorrow.") % {"most": PER_DAY})
        else:
            sent = TrainerMessage.send(course, request.user, people, form.cleaned_data["subject"], form.cleaned_data["text"], form.cleaned_data["form_key"], now)
            messages.success(request, ngettext("Your message is on its way to %(count)d person.", "Your message is on its way to %(count)d people.", sent.sent_to) % {"count": sent.sent_to})
            return redirect("trainer_roster", key=course.translation_key)
    return page(request, "message", _("Message"), course, "trainer_roster", "mail", form=form, people=people[:MOST_PEOPLE],
                kept=[(name, asked.get(name)) for name in FILTERS if asked.get(name)], everyone=asked.get("everyone", ""), status=422 if form.errors else 200)
