"""Which skills an exchange builds for those who come."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from academy.building_skills import built_by, set_built
from academy.models.skills import Builder
from academy.skills_built_form import SkillsBuiltForm
from cohorts.views.desk_page import at, for_exchange, page


@require_http_methods(["GET", "HEAD", "POST"])
@for_exchange(keeps=True)
def skills(request, exchange):
    built = built_by(Builder.EXCHANGE, [exchange.key]).get(str(exchange.key), [])
    form = SkillsBuiltForm(request.POST if request.method == "POST" else None, built=built)
    if request.method == "POST" and form.is_valid():
        set_built(Builder.EXCHANGE, exchange.key, form.levels(), request.user, timezone.now())
        messages.success(request, _("Kept."))
        return redirect(at(exchange, "desk_exchange"))
    return page(request, "skills", _("Skills it builds"), exchange, form=form, status=422 if form.errors else 200)
