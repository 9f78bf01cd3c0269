from django.db import migrations

from academy.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_initial")]
    operations = [append_only("courses_lessoncompletion")]
