"""What stands of surveys, contrasts and studies on the page of a space. Three queries."""

from django.db.models import Q

from cohorts.mirrors.standing import may_put
from cohorts.models import ParticipatedSpace


def mirrors_of(space: ParticipatedSpace, user, at) -> dict:
    on = space.day_of(at)
    puts = may_put(user, space, on)
    begun = Q() if puts else Q(opens_on__lte=on)
    return {"surveys": list(space.surveys.filter(begun)[:20]), "contrasts": list(space.contrasts.filter(begun)[:20]), "study_count": space.studies.count(),
            "may_put": puts and space.is_open, "today": on}
