"""Somebody nobody expected stands at the door: a name and a city are enough."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from academy.models import PartnerCity
from academy.permissions import coordinated_city_ids
from academy.single_line import SingleLine
from cohorts import attending
from cohorts.refusals import Refused
from cohorts.views.days_doors import for_exchange


class WalkInForm(forms.Form):
    name = SingleLine(label=gettext_lazy("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}))
    city = forms.ModelChoiceField(PartnerCity.objects.none(), label=gettext_lazy("Comes with the city"), empty_label=None)

    def __init__(self, *args, exchange, user, **kwargs) -> None:
        super().__init__(*args, auto_id="walk-in-%s", **kwargs)
        cities = PartnerCity.objects.order_by("name")
        self.fields["city"].queryset = cities if attending.stands_at_hosts_door(user, exchange) else cities.filter(pk__in=coordinated_city_ids(user))
        self.fields["city"].initial = exchange.host_city_id


@require_POST
@for_exchange("attendance.mark")
def walk_in(request, exchange, session):
    """POST name, city: registered at the door, with a seat if one is free, and marked. The form comes back with the reason otherwise."""
    from cohorts.views.attendance import address, attendance_page

    session = get_object_or_404(exchange.sessions.select_related("exchange"), key=session)
    form = WalkInForm(request.POST, exchange=exchange, user=request.user)
    if form.is_valid():
        try:
            one = attending.let_in(session, form.cleaned_data["name"], form.cleaned_data["city"], request.user, timezone.now())
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _("%(name)s is registered, and here.") % {"name": one.guest_name})
            return redirect(f"{address(exchange, session)}#r-{one.code}")
    return attendance_page(request, exchange, session, form, status=422)
