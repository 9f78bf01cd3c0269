"""Small parts for the quiz tests: an enrolled reader, a bank of all seven kinds, and answers to them."""

from courses.models import Question, QuizAttempt
from courses.question_bank import add
from tests.world import NOW, enrol, make_lesson, make_quiz

SECRETS = ("SECRET-FEEDBACK", "SECRET-GENERAL", "SECRET-ACCEPTED", "4711", "weights", "accepted", "answer_key", "tolerance")
BANK = {
    "single": ({"text": "Pick <em>one</em>", "options": [{"id": "s1", "text": "good", "feedback": "SECRET-FEEDBACK one"}, {"id": "s2", "text": "bad"}]},
               {"right": "s1"}),
    "multiple": ({"text": "Pick some", "options": [{"id": "m1", "text": "first"}, {"id": "m2", "text": "second", "feedback": "SECRET-FEEDBACK two"},
                                                   {"id": "m3", "text": "third"}]}, {"right": ["m1", "m2"]}),
    "true_false": ({"text": "Is it so?", "feedback_right": "SECRET-FEEDBACK right", "feedback_wrong": "SECRET-FEEDBACK wrong"}, {"right": True}),
    "short_text": ({"text": "Name the town"}, {"accepted": [{"text": "SECRET-ACCEPTED"}, {"text": "Mahdia"}], "case_sensitive": False}),
    "number": ({"text": "How many?"}, {"accepted": [{"value": "4711", "tolerance": "1"}]}),
    "ordering": ({"text": "Order them", "options": [{"id": "o7", "text": "listen"}, {"id": "o2", "text": "plan"}, {"id": "o9", "text": "do"}]},
                 {"order": ["o7", "o2", "o9"]}),
    "matching": ({"text": "Match them", "left": [{"id": "l1", "text": "bee"}, {"id": "l2", "text": "hen"}],
                  "right": [{"id": "r8", "text": "honey"}, {"id": "r3", "text": "egg"}, {"id": "r5", "text": "milk"}]},
                 {"pairs": {"l1": "r8", "l2": "r3"}}),
}
RIGHT = {"single": {"": "s1"}, "multiple": {"": ["m1", "m2"]}, "true_false": {"": "true"}, "short_text": {"": "mahdia"}, "number": {"": "4 712"},
         "ordering": {"o7": "1", "o2": "2", "o9": "3"}, "matching": {"l1": "r8", "l2": "r3"}}


def seven_kinds(world, **quiz_fields):
    """A fourth lesson with a quiz of one question of each kind; its path."""
    for kind, (body, key) in BANK.items():
        add(world.key, "kinds", kind, {"kind": kind, "feedback": f"SECRET-GENERAL {kind}", **body}, key, NOW)
    quiz = make_quiz(world.course, "kinds", [Question.objects.filter(category="kinds").first().current], title="All kinds", **quiz_fields)
    make_lesson(world.course, "kinds-of-questions", "Kinds of questions", completion="quiz", body=[("text", "<p>Now try.</p>"), ("quiz", {"quiz": quiz})])
    return quiz, f"/en/courses/{world.course.slug}/kinds-of-questions/quiz/kinds/"


def take_part(client, world, person=None):
    person = person or world.lia
    client.force_login(person)
    return enrol(person, world.course)


def start(client, path):
    return client.post(f"{path}attempts/", follow=True)


def answers(attempt: QuizAttempt, said: dict, shown: bool = False) -> dict:
    """The form fields for answers by kind, as in RIGHT, to an attempt."""
    from courses.quizzing import asked_in

    data = {}
    for asked in asked_in(attempt, "en"):
        for part, value in said.get(asked.body["kind"], {}).items():
            data[f"a-{asked.id}-{part}" if part else f"a-{asked.id}"] = value
    return data
