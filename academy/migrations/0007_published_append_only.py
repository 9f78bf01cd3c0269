from django.db import migrations

from academy.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("academy", "0006_upskilling")]
    operations = [append_only("academy_publishedfigures")]
