"""The whole form of an entry: one part with the fields, four with rows. What is half-filled can be kept; what is wrong says so where it stands."""

from dataclasses import dataclass

from django import forms
from django.forms.utils import ErrorDict
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy

from academy.forms import spoken_languages, time_zones
from academy.models import Organisation
from academy.personal_data import why
from academy.sanitise import plain
from academy.skill_choices import choosable
from mentoring.entry_draft import EntryDraft
from mentoring.exclusions import digest_of
from mentoring.hours_grid import quick
from mentoring.matching.types import HOURS_A_WEEK
from mentoring.models import MentoringRequest, MentoringRound, MentorOffer, Participation, PriorityGroup, RoundKind, Sector, Shown
from mentoring.skills_rows import LanguageRow, OfferRow, PersonRow, WantRow, one_more, rows_of

MODEL_OF = {"capacity": MentorOffer, "mentors_wanted": MentoringRequest, "hope": MentoringRequest}
ONE_TO_FIVE = [(number, str(number)) for number in range(1, 6)]


class EntryFields(forms.Form):
    """Everything of an entry that is one answer. Each field says why it is asked (mentoring/entry_personal_data.py)."""

    capacity = forms.TypedChoiceField(coerce=int, choices=ONE_TO_FIVE, widget=forms.Select(attrs={"class": "input--number"}))
    mentors_wanted = forms.TypedChoiceField(coerce=int, choices=ONE_TO_FIVE[:2], widget=forms.Select(attrs={"class": "input--number"}))
    hope = forms.CharField(required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}))
    time_zone = forms.ChoiceField()
    hours = forms.TypedMultipleChoiceField(coerce=int, required=False, choices=[(hour, hour) for hour in range(HOURS_A_WEEK)])
    sector = forms.ChoiceField(required=False, choices=[("", gettext_lazy("I would rather not say")), *Sector.choices])
    shows = forms.MultipleChoiceField(required=False, choices=Shown.choices, widget=forms.CheckboxSelectMultiple)
    groups = forms.MultipleChoiceField(required=False, choices=PriorityGroup.choices, widget=forms.CheckboxSelectMultiple)
    other_city_only = forms.BooleanField(required=False)
    excluded_organisations = forms.TypedMultipleChoiceField(coerce=int, required=False, widget=forms.CheckboxSelectMultiple)
    kept_people = forms.MultipleChoiceField(label=gettext_lazy("People on your list"), required=False, widget=forms.CheckboxSelectMultiple,
                                            help_text=gettext_lazy("Take the tick away, and the person is no longer on it."))

    def __init__(self, *args, mentoring_round: MentoringRound, draft: EntryDraft, **kwargs) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        zones = [pair for pair in time_zones() if pair[0]]
        self.fields["time_zone"].choices = zones if any(draft.time_zone == code for code, _name in zones) else [(draft.time_zone, draft.time_zone), *zones]
        named = (mentoring_round.rules or {}).get("priority_groups", ())
        self.fields["groups"].choices = [pair for pair in PriorityGroup.choices if pair[0] in named]
        self.fields["excluded_organisations"].choices = [(body.pk, f"{body.name} ({body.city.name})") for body in Organisation.objects.select_related("city").order_by("city__name", "name")]
        self.fields["kept_people"].choices = [(digest, label or gettext_lazy("A person you gave no word for")) for digest, label in draft.people.items()]
        for name in ("groups", "excluded_organisations", "kept_people"):
            if not self.fields[name].choices:
                del self.fields[name]
        for name, field in self.fields.items():
            if name != "kept_people":
                model = MODEL_OF.get(name, Participation)
                field.label = capfirst(model._meta.get_field(name).verbose_name)
                field.help_text = why(f"mentoring.{model.__name__}", name)
        if mentoring_round.kind == RoundKind.CIRCLES:
            self._ask_for_a_circle()

    def _ask_for_a_circle(self) -> None:
        """A seat needs less: nobody chooses mentors, writes to one, or is shown by city before the circle has formed."""
        for name in ("mentors_wanted", "hope", "shows"):
            del self.fields[name]
        self.fields["capacity"].label = gettext_lazy("How many people you would take into a circle of yours")
        self.fields["capacity"].help_text = gettext_lazy("From two people on you convene it, and take no seat in another.")
        self.fields["capacity"].choices = [(1, gettext_lazy("I would rather not convene")), *ONE_TO_FIVE[1:]]
        self.fields["capacity"].widget.attrs.pop("class", None)

    def clean_hope(self) -> str:
        return plain(self.cleaned_data["hope"]).strip()


@dataclass
class Wrong:
    """One line of the summary of errors."""

    anchor: str
    label: str
    sentence: str


