"""Writing the academy's pathways: the pathway and its steps in one transaction. Copies people have begun keep their steps."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from academy.models import Pathway, PathwayStep, record

LONGEST_SLUG = 50


class SlugTaken(Exception):
    """Another pathway has this short name."""


def keep(pathway: Pathway, fields: dict, steps: list[dict], *, by, at: datetime) -> Pathway:
    """`fields`: slug (empty: from the English title), entry_path, titles, intros, retired (bool). `steps`: [{"id" or None, "kind", "object_key",
    "skill_id", "words"}] in order; a step that is not among them goes. SlugTaken leaves everything as it was."""
    slug = fields["slug"] or pathway.slug or slugify(fields["titles"]["en"])[:LONGEST_SLUG].strip("-") or "pathway"
    pathway.slug, pathway.entry_path, pathway.titles, pathway.intros = slug, fields["entry_path"], fields["titles"], fields["intros"]
    pathway.retired_on = (pathway.retired_on or timezone.localdate(at)) if fields["retired"] else None
    if pathway.pk is None:
        pathway.position = Pathway.objects.count()
    try:
        with transaction.atomic():
            pathway.save()
            there = {step.pk: step for step in pathway.steps.all()}
            for position, row in enumerate(steps, 1):
                step = there.pop(row["id"], None) or PathwayStep(pathway=pathway)
                step.position, step.kind, step.object_key, step.skill_id, step.words = position, row["kind"], row["object_key"], row["skill_id"], row["words"]
                step.save()
            PathwayStep.objects.filter(pk__in=there).delete()
            record(by, "wrote", "pathway", pathway.slug, at=at)
    except IntegrityError as clash:
        if not Pathway.objects.filter(slug=slug).exclude(pk=pathway.pk).exists():
            raise
        raise SlugTaken(slug) from clash
    return pathway
