"""The trainers' addresses inside Wagtail's admin, below /cms/academy-courses/."""

from django.urls import path

from courses.views import (
    trainer_certificates,
    trainer_checks,
    trainer_courses,
    trainer_dropoff,
    trainer_duplicate,
    trainer_messages,
    trainer_numbers,
    trainer_preview,
    trainer_release,
    trainer_roster,
    trainer_skills,
    trainer_tasks,
)

urlpatterns = [
    path("", trainer_courses.courses, name="trainer_courses"),
    path("<uuid:key>/", trainer_courses.course, name="trainer_course"),
    path("<uuid:key>/order/", trainer_courses.move, name="trainer_move"),
    path("<uuid:key>/publication/", trainer_courses.publish, name="trainer_publish"),
    path("<uuid:key>/checks/", trainer_checks.checks, name="trainer_checks"),
    path("<uuid:key>/numbers/", trainer_numbers.numbers, name="trainer_numbers"),
    path("<uuid:key>/people/", trainer_roster.roster, name="trainer_roster"),
    path("<uuid:key>/people.csv", trainer_roster.roster_csv, name="trainer_roster_csv"),
    path("<uuid:key>/people/message/", trainer_messages.message, name="trainer_message"),
    path("<uuid:key>/people/<int:pk>/answer/", trainer_roster.decide, name="trainer_decide"),
    path("<uuid:key>/openings/", trainer_release.release, name="trainer_release"),
    path("<uuid:key>/openings/preview/", trainer_preview.preview, name="trainer_preview"),
    path("<uuid:key>/openings/<int:pk>/lifting/", trainer_release.lift, name="trainer_lift"),
    path("<uuid:key>/skills/", trainer_skills.skills, name="trainer_skills"),
    path("<uuid:key>/tasks/", trainer_tasks.tasks, name="trainer_tasks"),
    path("<uuid:key>/tasks/<int:pk>/", trainer_tasks.task, name="trainer_task"),
    path("<uuid:key>/where-people-stop/", trainer_dropoff.dropoff, name="trainer_dropoff"),
    path("<uuid:key>/certificates/", trainer_certificates.certificates, name="trainer_certificates"),
    path("<uuid:key>/certificates/<int:pk>/revocation/", trainer_certificates.revoke, name="trainer_revoke"),
    path("<uuid:key>/duplicate/", trainer_duplicate.duplicate_course, name="trainer_duplicate"),
]
