"""One list says which personal data we hold, and why: forms, the page and this test hold it complete."""

import pytest
from django.apps import apps
from django.db import models

from academy.forms import PersonForm, SignUpQuestions
from academy.models import User
from academy.personal_data import all_erasers, all_exports, declared_not_personal, held, why

# Tables a person's row is joined by, and pages, whose persons are those of wagtailcore.Page.
PLUMBING = {"academy.User_groups", "academy.User_user_permissions"}


def entries() -> dict[str, set[str]]:
    """{"app.Model": fields said to be held; {"*"} for a whole row}"""
    found: dict[str, set[str]] = {}
    for one in held():
        found.setdefault(one.model, set()).update(one.fields)
    return found


def said(label: str, field: str) -> bool:
    fields = entries().get(label, set())
    return bool(fields & {"*", field}) or f"{label}.{field}" in declared_not_personal() or label in declared_not_personal()


def own_models():
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label not in PLUMBING:
            yield model


def people_fields(model) -> list[str]:
    """Fields of the model's own table that point at a person."""
    return [field.name for field in model._meta.local_fields if field.is_relation and field.related_model is User]


def test_every_field_of_a_person_is_said_or_said_not_to_be_personal():
    unsaid = [field.name for field in User._meta.local_fields if not said("academy.User", field.name)]
    assert unsaid == [], "say in academy/personal_fields.py why it is asked, who sees it and how long it is kept"


def test_every_table_that_points_at_a_person_is_said():
    unsaid = [f"{model._meta.label}.{name}" for model in own_models() for name in people_fields(model) if not said(model._meta.label, name)]
    assert unsaid == [], "register it with holds() or not_personal() in <app>/personal_data.py"


def test_every_table_with_a_ledger_subject_is_said():
    unsaid = [model._meta.label for model in own_models() if any(field.name == "subject" and isinstance(field, models.UUIDField)
              for field in model._meta.local_fields) and not said(model._meta.label, "subject")]
    assert unsaid == []


def test_every_field_that_sounds_personal_is_said():
    words = ("email", "e_mail", "phone", "address", "birth", "ip", "user_agent", "holder_name")
    unsaid = [f"{model._meta.label}.{field.name}" for model in own_models() for field in model._meta.local_fields
              if (isinstance(field, (models.EmailField, models.GenericIPAddressField)) or field.name in words) and not said(model._meta.label, field.name)]
    assert unsaid == []


def test_what_people_write_in_our_own_tables_is_said_field_by_field():
    """In a table of ours that belongs to a person, each text must be named: a new one is not slipped in."""
    ours = [model for model in own_models() if model._meta.app_label in {"academy", "courses", "cohorts", "mentoring", "home"}
            and not hasattr(model, "url_path") and any(said(model._meta.label, name) and f"{model._meta.label}.{name}" not in declared_not_personal()
                                                       for name in people_fields(model))]
    texts = (models.CharField, models.TextField, models.JSONField, models.FileField)
    unsaid = [f"{model._meta.label}.{field.name}" for model in ours for field in model._meta.local_fields
              if isinstance(field, texts) and not said(model._meta.label, field.name)]
    assert ours and unsaid == []


def test_the_list_names_only_what_exists():
    for label, fields in entries().items():
        model = apps.get_model(label)
        names = {field.name for field in model._meta.get_fields()}
        assert fields - {"*"} <= names, label
    for what in declared_not_personal():
        app, model, *field = what.split(".")
        found = apps.get_model(app, model)
        assert not field or found._meta.get_field(field[0])


def test_the_checks_can_fail(monkeypatch):
    """Take one entry away, and each kind of check must see it."""
    from academy import personal_data

    entries()
    monkeypatch.setattr(personal_data, "_held", [one for one in personal_data._held if one.model not in ("courses.ReflectionEntry", "usersessions.UserSession", "academy.Event")])
    for check in (test_every_table_that_points_at_a_person_is_said, test_every_table_with_a_ledger_subject_is_said, test_every_field_that_sounds_personal_is_said):
        with pytest.raises(AssertionError):
            check()


def test_a_field_without_a_why_cannot_be_asked():
    with pytest.raises(LookupError, match="does not say why"):
        why("academy.User", "shoe_size")


@pytest.mark.parametrize("form", [SignUpQuestions, PersonForm])
def test_every_question_says_why(form):
    for name, field in form().fields.items():
        assert str(field.help_text) == str(why("academy.User", name)) != "", name


def test_each_eraser_and_exporter_is_there():
    assert {"account", "log", "courses", "reflections", "tasks", "discussions", "certificates", "quiz_answers"} <= {one.name for one in all_exports()}
    assert len(all_erasers()) >= 3


@pytest.mark.django_db
def test_the_page_is_made_from_the_list(client):
    from django.utils.html import escape

    page = client.get("/en/privacy/").content.decode()
    assert "<h1>Which personal data we collect, and why</h1>" in page
    for one in held():
        for words in (one.label, one.why, one.who, one.kept):
            assert escape(str(words)) in page


@pytest.mark.django_db
def test_the_profile_says_why_beside_each_field(world, client):
    client.force_login(world.lia)
    page = client.get("/en/my/profile/").content.decode()
    for name in PersonForm().fields:
        assert f'id="id_{name}_helptext"' in page
    assert client.get("/pt/my/profile/").status_code == client.get("/ar/my/profile/").status_code == 200


@pytest.mark.django_db
def test_the_profile_keeps_what_it_is_told(world, client):
    client.force_login(world.lia)
    done = client.post("/en/my/profile/", {"name": "  Lia   Lopes ", "language": "pt", "languages": ["pt", "ar"], "time_zone": "Africa/Tunis",
                                          "city": world.mahdia.pk, "organisation": "", "entry_path": "student"})
    assert done.status_code == 302
    world.lia.refresh_from_db()
    assert (world.lia.name, world.lia.language, world.lia.languages, world.lia.time_zone, world.lia.city, world.lia.entry_path, world.lia.mail_follows) == (
        "Lia Lopes", "pt", ["pt", "ar"], "Africa/Tunis", world.mahdia, "student", False)


@pytest.mark.django_db
@pytest.mark.parametrize(("field", "value"), [("name", ""), ("name", "x" * 121), ("name", "Li\x00a"), ("time_zone", "Mars/Base"), ("languages", "zz"), ("city", "99999")])
def test_a_bad_answer_is_refused_and_the_rest_is_kept(world, client, field, value):
    client.force_login(world.lia)
    page = client.post("/en/my/profile/", {"name": "New Name", "language": "fr", field: value})
    assert page.status_code == 422
    assert "error-summary" in page.content.decode()
    assert '<option value="fr" selected>' in page.content.decode()
    world.lia.refresh_from_db()
    assert world.lia.name == "Lia Learns"


@pytest.mark.django_db
def test_nobody_signed_out_sees_a_profile(client):
    for address in ("/en/my/profile/", "/en/welcome/", "/en/my/data/", "/en/my/data/erase/"):
        assert "/account/login/" in client.get(address).url
