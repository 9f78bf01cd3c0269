"""Frameworks of competences that come with the academy, as files that `manage.py import_skills` reads.

EntreComp: three areas, fifteen competences; the names are the framework's, the descriptions are our own words. It has no address for a single
competence that we could check, so its skills have none, and a badge points at the page of the framework with the competence's name as its code.
"""

from datetime import datetime
from pathlib import Path

from academy.importing_skills import Report, import_skills
from academy.models import Skill
from academy.models.skills import Framework

HERE = Path(__file__).parent
ENTRECOMP = HERE / "entrecomp.csv"
# Each framework's own page, for alignments of badges. EntreComp: the page of the European Commission's Joint Research Centre (EU Science Hub), read in November 2026.
PAGES = {Framework.ENTRECOMP.value: "https://joint-research-centre.ec.europa.eu/entrecomp-entrepreneurship-competence-framework_en"}


def address_of(skill: Skill) -> str:
    """Where this skill is explained by those who keep its framework: its own address, else the framework's page, else nothing."""
    return skill.uri or PAGES.get(skill.framework, "")


def lay_frameworks(at: datetime) -> Report:
    """EntreComp, for an academy that has none or an older one of ours. Idempotent. RuntimeError when the file cannot be brought in."""
    report = import_skills(ENTRECOMP.read_bytes(), by=None, at=at)
    if report.problems:
        raise RuntimeError(f"entrecomp.csv cannot be brought in: {report.problems}")
    return report
