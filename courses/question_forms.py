"""The trainer's forms for questions and quizzes. They check what is typed; courses/question_typing.py makes the question of it."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from academy.sanitise import plain
from courses.gift_words import sentence
from courses.models import Question, Quiz
from courses.question_check import validate
from courses.question_typing import to_question

KIND_NAMES = {
    "single": lazy("One answer out of several"), "multiple": lazy("Several answers out of several"), "true_false": lazy("True or false"),
    "short_text": lazy("A few words"), "number": lazy("A number"), "ordering": lazy("Put in order"), "matching": lazy("Match pairs"),
}
FORM_WORDS = {
    "one_right": lazy("Mark exactly one option as right."), "range_or_value": lazy("Write a number, or both ends of a range."),
    "some_percents": lazy("Give a percentage to each right option, or to none."),
    "bad_number": lazy("Write numbers without a sign between thousands, such as 1500 or 1.5."),
}
MOST_ROWS = 40


class Typed(forms.CharField):
    """Words or a little html, cleaned of control characters."""

    def __init__(self, rows: int = 1, **options):
        widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"}) if rows > 1 else forms.TextInput(attrs={"dir": "auto"})
        super().__init__(widget=widget, required=options.pop("required", False), max_length=options.pop("max_length", 4_000), **options)

    def to_python(self, value):
        return plain(super().to_python(value)).strip()


def _percent_field(label):
    return forms.DecimalField(label=label, required=False, min_value=-100, max_value=100, max_digits=8, decimal_places=5)


class QuestionForm(forms.Form):
    title = Typed(label=lazy("Title"), required=True, max_length=200, help_text=lazy("For you and the other trainers; learners do not see it."))
    category = Typed(label=lazy("Category"), max_length=200, required=True, help_text=lazy("A quiz draws its questions from a category. A / makes one below another."))
    text = Typed(rows=4, label=lazy("Question"), required=True)
    feedback = Typed(rows=3, label=lazy("What is said to everybody at the end"), help_text=lazy("Shown with the right answer, once somebody has passed."))
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields |= _MORE_FIELDS.get(kind, dict)()


_MORE_FIELDS = {
    "true_false": lambda: {
        "right": forms.ChoiceField(label=lazy("It is"), choices=[("true", lazy("True")), ("false", lazy("False"))], widget=forms.RadioSelect),
        "feedback_right": Typed(rows=2, label=lazy("What is said to a right answer")), "feedback_wrong": Typed(rows=2, label=lazy("What is said to a wrong answer"))},
    "single": lambda: {"shuffle": forms.BooleanField(label=lazy("Show the options in a new order each time"), required=False, initial=True)},
    "multiple": lambda: {"shuffle": forms.BooleanField(label=lazy("Show the options in a new order each time"), required=False, initial=True)},
    "short_text": lambda: {"case_sensitive": forms.BooleanField(label=lazy("Capital letters matter"), required=False)},
    "number": lambda: {"feedback_wrong": Typed(rows=2, label=lazy("What is said to any other number"))},
}


class OptionRow(forms.Form):
    text = Typed(rows=2, label=lazy("Option"))
    right = forms.BooleanField(label=lazy("Right"), required=False)
    worth = _percent_field(lazy("Or worth, %"))
    feedback = Typed(rows=2, label=lazy("What is said to it"))


class AcceptedRow(forms.Form):
    text = Typed(label=lazy("Accepted answer"))
    fraction = _percent_field(lazy("Worth, % (empty: 100)"))
    feedback = Typed(rows=2, label=lazy("What is said to it"))


class NumberRow(forms.Form):
    value = Typed(label=lazy("Number"), max_length=60)
    tolerance = Typed(label=lazy("give or take"), max_length=60)
    min = Typed(label=lazy("Or from"), max_length=60)
    max = Typed(label=lazy("to"), max_length=60)
    fraction = _percent_field(lazy("Worth, % (empty: 100)"))
    feedback = Typed(rows=2, label=lazy("What is said to it"))


class LineRow(forms.Form):
    text = Typed(label=lazy("Line"))


class PairRow(forms.Form):
    left = Typed(label=lazy("Left"))
    right = Typed(label=lazy("Its partner"))


ROWS = {"single": OptionRow, "multiple": OptionRow, "short_text": AcceptedRow, "number": NumberRow, "ordering": LineRow, "matching": PairRow}
ROW_HELP = {
    "single": lazy("Mark the right one. Percentages are only needed where an answer is half right."),
    "multiple": lazy("Mark the right ones: each counts alike, and a wrong one takes off as much. Percentages are only needed where they should count differently."),
    "short_text": lazy("A star * stands for any words. Capital letters do not matter unless you say so."),
    "number": lazy("A number with a tolerance, or a range. The first line that fits counts."),
    "ordering": lazy("Write the lines in the right order. Learners see them mixed."),
    "matching": lazy("Each left has its partner. A line without a left is one more partner to choose from."),
}


def question_rows(kind: str, data=None, initial=(), empty: int = 3):
    """The formset of a kind's rows, with some empty ones at the end; None for kinds without."""
    if kind not in ROWS:
        return None
    made = forms.formset_factory(ROWS[kind], extra=max(empty, 4 - len(initial)), max_num=MOST_ROWS, absolute_max=MOST_ROWS)
    return made(data, prefix="rows", initial=list(initial), form_kwargs={"empty_permitted": True, "use_required_attribute": False})


