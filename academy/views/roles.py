"""Who holds which role, inside the editors' admin: give one by e-mail address, end one. A city sees and gives its own."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from academy.models import PartnerCity, RoleGrant, User
from academy.models.people import Role
from academy.permissions import CITY_GIVES, can, coordinated_city_ids, sees_network


def may_keep_roles(user) -> bool:
    return sees_network(user) or bool(coordinated_city_ids(user))


class RoleForm(forms.Form):
    email = forms.EmailField(label=gettext_lazy("E-mail address of the person"), help_text=gettext_lazy("The address they sign in with."))
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    city = forms.ModelChoiceField(PartnerCity.objects.none(), label=gettext_lazy("Partner city"), required=False)

    def __init__(self, giver, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.giver = giver
        everything = sees_network(giver)
        self.fields["role"].choices = [choice for choice in Role.choices if everything or choice[0] in CITY_GIVES]
        self.fields["city"].queryset = PartnerCity.objects.all() if everything else PartnerCity.objects.filter(pk__in=coordinated_city_ids(giver))
        self.fields["city"].empty_label = _("The whole network") if everything else None
        self.fields["city"].required = not everything

    def clean(self) -> dict:
        given = super().clean()
        if self.errors:
            return given
        role, city = given["role"], given["city"]
        if role == Role.CITY_COORDINATOR and city is None:
            self.add_error("city", _("Say which city this coordinator is for."))
        elif role == Role.NETWORK_COORDINATOR and city is not None:
            self.add_error("city", _("This role is for the whole network."))
        elif not can(self.giver, "role.give", (role, city)):
            raise forms.ValidationError(_("This role is given by the coordinators of the network."))
        people = User.objects.filter(email=given["email"].lower(), is_active=True)
        if not sees_network(self.giver):
            people = people.filter(city=city)  # of other cities, a coordinator does not even learn who is here
        self.person = people.first()
        if self.person is None:
            self.add_error("email", _("Nobody signs in with this address.") if sees_network(self.giver)
                           else _("Nobody of your city signs in with this address. They can choose the city in their profile."))
        return given


def _only_for_keepers(view):
    def gate(request, *args, **kwargs):
        if not may_keep_roles(request.user):
            raise Http404
        return view(request, *args, **kwargs)
    return gate


@_only_for_keepers
def roles(request):
    today = timezone.localdate()
    rows = list(RoleGrant.objects.manageable_by(request.user).current(today).select_related("person", "city").order_by("city__name", "role", "person__name"))
    for row in rows:
        row.may_end = can(request.user, "role.give", (row.role, row.city))
    return _page(request, "roles", _("Roles"), rows=rows)


@_only_for_keepers
def give(request):
    form = RoleForm(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = RoleGrant.objects.grant(form.person, form.cleaned_data["role"], form.cleaned_data["city"], by=request.user, at=timezone.now())
        messages.success(request, _("%(person)s: %(role)s.") % {"person": form.person, "role": made.get_role_display()})
        return redirect("roles")
    return _page(request, "give_role", _("Give a role"), form=form, status=422 if form.errors else 200)


@require_POST
@_only_for_keepers
def end(request, pk: int):
    grant = get_object_or_404(RoleGrant.objects.manageable_by(request.user).select_related("person", "city"), pk=pk)
    if not can(request.user, "role.give", (grant.role, grant.city)):
        raise Http404
    if grant.end(by=request.user, at=timezone.now()):
        messages.success(request, _("%(person)s no longer has the role %(role)s.") % {"person": grant.person, "role": grant.get_role_display()})
    return redirect("roles")


def _page(request, template: str, title: str, status: int = 200, **context):
    crumbs = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, {"url": reverse("roles") if template != "roles" else "", "label": _("Roles")}]
    if template != "roles":
        crumbs.append({"url": "", "label": title})
    return render(request, f"academy/admin/{template}.html", {"header_title": title, "header_icon": "user", "breadcrumbs_items": crumbs, **context}, status=status)


urlpatterns = [
    path("", roles, name="roles"),
    path("new/", give, name="role_give"),
    path("<int:pk>/end/", end, name="role_end"),
]
