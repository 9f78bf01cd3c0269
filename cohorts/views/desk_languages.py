"""The page of an exchange in each language: who reads what, and writing one more."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from academy.context import OWN_NAMES
from academy.models import record
from cohorts.asking import word_questions
from cohorts.exchange_form_language import LanguageForm
from cohorts.exchange_pages import first_page, homes, page_in, programme_of, write_words
from cohorts.models import ExchangePage
from cohorts.seats import lock
from cohorts.views.desk_page import at, for_exchange, page


@require_safe
@for_exchange(keeps=True)
def languages(request, exchange):
    pages = {each.locale.language_code: each for each in ExchangePage.objects.filter(exchange=exchange).select_related("locale")}
    rows = [{"code": code, "name": OWN_NAMES.get(code, code), "own": code in pages and pages[code].alias_of_id is None, "first": code == exchange.source_language,
             "title": pages[code].title if code in pages else ""} for code in homes()]
    return page(request, "languages", _("Other languages"), exchange, rows=rows)


@require_http_methods(["GET", "HEAD", "POST"])
@for_exchange(keeps=True)
def language(request, exchange, code: str):
    """The title, summary and programme in one more language. The first language is changed with the exchange itself."""
    if code not in homes():
        raise Http404("language")
    if code == exchange.source_language:
        return redirect(at(exchange, "desk_edit"))
    source, own = first_page(exchange, request.user), page_in(exchange, code)
    own = own.get_latest_revision_as_object() if own is not None and own.alias_of_id is None else None
    programme = programme_of(own) if own else ""
    version = str(own.latest_revision_id) if own else ""
    initial = {"title": own.title, "summary": own.summary, "text": programme, "version": version} if own else {"version": ""}
    form = LanguageForm(request.POST if request.method == "POST" else None, text_elsewhere=programme is None, initial=initial, source=exchange.source_language, language=code,
                        questions=exchange.questions.filter(ready="", retired_at=None))
    status = 200
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["version"] == version:
            with transaction.atomic():
                exchange = _lock_like(exchange)
                write_words(exchange, code, form.words(), request.user)
                word_questions(exchange, code, form.question_words(), by=request.user, at=timezone.now())
                record(request.user, "translated", "exchange", exchange.key, at=timezone.now(), details={"language": code})
            messages.success(request, _("Kept."))
            return redirect(at(exchange, "desk_languages"))
        form.data = form.data.copy()
        form.data["version"] = version
        form.add_error(None, _("Somebody else changed this page after you opened it. Below is what you typed; keep it once more if it still holds."))
        status = 409
    return page(request, "language", OWN_NAMES.get(code, code), exchange, crumbs=[("desk_languages", _("Other languages"))], form=form, code=code, source=source,
                source_text=programme_of(source), status=status if status != 200 else 422 if form.errors else 200)


def _lock_like(exchange):
    locked = lock(exchange.pk)
    locked.desk_city, locked.text = exchange.desk_city, exchange.text
    return locked
