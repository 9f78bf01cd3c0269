"""The people of a city at its desk: the list, the file, one person and their roles."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from academy.csv_answer import csv_answer
from academy.models import Organisation, PartnerCity, RoleGrant, record
from academy.models.people import Role
from academy.permissions import CITY_GIVES, can
from academy.small_counts import in_words, told
from home.city_people import A_PAGE, as_table, people_of, role_counts, with_roles
from home.desk_door import at_desk, only_with_names


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=gettext_lazy("Role"))

    def __init__(self, *args, held: set[str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in Role if role in CITY_GIVES and role.value not in held]


class BodyForm(forms.Form):
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=gettext_lazy("Organisation"), required=False, empty_label=gettext_lazy("None of these"))

    def __init__(self, *args, city: PartnerCity, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(city=city)


@require_safe
@at_desk
def people(request, city):
    today = timezone.localdate()
    if not request.reads_names:
        return render(request, "home/city/people_counted.html", {"city": city, "here": "people", "count": in_words(told(people_of(city).count())), "roles": role_counts(city, today)})
    asked = request.GET.get("q", "").replace("\x00", "")[:100].strip()
    shown = Paginator(with_roles(people_of(city, asked), city, today), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "home/city/people.html", {"city": city, "here": "people", "shown": shown, "asked": asked})


@require_safe
@at_desk
@only_with_names
def people_csv(request, city):
    """All people of the city as a file; that it was taken out stands in the log."""
    found = list(with_roles(people_of(city), city, timezone.localdate()))
    record(request.user, "exported", "people", city.slug, at=timezone.now(), details={"people": len(found)})
    return csv_answer(f"people-{city.slug}-{timezone.localdate():%Y-%m-%d}", as_table(found))


@require_safe
@at_desk
@only_with_names
def person(request, city, pk: int):
    return _page(request, city, _one(city, pk))


def _one(city, pk: int):
    return get_object_or_404(with_roles(people_of(city), city, timezone.localdate()), pk=pk)


def _page(request, city, found, status: int = 200, **forms_given):
    held = {grant.role for grant in found.roles_here}
    for grant in found.roles_here:
        grant.may_end = can(request.user, "role.give", (grant.role, city))
    made = {"role_form": RoleForm(held=held), "body_form": BodyForm(city=city, initial={"organisation": found.organisation_id}), **forms_given}
    return render(request, "home/city/person.html", {"city": city, "here": "people", "person": found, **made}, status=status)


@require_POST
@at_desk
@only_with_names
def give_role(request, city, pk: int):
    found = _one(city, pk)
    form = RoleForm(request.POST, held={grant.role for grant in found.roles_here})
    if not form.is_valid():
        return _page(request, city, found, status=422, role_form=form)
    role = form.cleaned_data["role"]
    if not can(request.user, "role.give", (role, city)):
        raise Http404(role)
    made = RoleGrant.objects.grant(found, role, city, by=request.user, at=timezone.now())
    messages.success(request, _("%(person)s: %(role)s.") % {"person": found, "role": made.get_role_display()})
    return redirect("city_person", slug=city.slug, pk=found.pk)


@require_POST
@at_desk
@only_with_names
def end_role(request, city, pk: int):
    """`pk` is the grant's: a role of this city, also of somebody who has moved on to another one."""
    grant = get_object_or_404(RoleGrant.objects.filter(city=city).current(timezone.localdate()).select_related("person", "city"), pk=pk)
    if not can(request.user, "role.give", (grant.role, city)):
        raise Http404(grant.role)
    if grant.end(by=request.user, at=timezone.now()):
        messages.success(request, _("%(person)s no longer has the role %(role)s.") % {"person": grant.person, "role": grant.get_role_display()})
    return redirect("city_team", slug=city.slug)


@require_POST
@at_desk
@only_with_names
def set_body(request, city, pk: int):
    """Say which of the city's organisations somebody works with."""
    found = _one(city, pk)
    form = BodyForm(request.POST, city=city)
    if not form.is_valid():
        return _page(request, city, found, status=422, body_form=form)
    found.organisation = form.cleaned_data["organisation"]
    found.save(update_fields=["organisation"])
    messages.success(request, _("Kept."))
    return redirect("city_person", slug=city.slug, pk=found.pk)
