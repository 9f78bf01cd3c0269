"""A small named world, told like a story: Lia learns, Marta mentors, and a coordinator of another city must be refused.

`world` (the fixture) holds the people, two cities and a course of three lessons. Need more? The builders below
make it: `make_person`, `grant`, `make_course`, `make_lesson`, `make_question`, `make_quiz`, `enrol`.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from academy.models import HubWorker, Organisation, PartnerCity, RoleGrant, User
from academy.models.people import STAFF_ROLES, Role
from courses.models import CourseIndexPage, CoursePage, LessonPage, Question, QuestionVersion, Quiz
from courses.models.records import Enrolment

PASSWORD = "open-sesame-please"
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)  # a Sunday morning; hand it in as the clock
GRANTED_ON = date(2026, 1, 1)
TOTP_SECRET = "JBSWY3DPEHPK3PXP"


@dataclass
class World:
    cascais: PartnerCity
    mahdia: PartnerCity
    cooperative: Organisation  # in Cascais
    lia: User  # learns, Cascais
    marta: User  # mentors, Cascais
    teo: User  # trains
    carla: User  # coordinates Cascais
    mouna: User  # coordinates Mahdia: must be refused whatever is Cascais's own
    nadia: User  # coordinates the network
    stranger: User  # signed up, no city, no role, in no course
    home: "object"  # HomePage
    catalogue: CourseIndexPage
    course: CoursePage  # slug co-production: open to read, open to join
    lessons: list[LessonPage]  # what-it-is (read) · first-steps (read; a reflection, a discussion) · try-it (quiz)
    quiz: Quiz  # of the third lesson: both questions, pass mark 60

    @property
    def key(self):
        """The course's key: the same in all languages."""
        return self.course.translation_key

    def path(self, lesson: int | None = None, language: str = "en") -> str:
        """The address of the course, or of its lesson number 1, 2 or 3."""
        rest = "" if lesson is None else f"{self.lessons[lesson - 1].slug}/"
        return f"/{language}/courses/{self.course.slug}/{rest}"


def make_world() -> World:
    cascais = PartnerCity.objects.create(slug="cascais", name="Cascais", country="PT", time_zone="Europe/Lisbon", languages=["pt"],
                                         tradition="azulejo")
    mahdia = PartnerCity.objects.create(slug="mahdia", name="Mahdia", country="TN", time_zone="Africa/Tunis", languages=["ar", "fr"],
                                        tradition="zellige")
    people = {
        "lia": make_person("lia", "Lia Learns", cascais),
        "marta": grant(make_person("marta", "Marta Mentors", cascais), Role.MENTOR, cascais),
        "teo": grant(make_person("teo", "Teo Trains", cascais), Role.TRAINER),
        "carla": grant(make_person("carla", "Carla Coordinates", cascais), Role.CITY_COORDINATOR, cascais),
        "mouna": grant(make_person("mouna", "Mouna Coordinates", mahdia), Role.CITY_COORDINATOR, mahdia),
        "nadia": grant(make_person("nadia", "Nadia Networks"), Role.NETWORK_COORDINATOR),
        "stranger": make_person("stranger", "Some Stranger"),
    }
    home = make_home()
    catalogue = publish_under(home, CourseIndexPage(title="Courses", slug="courses"))
    course = make_course(catalogue, "co-production", "Doing things together")
    quiz = make_quiz(course, "try-it", [
        make_question(course, "Who decides in a co-operative?", right="Its members", wrong="Its bank"),
        make_question(course, "Who designs a co-produced service?", right="Everybody it concerns", wrong="The mayor alone"),
    ])
    lessons = [
        make_lesson(course, "what-it-is", "What it is", section_title="The idea", minutes=5),
        make_lesson(course, "first-steps", "First steps", body=[
            ("text", "<p>Begin with one street.</p>"),
            ("reflection", {"prompt": "Which street would you begin with?", "hint": "One you walk every day."}),
            ("discussion", {"prompt": "What stopped you last time?"}),
        ]),
        make_lesson(course, "try-it", "Try it", section_title="The practice", completion="quiz", body=[
            ("text", "<p>Two questions, and you are there.</p>"), ("quiz", {"quiz": quiz}),
        ]),
    ]
    cooperative = Organisation.objects.create(name="Pottery Co-operative", city=cascais)
    return World(cascais=cascais, mahdia=mahdia, cooperative=cooperative, home=home, catalogue=catalogue, course=course,
                 lessons=lessons, quiz=quiz, **people)


