"""The forms of a cohort: one in the admin, one at a city's desk; the same checks."""

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from academy.forms import time_zones
from academy.models import PartnerCity
from academy.permissions import can, sees_network
from academy.sanitise import plain
from academy.single_line import SingleLine
from cohorts.cohort_changes import after_change, members_by_city, who_may_lead
from cohorts.exchange_texts import texts_of
from cohorts.models import CitySeats, Cohort, CohortFacilitator, Exchange, JoinWay
from courses.models import CoursePage
from courses.permissions import courses_of


def published_courses() -> list[CoursePage]:
    """Every published course in its first language, by title."""
    found: dict = {}
    for course in CoursePage.objects.live().public().filter(alias_of=None).order_by("pk"):
        found.setdefault(course.translation_key, course)
    return sorted(found.values(), key=lambda each: each.title.casefold())


class CohortChecks:
    """What both forms check, and do after saving. `self.user`: who fills it in."""

    def offer(self, courses, city) -> None:
        """Fill in the choices. Course and short name stand once there is a cohort."""
        choices = {str(each.translation_key): each.title for each in courses}
        held = str(self.instance.course_key) if self.instance.course_key else ""
        if held and held not in choices:
            known = CoursePage.objects.filter(translation_key=held, alias_of=None).first()
            choices[held] = known.title if known else held
        self.fields["course_key"].choices = [("", _("No course, only exchanges")), *choices.items()]
        self.fields["time_zone"].choices = [("", _("As in the city")), *time_zones()[1:]]
        if self.instance.pk:
            self.initial["course_key"] = held
            for name in ("course_key", "slug"):
                self.fields[name].disabled = True
        now = timezone.now()
        self.fields["facilitator_people"].queryset = who_may_lead(city, timezone.localdate(now))
        self.initial["facilitator_people"] = list(CohortFacilitator.objects.filter(cohort=self.instance, finished_on=None).values_list("person_id", flat=True)) if self.instance.pk else []

    def check(self, cleaned: dict) -> dict:
        """Sentences for what the database would refuse, and for what it cannot know."""
        if not cleaned.get("course_key") and not cleaned.get("exchanges") and "exchanges" not in self.errors:
            self.add_error("course_key", _("Choose a course, or at least one exchange: what the cohort goes through."))
        cleaned["course_key"] = cleaned.get("course_key") or None
        if "description" in cleaned:
            cleaned["description"] = plain(cleaned["description"])
        if self.instance.pk:
            self._check_seats_are_not_below_those_taken(cleaned)
        return cleaned

    def _check_seats_are_not_below_those_taken(self, cleaned: dict) -> None:
        by_city = members_by_city(self.instance)
        members = sum(by_city.values())
        if cleaned.get("seats") is not None and cleaned["seats"] < members:
            self.add_error("seats", _("%(count)d people are in it. Nobody is dropped silently: take people out first, at the cohort’s desk.") % {"count": members})
        own = self.city_seats(cleaned)
        own = dict(CitySeats.objects.filter(cohort=self.instance, by_default=False).values_list("city_id", "seats")) if own is None else own
        if (share := cleaned.get("seats_per_city")) is not None:
            most = max((count for city, count in by_city.items() if city is not None and own.get(city) is None), default=0)
            if most > share:
                self.add_error("seats_per_city", _("One city has %(count)d people in it already. Take people out first, or give that city seats of its own.") % {"count": most})

    def city_seats(self, cleaned: dict) -> dict | None:
        """{city id: seats or None}; None where this form does not ask."""
        return None

    def finish(self, new: bool) -> None:
        self.instance.timetable_moved = after_change(self.instance, self.user, timezone.now(), facilitators=self.cleaned_data.get("facilitator_people"),
                                                     city_seats=self.city_seats(self.cleaned_data), new=new)


