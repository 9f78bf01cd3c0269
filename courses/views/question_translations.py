"""A question in another language: each part beside its source."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses import question_bank
from courses.question_forms import Typed
from courses.question_typing import to_html, to_typed
from courses.quiz_screen import plain
from courses.views.question_bank import question_of
from courses.views.trainer_page import for_course, page


class TranslationForm(forms.Form):
    """A box for each part of the source; `accepted`, a line each, for what is accepted in this language."""

    def __init__(self, *args, version, language: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.version, told = version, version.translations.get(language, {})
        self.parts = list(_parts(version.body))
        for name, source, label in self.parts:
            self.fields[name] = Typed(rows=3 if name == "text" else 2, label=label, help_text=plain(source), initial=to_typed(_told(told, name)))
            self.fields[name].widget.attrs["lang"] = language
        if version.kind == "short_text":
            source = ", ".join(each["text"] for each in version.answer_key["accepted"] if each.get("fraction", 100) >= 100)
            self.fields["accepted"] = Typed(rows=3, label=_("Accepted in this language too, a line each"), help_text=source,
                                            initial="\n".join(each["text"] for each in told.get("accepted", ())))

    def made(self) -> dict:
        """The translation, as in QuestionVersion.translations."""
        told: dict = {"options": {}, "option_feedback": {}}
        for name, _source, _label in self.parts:
            said, (kind, _colon, id) = to_html(self.cleaned_data[name]), name.partition(":")
            if said and id:
                told[kind][id] = said
            elif said:
                told[name] = said
        if self.cleaned_data.get("accepted"):
            told["accepted"] = [{"text": line.strip(), "fraction": 100} for line in self.cleaned_data["accepted"].split("\n") if line.strip()]
        return {name: said for name, said in told.items() if said}


def _parts(body):
    """(name, source html, label) of everything in a question that has words."""
    yield "text", body["text"], _("Question")
    for side in ("options", "left", "right"):
        for part in body.get(side, ()):
            yield f"options:{part['id']}", part["text"], {"options": _("Option"), "left": _("Left"), "right": _("Its partner")}[side]
            if part.get("feedback"):
                yield f"option_feedback:{part['id']}", part["feedback"], _("What is said to it")
    for name, label in (("feedback_right", _("What is said to a right answer")), ("feedback_wrong", _("What is said to a wrong answer")),
                        ("feedback", _("What is said to everybody at the end"))):
        if body.get(name):
            yield name, body[name], label


def _told(told: dict, name: str) -> str:
    kind, _colon, id = name.partition(":")
    return told.get(kind, {}).get(id, "") if id else told.get(name, "")


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("question.edit")
def translation(request, course, pk, language: str):
    names = dict(settings.LANGUAGES)
    if language not in names or language == course.locale.language_code:
        raise Http404(language)
    question = question_of(course, pk)
    form = TranslationForm(request.POST or None, version=question.current, language=language)
    if request.method == "POST" and form.is_valid():
        made = question_bank.translate(question, language, form.made(), timezone.now(), by=request.user)
        words = _("“%(title)s” has a new version with this translation.") if made else _("“%(title)s” is as before.")
        messages.success(request, words % {"title": question.title})
        return redirect("trainer_question", course.translation_key, question.pk)
    title = _("“%(title)s” in %(language)s") % {"title": question.title, "language": names[language]}
    return page(request, "question_bank/translation", title, course, "trainer_questions", "site", form=form, question=question, status=422 if form.errors else 200)
