"""Pages with several buttons: each button sends `do`, perhaps `about` (a number), and the fields of its own form, whose names begin with both."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404

from academy.refusals import Refused


@dataclass(frozen=True, slots=True)
class Button:
    """`verb(row or None, values of the form)` gives a sentence, or raises Refused. `rows`: what `about` may point at. `form`: makes one, with prefix=."""

    verb: Callable[..., str]
    form: Callable[..., forms.Form] | None = None
    rows: object | None = None


def prefix(do: str, about: int | str = "") -> str:
    return f"{do}{about}"


def press(request, buttons: dict[str, Button]) -> tuple[str, forms.Form] | None:
    """Carry out what was sent: None when it is done, and said; else the form that was filled in wrongly, by its prefix. 404 for what is no button here."""
    do, about = request.POST.get("do", ""), request.POST.get("about", "")
    if do not in buttons:
        raise Http404("do")
    button, row = buttons[do], None
    if button.rows is not None:
        row = get_object_or_404(button.rows, pk=int(about) if about.isascii() and about.isdigit() and len(about) < 12 else 0)
    name = prefix(do, row.pk if row else "")
    form = button.form(request.POST, request.FILES, prefix=name) if button.form else None
    if form is not None and not form.is_valid():
        return name, form
    try:
        messages.success(request, button.verb(row, form.cleaned_data if form else {}))
    except Refused as why:
        if form is None:
            messages.warning(request, why.sentence)
            return None
        form.add_error(None, why.sentence)
        return name, form
    return None