class CohortForm(CohortChecks, WagtailAdminModelForm):
    """In the admin: trainers find the courses they train, the network's coordinators every published one."""

    course_key = forms.ChoiceField(label=gettext_lazy("Course"), required=False)
    time_zone = forms.ChoiceField(label=gettext_lazy("Time zone"), required=False)
    facilitator_people = forms.ModelMultipleChoiceField(label=gettext_lazy("Facilitators"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = self.for_user
        mine = [each for each in courses_of(self.user) if can(self.user, "course.author", each)]
        self.offer(published_courses() if sees_network(self.user) else mine, None)
        self.fields["exchanges"].queryset = Exchange.objects.public()
        self.fields["join_way"].required = False  # what is not said is by invitation
        self.fields["slug"].help_text = _("Letters, digits and hyphens. It stands in addresses and lists, and cannot change later.")

    def clean(self) -> dict:
        cleaned = self.check(super().clean())
        may = set(who_may_lead(cleaned.get("city"), timezone.localdate()))
        if any(person not in may for person in cleaned.get("facilitator_people") or ()):
            self.add_error("facilitator_people", _("Only people who hold the role of facilitator in this city, or in the network, can lead it."))
        return cleaned

    def save(self, commit: bool = True) -> Cohort:
        new = self.instance.pk is None
        with transaction.atomic():
            saved = super().save(commit)
            if commit:
                self.finish(new)
        return saved


class CityCohortForm(CohortChecks, forms.ModelForm):
    """At a city's desk: the city is given; any published course; seats for single cities beside the default."""

    name = SingleLine(label=gettext_lazy("Name"), max_length=120)
    slug = forms.SlugField(label=gettext_lazy("Short name"), required=False, max_length=50,
                           help_text=gettext_lazy("It stands in the address, and cannot change later. Empty: made from the name."))
    course_key = forms.ChoiceField(label=gettext_lazy("Course"), required=False)
    exchanges = forms.ModelMultipleChoiceField(label=gettext_lazy("Exchanges"), queryset=Exchange.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)
    time_zone = forms.ChoiceField(label=gettext_lazy("Time zone"), required=False)
    facilitator_people = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Facilitators"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("People with the role of facilitator in your city or in the network. You as coordinators can do all they can."))
    join_way = forms.ChoiceField(label=gettext_lazy("How people join"), choices=JoinWay.choices, widget=forms.RadioSelect, initial=JoinWay.REQUEST)

    class Meta:
        model = Cohort
        fields = ["name", "slug", "description", "course_key", "exchanges", "starts_on", "ends_on", "published_on", "time_zone", "join_way", "code", "joining_closes_on",
                  "seats", "seats_per_city", "facilitator_people"]
        widgets = {**{name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in ("starts_on", "ends_on", "published_on", "joining_closes_on")},
                   "description": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args, city: PartnerCity, user, language: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.instance.city = city
        self.offer(published_courses(), city)
        offered = Exchange.objects.public().standing()
        if self.instance.pk:
            offered = offered | Exchange.objects.filter(pk__in=self.instance.exchanges.values("pk"))
        texts = texts_of(offered, language)
        self.fields["exchanges"].queryset = offered.distinct().order_by("-starts_at", "pk")
        self.fields["exchanges"].label_from_instance = lambda one: texts[one.pk].title
        self.cities = {f"seats_of_{each.pk}": each for each in PartnerCity.objects.all()}
        known = dict(CitySeats.objects.filter(cohort=self.instance, by_default=False).values_list("city_id", "seats")) if self.instance.pk else {}
        for name, each in self.cities.items():
            self.fields[name] = forms.IntegerField(label=_("Seats for %(city)s") % {"city": each.name}, required=False, min_value=0, max_value=10_000)
            self.initial[name] = known.get(each.pk)

    @property
    def main_fields(self):
        return [self[name] for name in self.fields if name not in self.cities]

    @property
    def seat_fields(self):
        return [self[name] for name in self.cities]

    def clean_slug(self) -> str:
        if self.instance.pk:
            return self.instance.slug
        typed = self.cleaned_data["slug"] or slugify(self.cleaned_data.get("name", ""))[:40]
        made, number = typed, 2
        while not self.cleaned_data["slug"] and made and Cohort.objects.filter(slug=made).exists():
            made, number = f"{typed}-{number}", number + 1
        if not made:
            raise forms.ValidationError(_("Write a short name in Latin letters: the name has none to make one from."))
        return made

    def clean(self) -> dict:
        cleaned = self.check(super().clean())
        by_city = members_by_city(self.instance) if self.instance.pk else {}
        for name, city in self.cities.items():
            number = cleaned.get(name)
            if number is not None and cleaned.get("seats") is not None and number > cleaned["seats"]:
                self.add_error(name, _("That is more than the seats in all."))
            if number is not None and number < by_city.get(city.pk, 0):
                self.add_error(name, _("%(count)d people of this city are in it. Take people out first, at the cohort’s desk.") % {"count": by_city[city.pk]})
        return cleaned

    def city_seats(self, cleaned: dict) -> dict[int, int | None]:
        return {city.pk: cleaned.get(name) for name, city in self.cities.items()}

    def save(self, commit: bool = True) -> Cohort:
        new = self.instance.pk is None
        with transaction.atomic():
            saved = super().save()
            self.finish(new)
        return saved
