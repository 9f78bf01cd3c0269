"""How lines of our log are said in xAPI: which verb, which kind of activity. English only, since records elsewhere keep them."""

from dataclasses import dataclass

ADL = "http://adlnet.gov/expapi"
TINCAN = "http://id.tincanapi.com"


@dataclass(frozen=True, slots=True)
class Rendering:
    """`verb`, `activity`: addresses of a published vocabulary, empty where none says it; `words`: the verb in English."""

    verb: str
    words: str
    activity: str = ""
    completed: bool | None = None
    passed: bool | None = None


ACTIVITIES = {
    "course": f"{ADL}/activities/course", "lesson": f"{ADL}/activities/lesson", "quiz": f"{ADL}/activities/assessment", "exchange": f"{ADL}/activities/meeting",
    "mentoring_session": f"{ADL}/activities/meeting", "cohort_meeting": f"{ADL}/activities/meeting", "certificate": f"{TINCAN}/activitytype/certificate",
    "badge": f"{TINCAN}/activitytype/badge", "discussion": f"{TINCAN}/activitytype/discussion", "skills": f"{ADL}/activities/assessment",
    "skill": f"{ADL}/activities/objective", "task": f"{TINCAN}/activitytype/school-assignment",
}
# What people do to learn, by (verb, kind) of our log: the lines that a learning record store is sent.
LEARNING = {
    ("joined", "course"): Rendering(f"{ADL}/verbs/registered", "registered"),
    ("completed", "lesson"): Rendering(f"{ADL}/verbs/completed", "completed", completed=True),
    ("reopened", "lesson"): Rendering("", "took back as not yet done", completed=False),
    ("finished", "course"): Rendering(f"{ADL}/verbs/completed", "completed", completed=True),
    ("withdrew", "course"): Rendering("", "withdrew from"),
    ("passed", "quiz"): Rendering(f"{ADL}/verbs/passed", "passed", passed=True),
    ("tried", "quiz"): Rendering(f"{ADL}/verbs/failed", "failed", passed=False),
    ("handed_in", "task"): Rendering("", "handed in"),
    ("attended", "exchange"): Rendering(f"{ADL}/verbs/attended", "attended"),
    ("unattended", "exchange"): Rendering("", "was not at"),
    ("hosted", "exchange"): Rendering("", "hosted"),
    ("mentored", "mentoring_session"): Rendering("", "mentored in"),
    ("was_mentored", "mentoring_session"): Rendering("", "was mentored in"),
    ("unmentored", "mentoring_session"): Rendering("", "took back having mentored in"),
    ("unwas_mentored", "mentoring_session"): Rendering("", "took back having been mentored in"),
    ("adapted", "practice"): Rendering("", "adapted"),
    ("unadapted", "practice"): Rendering("", "took back having adapted"),
    ("was_endorsed", "skill"): Rendering("", "was endorsed for"),
    ("unendorsed", "skill"): Rendering("", "is no longer endorsed for"),
    ("assessed", "skills"): Rendering("", "assessed their own"),
    ("earned", "badge"): Rendering(f"{TINCAN}/verb/earned", "earned"),
    ("earned", "certificate"): Rendering(f"{TINCAN}/verb/earned", "earned"),
}
# Of a line's details, what may leave the house: numbers, keys and choices; never a sentence somebody wrote.
MAY_LEAVE = ("course", "cohort", "rule", "version", "percent", "attempt", "number", "session", "exchange", "host", "minutes", "skill", "level", "levels", "before",
             "moment", "as", "badge", "award")