class EntryForm:
    """`fields` and the rows, together. `draft` of a form that was looked through (`is_valid`) has everything in it that is right."""

    def __init__(self, mentoring_round: MentoringRound, draft: EntryDraft, data=None) -> None:
        self.before = draft
        skills = sorted(((each.pk, each.label_in(get_language() or "en")) for each in choosable(draft.skills)),
                        key=lambda pair: pair[1].casefold())
        spoken = spoken_languages(list(draft.languages))
        self.has_skills = bool(skills)
        self.fields = EntryFields(data, mentoring_round=mentoring_round, draft=draft, initial={
            **{name: getattr(draft, name) for name in ("capacity", "mentors_wanted", "hope", "time_zone", "hours", "sector", "shows", "groups", "other_city_only")},
            "excluded_organisations": draft.organisations, "kept_people": list(draft.people)})
        self.offers = rows_of(OfferRow, "offers", data=data, choices=skills, initial=[{"skill": skill, "level": level} for skill, level in draft.offers.items()])
        self.wants = rows_of(WantRow, "wants", data=data, choices=skills,
                             initial=[{"skill": skill, "level": level, "priority": priority} for skill, (level, priority) in draft.wants.items()])
        self.languages = rows_of(LanguageRow, "languages", data=data, choices=spoken,
                                 initial=[{"language": code, "level": level or ""} for code, level in draft.languages.items()])
        self.people = rows_of(PersonRow, "people", data=data)

    @property
    def rows(self) -> tuple:
        return self.offers, self.wants, self.languages, self.people

    @property
    def why(self) -> dict[str, str]:
        """Why the rows are asked; the fields carry theirs themselves."""
        return {"offers": why("mentoring.OfferedSkill", "skill"), "wants": why("mentoring.WantedSkill", "skill"), "languages": why("mentoring.Participation", "languages"),
                "hours": why("mentoring.Participation", "hours"), "people": why("mentoring.ExcludedPerson", "address_digest")}

    @property
    def apart_open(self) -> bool:
        """Is there something in the folded part about people to be looked at?"""
        return bool(self.before.people) or any(field.value() for row in self.people.forms for field in row) or any(row.errors for row in self.people.forms) or len(self.people.forms) > 1

    @property
    def ticked_organisations(self) -> bool:
        return "excluded_organisations" in self.fields.fields and bool(self.fields["excluded_organisations"].value())

    @property
    def is_whole(self) -> bool:
        """Was the form sent with all its parts? Otherwise nothing may be kept of it: what is not there would be taken for emptied."""
        return all(rows.management_form.is_valid() for rows in self.rows) and "time_zone" in self.fields.data

    def is_valid(self) -> bool:
        return all([self.fields.is_valid(), *(rows.is_valid() for rows in self.rows)])

    @property
    def ticked(self) -> list[int]:
        """The hours as they stand on the form now, whatever else may be wrong."""
        return [int(value) for value in self.fields["hours"].value() or () if str(value).isdecimal() and int(value) < HOURS_A_WEEK]

    def wrong(self) -> list[Wrong]:
        found = [Wrong(self.fields[name].id_for_label or self.fields[name].auto_id, self.fields[name].label, text)
                 for name, texts in self.fields.errors.items() for text in texts]
        for rows in self.rows:
            found += [Wrong(form[name].id_for_label, form[name].label, text) for form in rows.forms for name, texts in form.errors.items() if name in form.fields for text in texts]
        return found

    def draft(self) -> EntryDraft:
        """What was typed and is right; where something is wrong, what was there before. Call is_valid first."""
        given, before = getattr(self.fields, "cleaned_data", {}), self.before
        ticked = given.get("kept_people", before.people if "kept_people" in self.fields.errors else ())
        people = {digest: before.people[digest] for digest in ticked if digest in before.people}
        return EntryDraft(
            **{name: given.get(name, getattr(before, name)) for name in ("time_zone", "hours", "capacity", "mentors_wanted", "hope", "sector", "other_city_only", "shows")},
            groups=given.get("groups", []), organisations=given.get("excluded_organisations", before.organisations),
            languages={row["language"]: row["level"] for row in self.languages.said}, offers={row["skill"]: row["level"] for row in self.offers.said},
            wants={row["skill"]: (row["level"], row["priority"]) for row in self.wants.said},
            people={**people, **{digest_of(row["address"]): row["label"] for row in self.people.said}})

    def quiet(self) -> "EntryForm":
        """The same form without what is wrong: it is being filled in, nobody asked yet."""
        for form in (self.fields, *(form for rows in self.rows for form in rows.forms)):
            form._errors = ErrorDict()
        return self


def filled_further(mentoring_round: MentoringRound, draft: EntryDraft, data, act: str) -> tuple[EntryForm, EntryDraft]:
    """The form after a button that only fills in, and what it says so far: "more-offers" adds a row there, "hours-weekday_evenings" ticks hours.
    Everything typed stays."""
    kind, _dash, what = act.partition("-")
    data = data.copy()
    if kind == "more":
        data = one_more(data, what)
    elif kind == "hours":
        ticked = [int(value) for value in data.getlist("hours") if value.isdecimal() and int(value) < HOURS_A_WEEK]
        data.setlist("hours", [str(hour) for hour in quick(what, ticked)])
    form = EntryForm(mentoring_round, draft, data)
    form.is_valid()
    typed = form.draft()
    if kind == "more" and what in ("offers", "wants", "languages", "people"):
        last = getattr(form, what).forms[-1]
        last.fields[last.key].widget.attrs["autofocus"] = True
    return form.quiet(), typed
