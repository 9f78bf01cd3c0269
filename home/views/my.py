"""My space: what I am in the middle of, and everything that is mine."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from academy.models import Endorsement, EntryKeeper, Hub, PartnerCity, SelfAssessment
from academy.permissions import can, coordinated_city_ids, sees_network
from cohorts.cohort_list import my_lines
from cohorts.own_exchanges import own_exchanges
from cohorts.spaces.own_tasks import own_groups_and_tasks
from courses.catalogue import cards
from courses.models import Certificate, Enrolment
from courses.models.records import EnrolmentState
from courses.outline import outline_for
from home.next_step import my_next_step
from home.pathway_standing import Known
from mentoring.models import IncubationJourney
from mentoring.my_line import my_mentoring_lines

NEXT_EXCHANGES = 3


@login_required
@require_safe
def my(request):
    every = list(Enrolment.objects.of(request.user).order_by("-last_seen_on", "-enrolled_at"))
    enrolments = [each for each in every if each.state != EnrolmentState.WITHDRAWN]
    shown = {each["source"].translation_key: each for each in cards(get_language(), request.user)}
    mine = [{"enrolment": each, "card": shown[each.course_key], **_where(each, shown[each.course_key])} for each in enrolments if each.course_key in shown]
    others = [card for key, card in shown.items() if key not in {each.course_key for each in enrolments}]
    known = Known(every, {str(key): (card["source"].slug, card["title"]) for key, card in shown.items()})
    now = timezone.now()
    gatherings = own_exchanges(request.user, get_language(), now)
    return render(request, "home/my.html", {
        "endorsements_asked": Endorsement.objects.asked_of(request.user).waiting().select_related("skill", "person"),
        "half_filled": SelfAssessment.objects.filter(person=request.user).unfinished().first(),
        "offered": gatherings.offered, "next_exchanges": gatherings.coming[:NEXT_EXCHANGES],
        **my_lines(request.user, now), **my_next_step(request, known), **my_mentoring_lines(request.user, get_language() or "en", now),
        "mine": mine, "others": others, "certificates": Certificate.objects.filter(holder=request.user).order_by("-issued_at"),
        "desks": PartnerCity.objects.filter(pk__in=coordinated_city_ids(request.user)),
        "coordinates_network": sees_network(request.user), "may_edit": request.user.has_perm("wagtailadmin.access_admin"), "may_write": can(request.user, "course.create"),
        "working": own_groups_and_tasks(request.user, timezone.localdate(now)), "hubs": Hub.objects.worked_by(request.user, timezone.localdate(now)).select_related("city"),
        "keeps_entries": EntryKeeper.objects.current(timezone.localdate(now)).filter(person=request.user).exists(),
        "has_journeys": IncubationJourney.objects.of(request.user, timezone.localdate(now)).exists()})


def _where(enrolment: Enrolment, card: dict) -> dict:
    outline = outline_for(card["source"].slug, get_language())
    progress = enrolment.progress_in(outline)
    last = outline.keys.get(str(enrolment.last_lesson))
    following = last if last is not None and last.key not in enrolment.done else outline.keys.get(progress.next_key)
    return {"progress": progress, "next_lesson": following, "percent": int(progress.share * 100)}
