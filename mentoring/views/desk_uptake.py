"""How the call of a round is taken up."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from academy.permissions import coordinated_city_ids
from mentoring.uptake import funnel_of, uptake_by_city, uptake_of
from mentoring.views.desk_page import for_round, page


@require_safe
@for_round(keeps=True)
def uptake(request, mentoring_round):
    cities = uptake_by_city(mentoring_round, exact_cities=coordinated_city_ids(request.user), exact=True)
    whole = uptake_of(cities)
    return page(request, "uptake", _("How the call is taken up"), mentoring_round, cities=cities, uptake=whole, funnel=funnel_of(mentoring_round),
                short=whole.falls_short(mentoring_round.wanted_uptake))
