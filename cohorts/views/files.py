"""Photos and documents of an exchange: putting them there, and giving them to whoever may open them."""

from django import forms
from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academy.file_reading import PHOTO_FORMATS, TYPES, read_document, read_photo
from academy.single_line import SingleLine
from academy.throttle import hit
from cohorts import exchange_files
from cohorts.exchange_texts import text_of
from cohorts.models import Exchange
from cohorts.refusals import Refused
from cohorts.views.days_doors import for_exchange

A_DAY, UPLOADS_A_DAY = 86_400, 300
WHO = [("everyone", gettext_lazy("Everyone")), ("took_part", gettext_lazy("Only those who took part"))]
WIDE = {"dir": "auto"}


class PhotoForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("Photo"), help_text=gettext_lazy("JPEG, PNG or WebP, up to 10 MB. Where and when it was taken is removed."),
                           widget=forms.FileInput(attrs={"accept": ",".join(f"image/{each.lower()}" for each in PHOTO_FORMATS)}))
    title = SingleLine(label=gettext_lazy("Words below it"), max_length=150, widget=forms.TextInput(attrs=WIDE))
    description = SingleLine(label=gettext_lazy("What is to be seen on it"), max_length=300, widget=forms.TextInput(attrs=WIDE), help_text=gettext_lazy("For people who do not see the picture."))
    who = forms.ChoiceField(label=gettext_lazy("Who may see it"), choices=WHO, initial="took_part", widget=forms.RadioSelect)
    consent = forms.BooleanField(label=gettext_lazy("Everybody who can be recognised on it has agreed that it is shown to these people, or nobody can be recognised."),
                                 error_messages={"required": gettext_lazy("Ask the people on the photo first.")})


class DocumentForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("Document"), help_text=gettext_lazy("PDF, ODT, ODS, ODP, DOCX, XLSX, PPTX, TXT or CSV, up to 10 MB."),
                           widget=forms.FileInput(attrs={"accept": ",".join(f".{each}" for each in TYPES)}))
    title = SingleLine(label=gettext_lazy("Title"), max_length=150, widget=forms.TextInput(attrs=WIDE))
    who = forms.ChoiceField(label=gettext_lazy("Who may open it"), choices=WHO, initial="took_part", widget=forms.RadioSelect)


FORMS = {"photo": PhotoForm, "document": DocumentForm}


@require_http_methods(["GET", "HEAD", "POST"])
@for_exchange("exchange.write_minutes")
def files(request, exchange):
    """What there is, and two forms for more. POST kind=photo | document."""
    made = {kind: form(auto_id=f"{kind}-%s") for kind, form in FORMS.items()}
    kind = request.POST.get("kind")
    if request.method == "POST" and kind in FORMS:
        made[kind] = form = FORMS[kind](request.POST, request.FILES, auto_id=f"{kind}-%s")
        if form.is_valid() and _add(request, exchange, kind, form):
            messages.success(request, _("“%(title)s” is there.") % {"title": form.cleaned_data["title"]})
            return redirect(_here(exchange))
    return render(request, "cohorts/days/files.html", {
                  "exchange": exchange, "text": text_of(exchange, get_language()), "forms": made,
                  "kept": [(each, exchange_files.ending(each)) for each in exchange.files.order_by("kind", "-added_at")],
                  "wrong": next((each for each in made.values() if each.errors), None)}, status=422 if request.method == "POST" else 200)


def _add(request, exchange, kind: str, form) -> bool:
    typed, now = form.cleaned_data, timezone.now()
    said = {"title": typed["title"], "everyone": typed["who"] == "everyone", "by": request.user, "at": now}
    try:
        if exchange.files.count() >= exchange_files.MOST_FILES or not hit("exchange-file", str(request.user.pk), UPLOADS_A_DAY, A_DAY, now):
            raise Refused("too_many", _("That is enough for one exchange, or for one day. Take something away first."))
        if kind == "photo":
            exchange_files.add_photo(exchange, read_photo(typed["file"]), description=typed["description"], **said)
        else:
            exchange_files.add_document(exchange, read_document(typed["file"]), **said)
    except Refused as refused:
        form.add_error("file", refused.sentence)
        return False
    return True


@require_POST
@for_exchange("exchange.write_minutes")
def change(request, exchange, pk: int):
    """POST do=everyone | took_part | away."""
    file = get_object_or_404(exchange.files.select_related("exchange"), pk=pk)
    match request.POST.get("do"):
        case "away":
            exchange_files.take_away(file, request.user, timezone.now())
            messages.info(request, _("“%(title)s” is taken away.") % {"title": file.title})
        case "everyone" | "took_part" as who:
            exchange_files.show_to(file, request.user, timezone.now(), everyone=who == "everyone")
            messages.success(request, _("Everyone may see “%(title)s”.") % {"title": file.title} if who == "everyone"
                             else _("Only those who took part may see “%(title)s”.") % {"title": file.title})
        case _other:
            raise Http404("do")
    return redirect(_here(exchange))


@require_safe
def exchange_file(request, slug: str, pk: int, small: bool = False):
    """One file. Photos are shown, documents saved; for whoever may not open it, it is not there."""
    exchange = get_object_or_404(Exchange.objects.visible_to(request.user), slug=slug)
    file = get_object_or_404(exchange_files.readable_by(exchange, request.user), pk=pk)
    name = exchange_files.small_name(file.file.name) if small and file.kind == "photo" else file.file.name
    try:
        stored = default_storage.open(name)
    except OSError:
        raise Http404("file") from None
    photo = file.kind == "photo"
    response = FileResponse(stored, as_attachment=not photo, filename=None if photo else exchange_files.download_name(file), content_type=exchange_files.content_type(file))
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=600"
    return response


def _here(exchange) -> str:
    return reverse("files", args=[exchange.desk_city.slug, exchange.slug])
