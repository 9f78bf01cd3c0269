"""Studies of a plan: put there with an address or a document, taken away, and what is handed to a reader."""

import secrets
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from academy.file_reading import TYPES, ReadDocument
from academy.models import record
from cohorts.models import CityPlan, PlanStudy
from cohorts.refusals import Refused

FOLDER, MOST = "plans", 60


def add_study(plan: CityPlan, *, document: ReadDocument | None, by, at: datetime, **fields) -> PlanStudy:
    """`fields`: title, authors, year, says, url. The document is kept under a name that cannot be guessed."""
    if plan.studies.filter(removed_at__isnull=True).count() >= MOST:
        raise Refused("too_many", _("That is enough for one plan. Take a study away first."))
    name = default_storage.save(f"{FOLDER}/{secrets.token_hex(16)}.{document.ending}", ContentFile(document.content)) if document else ""
    with transaction.atomic():
        made = PlanStudy.objects.create(plan=plan, file=name, size=len(document.content) if document else 0, added_by=by, added_at=at, **fields)
        record(by, "added", "plan_study", made.pk, at=at, details={"plan": plan.pk})
    return made


def take_study_away(study: PlanStudy, *, by, at: datetime) -> bool:
    """Its row stays, its document goes. False when it is gone already."""
    name = study.file.name
    with transaction.atomic():
        gone = PlanStudy.objects.filter(pk=study.pk, removed_at__isnull=True).update(removed_at=at, file="", size=0)
        if gone:
            record(by, "took_away", "plan_study", study.pk, at=at, details={"plan": study.plan_id})
            if name:
                transaction.on_commit(lambda: default_storage.delete(name))
    return bool(gone)


def ending(study: PlanStudy) -> str:
    return study.file.name.rsplit(".", 1)[-1].lower()


def content_type(study: PlanStudy) -> str:
    return TYPES.get(ending(study), "application/octet-stream")


def download_name(study: PlanStudy) -> str:
    return f"{slugify(study.title, allow_unicode=True)[:80] or 'study'}.{ending(study)}"
