"""Settings of the test run: the embedded academy in a folder of its own, nothing kept, nothing read from the machine.

TEST_DATABASE_URL and TEST_REDIS_URL (see tests/services) put the same tests on a real PostgreSQL and Redis.
"""

import atexit
import os
import shutil
import tempfile

# A variable meant for an academy on this machine must not steer a test.
for name in ("TESSERA_ENV", "DEMO", "DEBUG", "BASE_URL", "ALLOWED_HOSTS", "PORT", "TIME_ZONE", "DATABASE_URL", "REDIS_URL", "CELERY_BROKER_URL",
             "S3_BUCKET", "XAPI_LRS_URL", "XAPI_VERSION", "SECRET_KEY_FALLBACKS", "FROM_EMAIL", "OIDC_PROVIDERS", "STATIC_HASHED"):
    os.environ.pop(name, None)

# Each xdist worker has its own folder (media, mail), and its own one of Redis's 16 databases.
worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
number = int(worker.removeprefix("gw")) + 1 if worker.startswith("gw") else 0
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix=f"tessera-tests-{worker}-")
atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)
os.environ["EMAIL_URL"] = "memorymail://"
os.environ["LOG_LEVEL"] = "WARNING"
os.environ["SECRET_KEY"] = "only-for-tests-" + "x" * 40
if os.environ.get("TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]
if os.environ.get("TEST_REDIS_URL"):
    given = os.environ["TEST_REDIS_URL"]
    os.environ["REDIS_URL"] = f"{given}?db={number}" if "?" not in given else given

from academy.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405 - a database is replaced between tests, so nobody keeps a line to it
WHITENOISE_AUTOREFRESH = False
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405 - whitenoise warns of a missing folder
