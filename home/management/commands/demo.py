"""The demo academy, told as a story. Run it as often as you like: it makes what is missing and changes nothing else."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from academy.demo_people import lay_people
from academy.frameworks import lay_frameworks
from academy.models import PartnerCity, User
from cohorts.models import Cohort
from courses import enrolling
from courses.models import CourseIndexPage
from courses.outline import outline_for
from courses.workflow import lay_workflow
from home.demo.cities import lay_city_pages
from home.demo.classmates import lay_classmates
from home.demo.cohort_life import lay_cohort_life
from home.demo.cooperation import lay_cooperation
from home.demo.course_files import lay_course
from home.demo.exchange_files import lay_exchanges
from home.demo.hours import lay_hours
from home.demo.learner_story import lay_learner_story
from home.demo.mentoring_rounds import lay_rounds
from home.demo.site import lay_site
from home.demo.translating import HERE as TRANSLATIONS
from home.demo.translating import lay_translation
from home.demo.upskilling import lay_upskilling


class Command(BaseCommand):
    help = "Lay the demo academy: cities, people, courses, translations, exchanges, mentoring. Idempotent; refused in production."

    def handle(self, *args, **options) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demo academy is refused when TESSERA_ENV=production: its logins are known to everyone.")
        now = timezone.now()
        say = self.stdout.write

        say("Laying the demo academy")
        # Eight cities, and one person for each role.
        with transaction.atomic():
            home = lay_site(settings.PORT)
            lay_people(now)
            lay_workflow()
            lay_frameworks(now)
            lay_city_pages(home)
        say("  eight partner cities, their pages and the demo logins")

        # The reference course, and two short ones so that the catalogue is not lonely.
        index = CourseIndexPage.objects.child_of(home).get()
        with transaction.atomic():
            course = lay_course(index, "co_production", "azulejo", say=say)
            beginners = lay_course(index, "first_steps", "panot", say=say)
            lay_course(index, "mentoring_basics", "zellige", PartnerCity.objects.get(slug="mahdia"), say=say)

        # Lessons 2 and 15 also in Portuguese and Arabic.
        for code in ("pt", "ar"):
            if (TRANSLATIONS / f"{code}.po").exists():
                lay_translation(home, code, say)

        # Five exchanges: one long past, one of this autumn, one full, one cancelled, and a circle that meets every week.
        with transaction.atomic():
            lay_exchanges(now, say)

        # Classmates at every stage; the mentor has finished, and holds a certificate.
        with transaction.atomic():
            lay_classmates(course, say)
            mentor = User.objects.get(email="mentor@demo.example")
            enrolment = enrolling.join(mentor, course, now)
            outline = outline_for(course.slug, "en")
            if not enrolment.finished_at:
                for lesson in outline.lessons:
                    enrolment.complete(outline, lesson, lesson.completion, now)
            lay_cohort_life(Cohort.objects.get(slug="autumn-2026"), course, beginners)
            lay_learner_story(beginners, now)

        # Three mentoring rounds: one over, one under way, one to take part in.
        with transaction.atomic():
            lay_rounds(now, say)
            lay_hours(now)

        # What people can do now, and how a city and the network see it: in figures.
        with transaction.atomic():
            lay_upskilling(now, say)

        # Hubs, working groups that decide, a city's plan.
        lay_cooperation(now, say)
        say(self.style.SUCCESS("The demo academy is ready."))
