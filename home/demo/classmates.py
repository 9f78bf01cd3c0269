"""Invented people who are some way through the course, so that a trainer's roster is not empty. All plainly fictional."""

from datetime import timedelta

from django.utils import timezone

from academy.models import PartnerCity, User
from cohorts.joining import bring_in
from cohorts.models import Cohort
from courses import enrolling
from courses.models import CoursePage, Enrolment
from courses.outline import outline_for

# name, city, lessons done, days ago they joined, days since they were last here
CLASSMATES = [
    ("Alba Fictícia", "cascais", 17, 60, 9), ("Bruno Inventado", "cascais", 11, 41, 2), ("Célia de Exemplo", "cascais", 4, 40, 26),
    ("Dunia Takhayyul", "mahdia", 14, 39, 1), ("Elyes Mithal", "mahdia", 8, 38, 3), ("Farah Khayal", "mahdia", 2, 38, 31),
    ("Giulia Esempio", "pordenone", 6, 21, 5), ("Hugo Exemple", "garges-les-gonesse", 1, 14, 14), ("Irati Adibide", "pamplona", 9, 33, 1),
    ("Jana Exemple", "barcelona", 12, 45, 4), ("Kostas Paradeigma", "larissa", 3, 12, 2), ("Lina Inventada", "barcelona", 0, 6, 6),
]


def lay_classmates(course: CoursePage, say=lambda words: None) -> None:
    """Join them and complete their lessons by the same verbs as everybody's, with the clock handed in."""
    outline, now = outline_for(course.slug, "en"), timezone.now()
    cohort, _made = Cohort.objects.get_or_create(slug="autumn-2026", defaults={
        "name": "Autumn 2026: Cascais and Mahdia", "course_key": course.translation_key,
        "starts_on": (now - timedelta(days=40)).date(), "ends_on": (now + timedelta(days=60)).date()})
    for number, (name, city_slug, done, joined_ago, seen_ago) in enumerate(CLASSMATES, start=1):
        city = PartnerCity.objects.get(slug=city_slug)
        person, made = User.objects.get_or_create(email=f"classmate-{number}@demo.example", defaults={
            "name": name, "city": city, "language": "en", "languages": city.languages, "time_zone": city.time_zone})
        if not made:
            continue
        person.set_unusable_password()
        person.save()
        joined_at = now - timedelta(days=joined_ago)
        enrolment = enrolling.join(person, course, joined_at)
        if city_slug in ("cascais", "mahdia"):
            bring_in(person, cohort, None, joined_at, told=False)
        enrolment.refresh_from_db()
        step = (joined_ago - seen_ago) / max(done, 1)
        for lesson in outline.lessons[:done]:
            enrolment.complete(outline, lesson, lesson.completion, joined_at + timedelta(days=step * lesson.number))
        last = outline.lessons[min(done, outline.total - 1)]
        Enrolment.objects.filter(pk=enrolment.pk).update(last_lesson=last.key, last_seen_on=(now - timedelta(days=seen_ago)).date())
    say(f"  {len(CLASSMATES)} invented classmates")
