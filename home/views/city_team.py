"""The team of a city at its desk: who holds a role there, and its organisations."""

from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from academy.models import Organisation, RoleGrant
from academy.permissions import can
from academy.single_line import SingleLine
from home.city_people import role_counts
from home.desk_door import at_desk


class OrganisationForm(forms.ModelForm):
    name = SingleLine(max_length=150)
    description = SingleLine(max_length=300, required=False)
    website = forms.URLField(max_length=200, required=False, assume_scheme="https", widget=forms.URLInput(attrs={"dir": "ltr"}))

    class Meta:
        model = Organisation
        fields = ["name", "kind", "description", "website"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("name", "description", "website"):
            self.fields[name].label = capfirst(Organisation._meta.get_field(name).verbose_name)
            self.fields[name].help_text = Organisation._meta.get_field(name).help_text

    def clean_name(self) -> str:
        """The city is not in the form, so the rule “once per city” is asked here; the database holds it too."""
        name = self.cleaned_data["name"]
        if Organisation.objects.filter(city=self.instance.city, name=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is an organisation of this name in the city already."))
        return name


@require_safe
@at_desk
def team(request, city):
    today = timezone.localdate()
    grants = []
    if request.reads_names:
        grants = list(RoleGrant.objects.filter(city=city).current(today).select_related("person").order_by("role", "person__name", "pk"))
        for grant in grants:
            grant.may_end = can(request.user, "role.give", (grant.role, city))
            grant.is_here = grant.person.city_id == city.pk
    return render(request, "home/city/team.html", {
        "city": city, "here": "team", "grants": grants, "roles": role_counts(city, today), "reads_names": request.reads_names,
        "organisations": Organisation.objects.manageable_by(request.user).filter(city=city)})


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def add_organisation(request, city):
    return _form(request, city, Organisation(city=city))


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def organisation(request, city, pk: int):
    return _form(request, city, get_object_or_404(Organisation.objects.manageable_by(request.user).filter(city=city), pk=pk))


def _form(request, city, body: Organisation):
    form = OrganisationForm(request.POST if request.method == "POST" else None, instance=body)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                form.save()
        except IntegrityError:  # the same name, sent twice at the same moment
            form.add_error("name", _("There is an organisation of this name in the city already."))
        else:
            messages.success(request, _("Kept."))
            return redirect("city_team", slug=city.slug)
    return render(request, "home/city/organisation.html", {"city": city, "here": "team", "form": form, "body": body}, status=422 if form.errors else 200)
