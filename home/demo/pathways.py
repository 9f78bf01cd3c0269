"""The academy's three pathways, from pathways.toml; the demo learner has begun hers and made it her own."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path

from academy.models import OwnPathway, Pathway, PathwayStep, Skill, StepKind, User
from courses.models import CoursePage
from home import own_pathway

FILE = Path(__file__).with_suffix(".toml")
LEARNER, HERS = "learner@demo.example", "starting-together"
BEGAN = timedelta(days=232)  # before the course that stands on it


def lay_pathways(now: datetime) -> None:
    """Each once: what the network's coordinators wrote since stays. After courses, exchanges and skills."""
    skills = {code.removeprefix("entrecomp-"): pk for code, pk in Skill.objects.filter(code__startswith="entrecomp-").values_list("code", "pk")}
    courses = {slug: str(key) for slug, key in CoursePage.objects.filter(alias_of=None).order_by("-pk").values_list("slug", "translation_key")}
    for position, about in enumerate(tomllib.loads(FILE.read_text())["pathway"], 1):
        if Pathway.objects.filter(slug=about["slug"]).exists():
            continue
        made = Pathway.objects.create(position=position, **{name: about[name] for name in ("slug", "entry_path", "titles", "intros")})
        PathwayStep.objects.bulk_create([
            PathwayStep(pathway=made, position=place, kind=step["kind"], object_key=courses[step["key"]] if step["kind"] == StepKind.COURSE else step["key"],
                        skill_id=skills.get(step.get("skill")), words=step["words"])
            for place, step in enumerate(about["step"], 1) if step["kind"] != StepKind.COURSE or step["key"] in courses])
    _lay_hers(now)


def _lay_hers(now: datetime) -> None:
    learner = User.objects.filter(email=LEARNER).first()
    if learner is None or OwnPathway.objects.of(learner).exists():
        return
    pathway, began = Pathway.objects.get(slug=HERS), now - BEGAN
    own_pathway.begin(learner, pathway, own_pathway.copied(pathway), began)
    asked = own_pathway.add(learner, StepKind.OWN, words="Cook once with the neighbours’ kitchen, and ask what they pay for rent", at=began)
    own_pathway.tick(learner, asked.pk, True, began + timedelta(days=60))
    own_pathway.add(learner, StepKind.OWN, words="Show my one-page plan at the Tide Table’s monthly meeting", at=began + timedelta(days=60))
    for _place in range(5):  # right behind the visit
        own_pathway.move(learner, asked.pk, up=True)
