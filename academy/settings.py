"""Every setting, each value from the environment (docs/operate.md lists them). Read by academy.environment, which is loud."""

import ssl
import zoneinfo
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from academy import city_identity, logs, media_origins
from academy import environment as read

BASE_DIR = Path(__file__).resolve().parent.parent

# Which academy this is: "embedded" needs no service; "production" refuses to start half set up.
TESSERA_ENV = read.choice("TESSERA_ENV", ("embedded", "production"), "embedded")
PRODUCTION = TESSERA_ENV == "production"
DEMO = read.switch("DEMO")
DEBUG = read.switch("DEBUG")
if PRODUCTION and (DEMO or DEBUG):
    raise ImproperlyConfigured("DEMO and DEBUG are refused when TESSERA_ENV=production: they open the door to anyone.")

VAR_DIR = read.folder("VAR_DIR", BASE_DIR / "var")


def _secret_key() -> str:
    """Production is given its key; an embedded academy makes one and keeps it, so that sign-ins outlive a restart."""
    if PRODUCTION:
        return read.text("SECRET_KEY", required_because="production signs every session with it")
    given = read.text("SECRET_KEY")
    if given:
        return given
    from django.core.management.utils import get_random_secret_key

    kept = VAR_DIR / "secret_key"
    if not kept.exists():
        fresh = VAR_DIR / f"secret_key.{id(kept)}"
        fresh.write_text(get_random_secret_key())
        fresh.chmod(0o600)
        fresh.replace(kept)
    return kept.read_text()


SECRET_KEY = _secret_key()
SECRET_KEY_FALLBACKS = [key for key in read.text("SECRET_KEY_FALLBACKS").split(",") if key]
BADGE_KEYS_SECRET = read.text("BADGE_KEYS_SECRET")  # what the signing keys of badges are sealed with; empty: SECRET_KEY
PORT = read.whole("PORT", 8000, 1, 65535)
BASE_URL = read.url("BASE_URL", "" if PRODUCTION else f"http://127.0.0.1:{PORT}", ("http", "https")).rstrip("/")
if PRODUCTION and not BASE_URL.startswith("https://"):
    raise read.bad("BASE_URL", BASE_URL, "the public https address, such as https://academy.example.org")
ALLOWED_HOSTS = [h for h in read.text("ALLOWED_HOSTS", "" if PRODUCTION else "127.0.0.1,localhost,[::1],testserver").split(",") if h]
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS is missing: the host names this academy answers to, separated by commas.")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
INTERNAL_IPS: list[str] = []

INSTALLED_APPS = [
    "home",
    "mentoring",
    "cohorts",
    "courses",
    "academy",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "academy.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads at random against BREACH; lesson pages come compressed already
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "academy.language_door.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "academy.middleware.PersonZoneMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "academy.middleware.ContentPolicyMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "academy.second_factor.StaffDoorMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "academy.urls"
WSGI_APPLICATION = "academy.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "academy.context.shell",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

# Data -------------------------------------------------------------------------------------------------
DATABASE_URL = read.url("DATABASE_URL", f"sqlite:///{VAR_DIR}/tessera.sqlite3", ("sqlite", "postgres", "postgresql"))
DATABASES = {"default": read.env.db_url_config(DATABASE_URL)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    if PRODUCTION:
        raise read.bad("DATABASE_URL", DATABASE_URL, "postgres://user:password@host:5432/name in production")
    # IMMEDIATE and WAL: with Django's defaults most simultaneous writers meet "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
    # Opening the file and setting its pragmas costs more than a page: keep the connection of each thread.
    DATABASES["default"]["CONN_MAX_AGE"] = None
else:
    DATABASES["default"]["CONN_MAX_AGE"] = read.whole("CONN_MAX_AGE", 60, 0, 3600)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = read.url("REDIS_URL", "", ("redis", "rediss", "unix"))
if REDIS_URL:
    CACHES = {"default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL, "KEY_PREFIX": "tessera",
        "OPTIONS": {"socket_connect_timeout": 0.3, "socket_timeout": 0.5},
    }}
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache",
                          "OPTIONS": {"MAX_ENTRIES": 5000}}}
if PRODUCTION and not REDIS_URL:
    raise ImproperlyConfigured("REDIS_URL is missing: in production several web nodes share one cache.")
# Throttles must not be reset by a cache flush or a second process: they count in the database (academy.throttle).
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60

# Celery -----------------------------------------------------------------------------------------------
# Without a broker (embedded) `manage.py outbox_loop` is the worker. Nothing is lost with the broker: the outbox holds the work.
CELERY_BROKER_URL = read.url("CELERY_BROKER_URL", REDIS_URL.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host="),
                             ("redis", "rediss", "redis+socket"))
