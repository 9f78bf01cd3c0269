import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.settings")
application = get_wsgi_application()

from academy.checks import refuse_a_wrong_database  # noqa: E402  the apps must be loaded first
from academy.outbox_nudge import warm_up  # noqa: E402

refuse_a_wrong_database()
warm_up()
