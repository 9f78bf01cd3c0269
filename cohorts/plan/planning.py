"""A city's plan begun, changed, published, taken back; its phases; and which exchanges were its consultation. The clock is handed in."""

from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from academy.models import PartnerCity, record
from cohorts.models import CityPlan, Exchange, PhaseKind, PlanPhase
from cohorts.refusals import Refused


class WrittenMeanwhile(Exception):
    """Somebody else changed it since the page was opened. `row`: as it stands now. Nothing was changed."""

    def __init__(self, row) -> None:
        super().__init__("written meanwhile")
        self.row = row


def begin_plan(city: PartnerCity, *, title: str, summary: str, language: str, starts_on: date, ends_on: date, by, at: datetime) -> CityPlan:
    """A draft with its six phases, still without dates. Raises Refused when its period meets that of another plan of the city."""
    with transaction.atomic():
        PartnerCity.objects.filter(pk=city.pk).update(name=city.name)  # takes the row: two plans begun at once go one after the other
        refuse_an_overlap(city, starts_on, ends_on)
        made = CityPlan.objects.create(city=city, title=title, summary=summary, language=language, starts_on=starts_on, ends_on=ends_on, created_at=at, changed_at=at)
        PlanPhase.objects.bulk_create(PlanPhase(plan=made, kind=kind) for kind in PhaseKind.values)
        _log(by, "began", made, at)
    return made


def change_plan(plan: CityPlan, *, seen: datetime, by, at: datetime, **fields) -> CityPlan:
    """`fields`: title, summary, language, starts_on, ends_on. `seen`: when the writer's page said it was last changed; WrittenMeanwhile otherwise."""
    with transaction.atomic():
        if not CityPlan.objects.filter(pk=plan.pk, changed_at=seen).update(changed_at=at, **fields):
            raise WrittenMeanwhile(CityPlan.objects.get(pk=plan.pk))
        refuse_an_overlap(plan.city, fields.get("starts_on", plan.starts_on), fields.get("ends_on", plan.ends_on), but=plan)
        _log(by, "changed", plan, at)
    plan.refresh_from_db()
    return plan


def refuse_an_overlap(city: PartnerCity, starts_on: date, ends_on: date, but: CityPlan | None = None) -> None:
    other = city.plans.exclude(pk=but.pk if but else None).filter(starts_on__lte=ends_on, ends_on__gte=starts_on).first()
    if other is not None:
        raise Refused("overlap", _("There is a plan from %(start)s to %(end)s already. A city has one plan at a time.") % {
            "start": date_format(other.starts_on, "DATE_FORMAT"), "end": date_format(other.ends_on, "DATE_FORMAT")})


def publish_plan(plan: CityPlan, *, by, at: datetime) -> bool:
    """From now on everybody reads it. False when they do already. Raises Refused for a plan without a measure or a sentence on what it wants."""
    if not plan.summary.strip() or not plan.measures.exists():
        raise Refused("not_ready", _("Say what the city wants, and name at least one measure. Then the plan can be published."))
    return _turn(plan, "published", by, at, at)


def take_back_plan(plan: CityPlan, *, by, at: datetime) -> bool:
    """A draft once more; nothing of it is lost. False when it is one."""
    return _turn(plan, "took_back", by, at, None)


def write_phase(plan: CityPlan, kind: str, *, words: str, starts_on: date | None, ends_on: date | None, done_on: date | None, by, at: datetime) -> PlanPhase:
    with transaction.atomic():
        written, _made = PlanPhase.objects.update_or_create(plan=plan, kind=kind, defaults={"words": words, "starts_on": starts_on, "ends_on": ends_on, "done_on": done_on})
        _log(by, "wrote_phase", plan, at, phase=kind)
    return written


def choose_consultations(plan: CityPlan, exchanges: list[Exchange], *, by, at: datetime) -> None:
    """These exchanges, and no others, were or are the plan's consultation."""
    with transaction.atomic():
        plan.consultations.set(exchanges)
        _log(by, "chose_consultations", plan, at, count=len(exchanges))


def _turn(plan: CityPlan, verb: str, by, at: datetime, published_at: datetime | None) -> bool:
    with transaction.atomic():
        turned = CityPlan.objects.filter(pk=plan.pk, published_at__isnull=published_at is not None).update(published_at=published_at)
        if turned:
            _log(by, verb, plan, at)
            plan.published_at = published_at
    return bool(turned)


def _log(by, verb: str, plan: CityPlan, at: datetime, **details) -> None:
    record(by, verb, "city_plan", plan.pk, at=at, details={"city": plan.city.slug, **details})
