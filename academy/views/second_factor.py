"""The page before the staff door: why a second factor is needed, and the two ways to set one up."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from academy.second_factor import is_staff_address, must_set_up_second_factor


@never_cache
@login_required
def needed(request):
    wanted = request.GET.get("next", "")
    if not (url_has_allowed_host_and_scheme(wanted, None) and is_staff_address(wanted)):
        wanted = ""
    if not must_set_up_second_factor(request.user):
        return redirect(wanted or "my")
    return render(request, "academy/second_factor_needed.html", {"wanted": wanted, "here": "second_factor"}, status=403)
