"""Everything of the demo about skills, in the order in which one part stands on another: what builds them, practices, pathways, one learner's
own words, badges, a year of the network, and the figures published of it."""

from datetime import datetime

from academy.counting_events import count_all
from home.demo.badges import lay_badges
from home.demo.network_life import lay_network_life
from home.demo.pathways import lay_pathways
from home.demo.practices import lay_practices
from home.demo.published import lay_published
from home.demo.skills_built import lay_skills_built
from home.demo.skills_story import lay_skills_story


def lay_upskilling(at: datetime, say=lambda words: None) -> None:
    """After frameworks of skills, courses, people, exchanges and mentoring. Each part once; what people did since stays."""
    lay_skills_built()
    lay_practices(at)
    lay_pathways(at)
    lay_skills_story(at)
    lay_badges(at)
    members = lay_network_life(at)
    count_all()
    published = lay_published(at)
    say(f"  skills, practices, pathways and badges; {members} members of the network, and the figures of {published} months")