if CELERY_BROKER_URL.startswith("rediss:"):
    CELERY_BROKER_USE_SSL = {"ssl_cert_reqs": ssl.CERT_REQUIRED}
# A broker in trouble must not hold a visitor up: measured 0.2 s refused and 0.8 s frozen, against 6 s and 25 s.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 0.3, "socket_timeout": 0.5, "max_retries": 0,
    "interval_start": 0, "interval_step": 0, "interval_max": 0,
    "visibility_timeout": 300, "unacked_restore_interval": 5, "unacked_restore_throttle": 1,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = read.zone("TIME_ZONE", "Europe/Lisbon")
# How long a worker may be busy with one outbox row before another may take the row over. Mail times out after 10 seconds.
OUTBOX_LEASE_SECONDS = read.whole("OUTBOX_LEASE_SECONDS", 60, 1, 3600)

# People -----------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "academy.User"
AUTHENTICATION_BACKENDS = ["academy.sign_in.SignInBackend"]
if DEMO:
    AUTHENTICATION_BACKENDS.insert(0, "academy.demo_sign_in.DemoBackend")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "academy.password_length.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my"
LOGOUT_REDIRECT_URL = "landing"
# Sign-up, sign-in (django-allauth; our words in academy/forms.py, our mails through academy/account_adapter.py).
ACCOUNT_ADAPTER = "academy.account_adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "academy.forms.SignUpQuestions"
ACCOUNT_FORMS = {use: f"academy.account_forms.{form}" for use, form in {
    "login": "SignInForm", "signup": "SignUpForm", "add_email": "NewAddressForm", "reset_password": "ForgottenPasswordForm",
    "reset_password_from_key": "NewPasswordForm", "change_password": "ChangePasswordForm", "set_password": "FirstPasswordForm",
    "reauthenticate": "PasswordAgainForm", "confirm_email_verification_code": "ConfirmAddressForm"}.items()}
ACCOUNT_SIGNUP_REDIRECT_URL = "welcome"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# A code rather than a link: the mail may be read on another device than the one that signs up.
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 60 * 60
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
# "Use another address" shows only when the account is new: it would tell who is already here.
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# allauth counts in the cache; academy.throttle counts sign-ins in the database besides. A classroom shares one address.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "signup": "60/m/ip", "login_failed": "60/m/ip,10/300s/key", "confirm_email": "4/m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = read.whole("TRUSTED_PROXIES", 1 if PRODUCTION else 0, 0, 9)
MFA_ADAPTER = "academy.second_factor.SecondFactorAdapter"
MFA_FORMS = {use: f"academy.account_forms.{form}" for use, form in {
    "authenticate": "SecondFactorForm", "reauthenticate": "SecondFactorAgainForm", "activate_totp": "ActivateAppForm",
    "add_webauthn": "AddPasskeyForm", "edit_webauthn": "RenamePasskeyForm"}.items()}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Tessera"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
# Sign-in with a city's own identity provider: OIDC_PROVIDERS, see academy/city_identity.py.
CITY_IDENTITIES = city_identity.read_identities(read.json_list("OIDC_PROVIDERS"), http_allowed=not PRODUCTION)
SOCIALACCOUNT_ADAPTER = "academy.city_identity_adapter.CityIdentityAdapter"
SOCIALACCOUNT_PROVIDERS = city_identity.as_allauth_setting(CITY_IDENTITIES)
SOCIALACCOUNT_FORMS = {"signup": "academy.account_forms.CitySignUpForm"}
SOCIALACCOUNT_AUTO_SIGNUP = False

