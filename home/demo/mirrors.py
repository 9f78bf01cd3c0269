"""What the members of the demo's space in Barcelona are asked and share: a survey, a policy text with its synthesis, and two studies. Invented figures and words."""

from datetime import datetime, timedelta
from decimal import Decimal

from academy.models import Organisation
from cohorts.mirrors import contrasts, studies, surveys
from cohorts.models import ParticipatedSpace, SpaceSeat, WorkingGroup
from cohorts.spaces.sitting import voices

SLUG = "barcelona"
QUESTIONS = [
    {"text": "How well does the city’s way of buying fit what you offer?", "kind": "scale"},
    {"text": "People who work with you", "kind": "number", "unit": "people"},
    {"text": "Have you answered a public call in the last two years?", "kind": "yes_no"},
    {"text": "What would make it easier?", "kind": "text"},
]
EASIER = ["Smaller lots.", "Payment within thirty days.", "One person to ask.", "Fewer papers to prove the same thing.", "Time to find partners.", "A calendar of what is coming.", "Plain words."]
TEXT = """\
The city tells every spring which contracts it will put out in the year to come.

Contracts below a limit are cut into lots that a small body can carry.

Bidders say how people are paid, and for how long; the lowest price alone decides nothing."""
SAID = [("agree", ""), ("change", "Twice a year: a spring is long gone by autumn."), ("agree", ""), ("ask", "Who sets the limit?"), ("agree", ""), ("change", "Say what counts as small.")]
TOGETHER = ["Agreed by nearly all; twice a year would be better still.", "Agreed, once it is said what counts as small and who sets the limit.",
            "Agreed. How it is proved must not cost more than it brings."]
FIGURES = [
    ("Who works in the social economy (demo study)", 2023, [("Enterprises", "120", ""), ("People employed", "1450", ""), ("Share of women", "58", "%")],
     "Made-up figures of a made-up quarter: more bodies than anybody thought, and most of them small."),
    ("Two years later (demo study)", 2025, [("Enterprises", "134", ""), ("People employed", "1610", ""), ("Share of women", "61", "%")],
     "The same questions again, in the same made-up quarter, by the same people."),
]


def lay_mirrors(now: datetime) -> None:
    """After the space and its seats; once."""
    space = ParticipatedSpace.objects.filter(city__slug=SLUG, opened_on__isnull=False).select_related("city").order_by("pk").first()
    if space is None or space.surveys.exists():
        return
    motor = WorkingGroup.objects.filter(space=space, kind="motor").order_by("pk").first()
    by = motor.memberships.filter(organises=True).select_related("person").order_by("pk").first().person
    at = now - timedelta(days=30)
    spoken = voices(space, space.day_of(at))
    seats = SpaceSeat.objects.select_related("organisation", "space__city").in_bulk([each.seat_id for each in spoken])
    people = {person.pk: person for person in type(by).objects.filter(pk__in=[each.person_id for each in spoken])}
    put = {"language": "en", "opens_on": space.day_of(at), "closes_on": space.day_of(now - timedelta(days=9))}
    survey = surveys.put_survey(space, QUESTIONS, by=by, at=at, title="How the city buys (demo)", words="Before we propose anything: where does each of us stand?", **put)
    scale, number, yes, words = survey.questions.all()
    text = contrasts.put_contrast(space, TEXT, by=by, at=at, title="A calendar of contracts (demo text)", words="A draft made up for this demo. Where do you stand, paragraph by paragraph?", **put)
    paragraphs = list(text.paragraphs.all())
    for place, voice in enumerate(spoken):
        seat, person, day = seats[voice.seat_id], people[voice.person_id], at + timedelta(days=1, hours=place)
        said = {str(scale.pk): 1 + (2 * place) % 5, str(number.pk): 6 + 7 * place, str(yes.pk): "yes" if place % 3 else "no", str(words.pk): EASIER[place % len(EASIER)]}
        surveys.answer(survey, seat, said, by=person, at=day)
        contrasts.say(text, seat, {each.pk: SAID[(place + step) % len(SAID)] for step, each in enumerate(paragraphs)}, by=person, at=day)
    surveys.publish(survey, by=by, at=now - timedelta(days=8))
    contrasts.keep_synthesis(text, {each.pk: words for each, words in zip(paragraphs, TOGETHER, strict=True)}, by=by, at=now - timedelta(days=7))
    contrasts.publish(text, by=by, at=now - timedelta(days=6))
    body = Organisation.objects.filter(city=space.city, space_seats__space=space).order_by("pk").first()
    for title, year, figures, summary in FIGURES:
        studies.share_study(space, [(label, Decimal(value), unit) for label, value, unit in figures], by=by, at=at, title=title, year=year, summary=summary, organisation=body, language="en")
