"""What the demo learner says of her skills: before she began and lately; a goal, an endorsement by the one she learned with, and one she is asked for."""

from datetime import datetime, timedelta

from academy.models import EndorsedAs, Moment, SelfAssessment, Skill, User
from home import assessing, endorsing
from home.skill_goal_setting import set_goal
from home.whom_to_ask import whom_to_ask

BEFORE, LATELY = timedelta(days=290), timedelta(days=12)
LEVELS = {  # EntreComp's competence: before, now
    "spotting-opportunities": (2, 4), "creativity": (3, 3), "vision": (1, 2), "valuing-ideas": (2, 3), "ethical-and-sustainable-thinking": (3, 5),
    "self-awareness-and-self-efficacy": (2, 4), "motivation-and-perseverance": (4, 4), "mobilising-resources": (1, 3), "financial-and-economic-literacy": (0, 3),
    "mobilising-others": (2, 2), "taking-the-initiative": (2, 4), "planning-and-management": (2, 3), "coping-with-uncertainty-ambiguity-and-risk": (3, 2),
    "working-with-others": (3, 5), "learning-through-experience": (3, 5),
}
GOALS = {"vision": (4, 120), "working-with-others": (5, None), "financial-and-economic-literacy": (4, 200)}  # level, and in how many days


def lay_skills_story(at: datetime) -> None:
    """Once. Lay EntreComp, the learner's courses and her mentorships before it: whom she can ask stands there."""
    learner = User.objects.get(email="learner@demo.example")
    skills = {each.code.removeprefix("entrecomp-"): each for each in Skill.objects.current().filter(code__startswith="entrecomp-")}
    if not skills or SelfAssessment.objects.of(learner).exists():
        return
    for moment, when, place in ((Moment.BEFORE, at - BEFORE, 0), (Moment.AFTER, at - LATELY, 1)):
        one = assessing.begin(learner, moment, [skill.code for skill in skills.values()], when)
        for name, levels in LEVELS.items():
            if name in skills:
                assessing.answer(one, skills[name].code, levels[place], when)
        assessing.finish(one, when)
    for name, (level, days) in GOALS.items():
        if name in skills:
            set_goal(learner, skills[name], level, (at + timedelta(days=days)).date() if days else None, at - LATELY)
    _endorsements(learner, skills, at)
    _asked_of_the_mentor(skills, at)


def _endorsements(learner: User, skills: dict[str, Skill], at: datetime) -> None:
    known = whom_to_ask(learner, at.date())
    if known and "learning-through-experience" in skills:
        asked = endorsing.ask(learner, known[0], skills["learning-through-experience"], 5,
                              "In spring I sorted the receipts of a whole week, got it wrong, and tried again.", at - timedelta(days=40))
        if asked:
            endorsing.give(asked, 5, "She tried, told me what had gone wrong, and the second week was right.", at - timedelta(days=38))
        other = next((each for each in whom_to_ask(known[0].person, at.date()) if each.person == learner), None)
        if other and "mobilising-others" in skills:
            endorsing.ask(known[0].person, other, skills["mobilising-others"], 4, "You read the story I wrote for our market, and saw who came.", at - timedelta(days=5))


def _asked_of_the_mentor(skills: dict[str, Skill], at: datetime) -> None:
    """One of her mentees asks the demo mentor, who can sign in and answer."""
    mentor = User.objects.get(email="mentor@demo.example")
    mentee = next((each.person for each in whom_to_ask(mentor, at.date()) if each.endorsed_as == EndorsedAs.MENTEE), None)
    other = next((each for each in whom_to_ask(mentee, at.date()) if each.person == mentor), None) if mentee else None
    if other and "planning-and-management" in skills:
        endorsing.ask(mentee, other, skills["planning-and-management"], 3, "Last month I brought you my plan for the repair table, and the second version worked.", at - timedelta(days=3))
