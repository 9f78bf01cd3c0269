from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from courses import permissions, versions, workflow  # noqa: F401 (rules register themselves)

        versions.listen()
        workflow.listen()