# Language and time --------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("pt", _("Portuguese")), ("es", _("Spanish")), ("ca", _("Catalan")),
             ("fr", _("French")), ("it", _("Italian")), ("el", _("Greek")), ("ar", _("Arabic"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
# A Debian's own list also names its own clock, which no browser knows.
WAGTAIL_USER_TIME_ZONES = sorted(zoneinfo.available_timezones() - {"localtime", "Factory"})
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["academy.formats"]
USE_TZ = True
TIME_ZONE = read.zone("TIME_ZONE", "Europe/Lisbon")

# Files --------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_HASHED = read.switch("STATIC_HASHED")  # `make run` collects the files and says so; without, they are served as they lie
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
S3_BUCKET = read.text("S3_BUCKET")
MEDIA_ORIGINS: list[str] = []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage" if PRODUCTION
                    else "academy.static_files.HashedStaticFiles" if STATIC_HASHED
                    else "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if S3_BUCKET:
    STORAGES["default"] = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {
        "bucket_name": S3_BUCKET, "endpoint_url": read.url("S3_ENDPOINT_URL", "", ("http", "https")) or None,
        "region_name": read.text("S3_REGION") or None, "default_acl": None, "querystring_auth": True, "file_overwrite": False}}
    # Where browsers fetch images and recordings from: they must be named in the content policy.
    MEDIA_ORIGINS = media_origins.of_bucket(S3_BUCKET, STORAGES["default"]["OPTIONS"]["endpoint_url"], STORAGES["default"]["OPTIONS"]["region_name"])
elif PRODUCTION:
    raise ImproperlyConfigured("S3_BUCKET is missing: in production nothing is kept on a web node.")
DATA_UPLOAD_MAX_MEMORY_SIZE = 300_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_HANDLERS = [
    "academy.upload_quota.UploadQuota",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
UPLOAD_MAX_MB = read.whole("UPLOAD_MAX_MB", 100, 1, 4096)  # by authors, in /cms/
HANDED_IN_MAX_MB = read.whole("HANDED_IN_MAX_MB", 12, 1, 1024)  # by anybody signed in

# Mail ---------------------------------------------------------------------------------------------------
EMAIL_URL = read.url("EMAIL_URL", "" if PRODUCTION else f"filemail:///{VAR_DIR}/mail",
                     ("smtp", "smtps", "smtp+tls", "smtp+ssl", "filemail", "memorymail", "consolemail", "dummymail"))
if not EMAIL_URL:
    raise ImproperlyConfigured("EMAIL_URL is missing: such as smtp+tls://user:password@mail.example.org:587.")
_mail = read.env.email_url_config(EMAIL_URL)
EMAIL_BACKEND = "academy.mail_files.EmailBackend" if EMAIL_URL.startswith("filemail:") else _mail["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = _mail.get("EMAIL_HOST") or "localhost", _mail.get("EMAIL_PORT") or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_USER") or "", _mail.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_TIMEOUT = 10
# Answers of calendars to invitations: read from this mailbox (manage.py read_replies), sent to REPLY_ADDRESS with a +secret in it.
REPLY_MAILBOX_URL = read.mailbox("REPLY_MAILBOX_URL")
REPLY_ADDRESS = read.plus_address("REPLY_ADDRESS", REPLY_MAILBOX_URL)
# A learning record store that is told what people learn (xAPI), by the worker. Empty: nobody is told.
XAPI_LRS_URL = read.record_store("XAPI_LRS_URL", ("https",) if PRODUCTION else ("https", "http"))
XAPI_VERSION = read.choice("XAPI_VERSION", ("1.0.3", "2.0"), "1.0.3")
DEFAULT_FROM_EMAIL = read.text("FROM_EMAIL", "Tessera <academy@tessera.example>")

# Wagtail ------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Tessera"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = reverse_lazy("account_login")
# A person's name, address and password have one home: the academy's own account pages.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
# “simple”: PostgreSQL must not stem Portuguese or Arabic as if it were English.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}}
# An untranslated page must not go live in English under another language's address.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
TAGGIT_CASE_INSENSITIVE = True

# Browser safety -------------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail lets its own preview frame through
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "academy.views.typed_words.stale_form"
if PRODUCTION:
    SECURE_SSL_REDIRECT = read.switch("SECURE_SSL_REDIRECT", True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = read.whole("SECURE_HSTS_SECONDS", 31_536_000, 0, 63_072_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = read.switch("SECURE_HSTS_INCLUDE_SUBDOMAINS", True)
    SECURE_HSTS_PRELOAD = read.switch("SECURE_HSTS_PRELOAD", True)
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ("/cms/", "/django-admin/"),
    "DIRECTIVES": {
        "default-src": ["'none'"], "script-src": ["'self'"], "style-src": ["'self'"], "img-src": ["'self'", "data:", *MEDIA_ORIGINS],
        "font-src": ["'self'"], "connect-src": ["'self'"], "media-src": ["'self'", *MEDIA_ORIGINS], "manifest-src": ["'self'"],
        "frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com"],
        "form-action": ["'self'", *city_identity.origins(CITY_IDENTITIES)], "frame-ancestors": ["'none'"], "base-uri": ["'none'"],
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []

# Watching ---------------------------------------------------------------------------------------------------
LOG_LEVEL = read.choice("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO")
LOGGING = logs.configure(LOG_LEVEL, as_json=PRODUCTION)
METRICS_TOKEN = read.text("METRICS_TOKEN")
SENTRY_DSN = read.url("SENTRY_DSN", "", ("http", "https"))
if SENTRY_DSN:
    from academy import error_reports

    error_reports.start(SENTRY_DSN, environment=TESSERA_ENV)
