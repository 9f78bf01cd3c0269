"""Lists of a city's desk that lead to a letter; the letter; and ending such letters by the link in one."""

import uuid

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.core.signing import BadSignature
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from academy import throttle
from academy.models import User
from academy.sanitise import plain
from academy.single_line import SingleLine
from home.city_figures_lists import MOST_READERS, WORDS, chosen_people, lines, on_list
from home.city_letters import CityLetter, LetterReason, LettersStopped
from home.desk_door import at_desk, only_with_names
from home.writing_city_letters import mail_words, read_stop_link, stop_letters, want_letters, write_letter

A_PAGE, PER_DAY, LETTERS_SHOWN = 50, 20, 10


class LetterForm(forms.Form):
    subject = SingleLine(label=gettext_lazy("Subject"), max_length=150)
    text = forms.CharField(label=gettext_lazy("Message"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
                           help_text=gettext_lazy("Plain text. Your name and your city are added; answers go to your own address."))
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def clean_text(self):
        return plain(self.cleaned_data["text"])


def _of_reason(view):
    """The view gets one of LetterReason; any other word is not there."""
    def gate(request, city, reason: str):
        if reason not in LetterReason.values:
            raise Http404(reason)
        return view(request, city, LetterReason(reason))
    return gate


@require_safe
@at_desk
@only_with_names
@_of_reason
def people(request, city, reason):
    today = timezone.localdate()
    shown = Paginator(on_list(city, reason, today), A_PAGE).get_page(request.GET.get("page"))
    heading, because, _subject, _text = WORDS[reason]
    return render(request, "home/city/figures/list.html", {
        "city": city, "here": "figures", "reason": reason, "heading": heading, "because": because, "shown": shown, "lines": lines(shown, reason, today),
        "lists": [(each, WORDS[each][0]) for each in LetterReason], "letters": CityLetter.objects.filter(city=city, reason=reason).select_related("written_by")[:LETTERS_SHOWN]})


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
@only_with_names
@_of_reason
def letter(request, city, reason):
    """Write, look at it as its readers will, send. Whom it is for travels with the form as numbers of enrolments, read anew each time."""
    now, sent = timezone.now(), request.method == "POST"
    asked = request.POST if sent else request.GET
    everyone, chosen = bool(asked.get("everyone")), asked.getlist("who")[:MOST_READERS]
    readers, stopped = chosen_people(city, reason, timezone.localdate(now), chosen, everyone)
    heading, because, subject, text = WORDS[reason]
    if not readers:
        messages.warning(request, _("Those you chose want no letters of this kind.") if stopped else _("Tick the people you want to write to first."))
        return redirect("city_figures_list", slug=city.slug, reason=reason)
    form = LetterForm(request.POST if sent else None, initial={"form_key": uuid.uuid4(), "subject": subject, "text": text})
    preview = None
    if sent and form.is_valid():
        given, act = form.cleaned_data, request.POST.get("act")
        if len(readers) > MOST_READERS:
            form.add_error(None, _("That is more than %(most)d people. Choose fewer.") % {"most": MOST_READERS})
        elif act == "send":
            if throttle.hit("city_letter", str(request.user.pk), PER_DAY, 86_400, now):
                made = write_letter(city, reason, readers, given["subject"], given["text"], form_key=given["form_key"], by=request.user, at=now)
                messages.success(request, ngettext("Your letter is on its way to %(count)d person.", "Your letter is on its way to %(count)d people.", made.sent_to) % {"count": made.sent_to})
                return redirect("city_figures_list", slug=city.slug, reason=reason)
            form.add_error(None, _("You have written %(most)d letters today. People read the next one better tomorrow.") % {"most": PER_DAY})
        elif act != "change":
            preview = mail_words(CityLetter(city=city, reason=reason, subject=given["subject"], text=given["text"], written_by=request.user), "")
    return render(request, "home/city/figures/letter.html", {
        "city": city, "here": "figures", "reason": reason, "heading": heading, "because": because, "form": form, "readers": readers, "stopped": stopped, "preview": preview,
        "chosen": [] if everyone else chosen, "everyone": everyone}, status=422 if form.errors else 200)


@never_cache
@csrf_exempt  # the signed token is the permission; mail programs send it without a visit (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, token: str):
    """GET asks, because mail scanners follow links; POST does it, once or ten times."""
    try:
        person = User.objects.filter(pk=read_stop_link(token), erased_at__isnull=True).first()
    except (BadSignature, ValueError):
        person = None
    if person is None:
        raise Http404("stop")
    done = request.method == "POST"
    if done:
        stop_letters(person, timezone.now())
    return render(request, "home/city_letters_stop.html", {"done": done})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request):
    """Whether I want letters of my city's coordinators."""
    if request.method == "POST":
        if request.POST.get("letters") == "no":
            stop_letters(request.user, timezone.now())
        elif request.POST.get("letters") == "yes":
            want_letters(request.user)
        messages.success(request, _("Your choice of mails is kept."))
        return redirect("my_city_letters")
    return render(request, "home/my_city_letters.html", {"stopped": LettersStopped.objects.filter(person=request.user).exists()})