def filled(rows) -> list[dict]:
    """The rows in which something was written."""
    found = [row.cleaned_data for row in rows or () if getattr(row, "cleaned_data", None)]
    return [row for row in found if any(value not in (None, "", False) for name, value in row.items())]


def made_question(form: QuestionForm, rows, before=None) -> tuple[dict, dict] | None:
    """(question, key) of valid forms; None, with the reasons added to the form, when it would be no sound question."""
    body, key, wrong = to_question(form.kind, form.cleaned_data, filled(rows), before)
    for code in wrong:
        form.add_error(None, FORM_WORDS[code])
    if not wrong:
        for code in validate(body, key):
            form.add_error(None, sentence(code))
    return None if form.errors else (body, key)


class QuizForm(forms.ModelForm):
    class Meta:
        model = Quiz
        fields = ["title", "slug", "category", "draw", "pass_mark", "max_attempts"]

    def __init__(self, *args, course, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.course_key = course.translation_key
        self.course_language = course.locale.language_code
        known = Question.objects.of_course(course.translation_key).in_use().order_by("category").values_list("category", flat=True).distinct()
        self.categories = list(known)
        self.fields["category"].widget.attrs["list"] = "categories"
        if self.instance.pk:
            self.fields["slug"].help_text = _("It stands in the address of the quiz: a change breaks links to it.")
        for code, name in settings.LANGUAGES:
            if code != self.course_language:
                self.fields[f"title_{code}"] = forms.CharField(label=_("Title in %(language)s") % {"language": name}, required=False, max_length=200,
                                                               initial=self.instance.titles.get(code, ""), widget=forms.TextInput(attrs={"lang": code, "dir": "auto"}))

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {"course_key"}  # so that the one-quiz-per-slug rule is checked here

    def save(self, commit=True):
        self.instance.titles = {name.removeprefix("title_"): said for name, said in self.cleaned_data.items() if name.startswith("title_") and said}
        return super().save(commit)


class GiftForm(forms.Form):
    file = forms.FileField(label=lazy("GIFT file"), required=False)
    text = forms.CharField(label=lazy("Or its text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 14, "dir": "auto", "spellcheck": "false"}))
    category = Typed(label=lazy("Category"), max_length=200, help_text=lazy("For questions that have none in the file."))
    language = forms.ChoiceField(label=lazy("The file is"), required=False)
    skip_unreadable = forms.BooleanField(label=lazy("Import what can be read, even if something cannot"), required=False)

    def __init__(self, *args, course_language: str, **kwargs):
        super().__init__(*args, **kwargs)
        others = [(code, _("a translation into %(language)s of questions that are here") % {"language": name}) for code, name in settings.LANGUAGES if code != course_language]
        self.fields["language"].choices = [("", _("in the language of the course")), *others]

    def clean(self):
        found = super().clean()
        if found.get("file"):
            if found["file"].size > 4_000_000:
                self.add_error("file", _("This file is too large: at most 4 MB."))
                return found
            try:
                found["text"] = found["file"].read().decode("utf-8-sig")
            except UnicodeDecodeError as error:
                line = error.object.count(b"\n", 0, error.start) + 1
                self.add_error("file", _("Line %(line)s is no UTF-8 text. Save the file as UTF-8 and try again.") % {"line": line})
        if not found.get("text", "").strip() and not self.errors:
            self.add_error("file", _("Choose a file, or paste its text."))
        return found
