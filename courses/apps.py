from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from courses import permissions, trainer_mail, versions, workflow  # noqa: F401 (rules and mails register themselves)

        versions.listen()
        workflow.listen()