# People -----------------------------------------------------------------------------------------------

def make_person(login: str, name: str, city: PartnerCity | None = None, **fields) -> User:
    """A person who can sign in: a confirmed address <login>@people.example and PASSWORD."""
    from allauth.account.models import EmailAddress

    person = User.objects.create_user(f"{login}@people.example", PASSWORD, name=name, city=city, **{"language": "en", **fields})
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def grant(person: User, role: str, city: PartnerCity | None = None) -> User:
    """The role, from 1 January 2026. Who gets a staff role gets the second factor it asks for too (TOTP_SECRET)."""
    RoleGrant.objects.create(person=person, role=role, city=city, started_on=GRANTED_ON)
    if role in STAFF_ROLES:
        with_second_factor(person)
    return person


def with_second_factor(person: User) -> None:
    if not person.authenticator_set.exists():
        from allauth.mfa.totp.internal.auth import TOTP

        TOTP.activate(person, TOTP_SECRET)


def enrol(person: User, course: CoursePage, **fields) -> Enrolment:
    """Taking part, since NOW."""
    return Enrolment.objects.create(person=person, course_key=course.translation_key, course_title=course.title,
                                    **{"enrolled_at": NOW, **fields})


def works_at_hub(person: User, hub) -> User:
    """Does orientation at the hub since 1 January 2026, with the second factor that asks for."""
    HubWorker.objects.create(hub=hub, person=person, started_on=GRANTED_ON)
    with_second_factor(person)
    return person


# Courses ----------------------------------------------------------------------------------------------

def make_home():
    """The English home page in place of Wagtail's "Welcome" page, as the root of the one site."""
    from wagtail.models import Page, Site

    from home.models import HomePage

    made = HomePage.objects.first()
    if made is None:
        root = Page.get_first_root_node()
        made = publish_under(root, HomePage(title="Tessera", slug="tessera"))
        Site.objects.update(root_page=made, hostname="localhost", site_name="Tessera")
        Site.clear_site_root_paths_cache()
        for welcome in root.get_children().not_type(HomePage):
            welcome.delete()
    return made


def publish_under(parent, page):
    """Add `page` below `parent` and publish it, as an editor would; gives it fresh from the database."""
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def make_course(catalogue: CourseIndexPage, slug: str, title: str, **fields) -> CoursePage:
    return publish_under(catalogue, CoursePage(slug=slug, title=title, **{"summary": f"{title}, in short.", **fields}))


def make_lesson(course: CoursePage, slug: str, title: str, body: list[tuple] | None = None, **fields) -> LessonPage:
    """A published lesson at the end of the course. `body`: [(block name, value)]; None: one short text."""
    lesson = LessonPage(slug=slug, title=title, **{"minutes": 10, **fields})
    lesson.body = body if body is not None else [("text", f"<p>{title}: read this, then go on.</p>")]
    return publish_under(course, lesson)


def make_question(course: CoursePage, text: str, *, right: str, wrong: str, category: str = "basics") -> QuestionVersion:
    """A question with two options: id "a" is the right one."""
    place = Question.objects.create(course_key=course.translation_key, category=category, title=text[:200])
    return QuestionVersion.objects.create(
        question=place, number=1, kind="single", answer_key={"right": "a"},
        body={"kind": "single", "text": f"<p>{text}</p>", "options": [{"id": "a", "text": right}, {"id": "b", "text": wrong}]})


def make_quiz(course: CoursePage, slug: str, questions: list[QuestionVersion], **fields) -> Quiz:
    """A quiz over the category of `questions`, which are already in the bank."""
    return Quiz.objects.create(course_key=course.translation_key, slug=slug,
                               **{"title": "Try it", "category": questions[0].question.category, **fields})
