"""What becomes of a resource with the measure it was given to: done, it is in use; dropped, it lies idle again; taken up again, it is kept for it once more."""

from datetime import datetime

from django.utils.translation import gettext as _

from academy.models import record
from cohorts.models import Measure, Resource, ResourceMatch
from cohorts.refusals import Refused


def follow(measure: Measure, *, by, at: datetime) -> None:
    """After a measure was turned, inside its transaction. Nothing for a measure without a resource; the same twice changes nothing.

    Raises Refused when a dropped measure is taken up again and its resource went to somebody else meanwhile.
    """
    if measure.resource_id is None:
        return
    resource = Resource.objects.filter(pk=measure.resource_id)
    matches = ResourceMatch.objects.filter(measure=measure, agreed_at__isnull=False)
    if measure.done_on is not None:
        if resource.filter(used_on__isnull=True).update(used_on=measure.done_on, changed_at=at):
            _log(by, "put_to_use", measure, at)
    elif measure.dropped_on is not None:
        if matches.standing().update(given_back_at=at):
            resource.update(given_at=None, used_on=None, changed_at=at)
            _log(by, "gave_back", measure, at)
    elif matches.exists() and not matches.standing().exists():
        if not resource.idle().update(given_at=at, changed_at=at):
            raise Refused("resource_given", _("The resource of this measure was given to somebody else meanwhile, or is no longer there."))
        again = matches.order_by("-agreed_at").first()
        if ResourceMatch.objects.standing().filter(answer_id=again.answer_id).exists():
            raise Refused("answer_has_one", _("The answer behind this measure was given another resource meanwhile."))
        ResourceMatch.objects.create(resource_id=measure.resource_id, answer_id=again.answer_id, reasons=again.reasons, agreed_at=at, measure=measure, decided_by=by)
        _log(by, "gave", measure, at)
    elif resource.filter(used_on__isnull=False).update(used_on=None, changed_at=at):
        _log(by, "taken_out_of_use", measure, at)


def _log(by, verb: str, measure: Measure, at: datetime) -> None:
    record(by, verb, "resource", measure.resource_id, at=at, details={"measure": measure.pk})
