"""Writing minutes: one text and its decisions for each session, and for the exchange as a whole."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from academy.context import OWN_NAMES
from academy.single_line import SingleLine
from cohorts import minute_taking
from cohorts.exchange_texts import text_of
from cohorts.minute_taking import DecisionRow, WrittenMeanwhile, keep_minutes, minutes_of
from cohorts.minute_text import to_text
from cohorts.views.days_doors import for_exchange

EMPTY_ROWS, MOST_ROWS, LONGEST = 3, 100, 60_000
BY_DAY = {"type": "date"}


class MinutesForm(forms.Form):
    language = forms.ChoiceField(label=gettext_lazy("Language of the minutes"), choices=[(code, OWN_NAMES[code]) for code, _name in settings.LANGUAGES])
    text = forms.CharField(label=gettext_lazy("What was said"), max_length=LONGEST, strip=False, widget=forms.Textarea(attrs={"rows": 18, "dir": "auto"}), help_text=gettext_lazy(
        "An empty line begins a new paragraph. A line that begins with “## ” is a heading, lines that begin with “- ” are a list. Name bodies and roles rather than people."))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class DecisionForm(forms.Form):
    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = SingleLine(label=gettext_lazy("What was decided"), max_length=500, required=False, widget=forms.TextInput(attrs={"dir": "auto"}))
    owner = SingleLine(label=gettext_lazy("Who does it"), max_length=150, required=False, widget=forms.TextInput(attrs={"dir": "auto"}))
    due_on = forms.DateField(label=gettext_lazy("Until"), required=False, widget=forms.DateInput(attrs=BY_DAY, format="%Y-%m-%d"))
    done_on = forms.DateField(label=gettext_lazy("Done on"), required=False, widget=forms.DateInput(attrs=BY_DAY, format="%Y-%m-%d"))

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("text") and not self.errors and not cleaned.get("id") and (cleaned.get("owner") or cleaned.get("due_on") or cleaned.get("done_on")):
            self.add_error("text", _("Say what was decided."))
        return cleaned

    def row(self) -> DecisionRow:
        return DecisionRow(**{name: self.cleaned_data.get(name) or ("" if name in ("text", "owner") else None) for name in ("id", "text", "owner", "due_on", "done_on")})


DecisionRows = forms.formset_factory(DecisionForm, extra=EMPTY_ROWS, max_num=MOST_ROWS, validate_max=True, absolute_max=MOST_ROWS + 10)


@require_safe
@for_exchange("exchange.write_minutes")
def overview(request, exchange):
    """All minutes there are and could be, with what state they are in."""
    there = {each.exchange_session_id: each for each in exchange.minutes.all()}
    rows = [{"session": None, "minutes": there.get(None), "url": edit_address(exchange, None)}]
    rows += [{"session": each, "minutes": there.get(each.pk), "url": edit_address(exchange, each)} for each in exchange.sessions.all()
             if each.cancelled_at is None or each.pk in there]
    return render(request, "cohorts/days/minutes_list.html", {"exchange": exchange, "text": text_of(exchange, get_language()), "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@for_exchange("exchange.write_minutes")
def edit(request, exchange, session=None):
    """The editor. POST do=keep | publish | take_back keeps what is written, too; 409 with both texts when somebody kept first."""
    session = get_object_or_404(exchange.sessions, key=session) if session else None
    kept = minutes_of(exchange, session)
    if request.method != "POST":
        return _page(request, exchange, session, kept, _form(kept), DecisionRows(initial=_initial(kept), prefix="d"))
    form, rows = MinutesForm(request.POST, auto_id="minutes-%s"), DecisionRows(request.POST, prefix="d")
    if not (form.is_valid() & rows.is_valid()):
        return _page(request, exchange, session, kept, form, rows, status=422)
    now, do = timezone.now(), request.POST.get("do", "keep")
    try:
        made = keep_minutes(exchange, session, text=form.cleaned_data["text"], language=form.cleaned_data["language"], rows=[each.row() for each in rows],
                            version=form.cleaned_data["version"], by=request.user, at=now)
    except WrittenMeanwhile as meanwhile:
        again = MinutesForm({**request.POST.dict(), "version": meanwhile.current.version}, auto_id="minutes-%s")
        return _page(request, exchange, session, meanwhile.current, again, rows, status=409, theirs=to_text(meanwhile.current.text),
                     unseen=_unseen(meanwhile.current, rows))
    _say(request, do, made, now)
    return redirect(edit_address(exchange, session))


def edit_address(exchange, session) -> str:
    return reverse("minutes_edit", args=[exchange.desk_city.slug, exchange.slug, session.key]) if session else reverse("minutes_whole", args=[exchange.desk_city.slug, exchange.slug])


def _say(request, do: str, made, now) -> None:
    if do == "publish":
        minute_taking.publish(made, request.user, now)
        messages.success(request, _("Kept, and published below the exchange."))
    elif do == "take_back":
        minute_taking.take_back(made, request.user, now)
        messages.success(request, _("Kept, and a draft again: only the coordinators of the host city read it."))
    else:
        messages.success(request, _("Kept.") if made.published_at else _("Kept as a draft."))


def _form(kept) -> MinutesForm:
    initial = {"language": kept.language, "text": to_text(kept.text), "version": kept.version} if kept else {"language": get_language(), "version": 0}
    return MinutesForm(initial=initial, auto_id="minutes-%s")


def _initial(kept) -> list[dict]:
    return [{"id": each.pk, "text": each.text, "owner": each.owner, "due_on": each.due_on, "done_on": each.done_on} for each in kept.decisions.all()] if kept else []


def _unseen(current, rows) -> list:
    """Decisions that stand now and are not in the form of who comes second: they stay whatever is kept."""
    seen = {each.cleaned_data.get("id") for each in rows}
    return [each for each in current.decisions.all() if each.pk not in seen] if current.pk else []


def _page(request, exchange, session, kept, form, rows, status=200, **more):
    return render(request, "cohorts/days/minutes.html", {"exchange": exchange, "session": session, "minutes": kept if kept and kept.pk else None, "form": form, "rows": rows,
                  "text": text_of(exchange, get_language()), "back": reverse("minutes", args=[exchange.desk_city.slug, exchange.slug]), **more}, status=status)
