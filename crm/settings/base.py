"""What every environment shares. Values that differ come from the environment, read once, here and in the siblings."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _
from environs import Env

env = Env()
BASE_DIR = Path(__file__).resolve().parents[2]

SECRET_KEY = env.str("SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS: list[str] = []
SITE_NAME = "Concord"
# Where links in e-mails lead; no trailing slash.
PUBLIC_URL = env.str("PUBLIC_URL", "http://localhost:8000")
# The launcher gives each start a name, to tell its own site from another that answers on the same port.
INSTANCE = env.str("CONCORD_INSTANCE", "")

FIRST_PARTY = ("crm", "duediligence", "partnerships", "donations")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Concord <concord@localhost>")
# Shorter than the lease by far: a worker that still waits for the relay must not lose its claim.
EMAIL_TIMEOUT = 30
# After so long the worker that claimed a message is taken for dead, and the relay is asked.
OUTBOX_LEASE_SECONDS = env.int("OUTBOX_LEASE_SECONDS", 300)

INSTALLED_APPS = [
    "crm.accounts.admin_config.ConcordAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "django_countries",
    "django_filters",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "drf_standardized_errors",
    # Ours, lowest first: each may import only those above it in this list.
    "crm.core",
    "crm.audit",
    "crm.accounts",
    "crm.notifications",
    "crm.jobs",
    "crm.listing",
    "crm.imports",
    "crm.rates",
    "crm.companies",
    "crm.contactlog",
    "crm.workspace",
    "duediligence",
    "partnerships",
    "donations",
]

MIDDLEWARE = [
    "crm.core.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "crm.core.middleware.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "crm.core.upload_limit.UploadLimitMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "crm.accounts.middleware.PersonMiddleware",
    "crm.audit.middleware.TrailMiddleware",
    "crm.core.middleware.RefusalMiddleware",
    "crm.companies.middleware.MergedRecordMiddleware",
]

ROOT_URLCONF = "crm.urls"
WSGI_APPLICATION = "crm.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "crm.core.templatetags.concord"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "crm.workspace.context.shell",
            ],
        },
    }
]
FORM_RENDERER = "crm.core.form_renderer.WrittenFields"
COTTON_DIR = "components"
# A component sees its own attributes and the context processors, not the variables of the page around it.
COTTON_ISOLATE_BY_DEFAULT = True

# One database, two roles (docs/adr/0002): the application's, and the owner's for schema changes and backups.
_application = env.dj_db_url("DATABASE_URL", "postgres:///concord", conn_max_age=300, conn_health_checks=True)
_as_owner = env.str("CONCORD_DB_ROLE", "") == "owner" and env.str("DATABASE_OWNER_URL", "")
DATABASE_APP_ROLE = _application.get("USER", "")
DATABASE_APP_PASSWORD = _application.get("PASSWORD", "")
DATABASES = {"default": env.dj_db_url("DATABASE_OWNER_URL") if _as_owner else _application}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
DATABASES["default"].setdefault("OPTIONS", {}).update(application_name="concord", connect_timeout=5)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", "redis://localhost:6379/0")
CACHES = {"default": {"BACKEND": "crm.core.cache.ForgivingRedisCache", "LOCATION": REDIS_URL}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French")), ("es", _("Spanish"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(env.path("CONCORD_DATA", BASE_DIR / ".data") / "uploads")},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# The two libraries name a socket differently.
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_TIMEZONE = "UTC"
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
}
CELERY_TASK_PUBLISH_RETRY = False

from .api import API_REQUESTS_PER_MINUTE, REST_FRAMEWORK, SPECTACULAR_SETTINGS  # noqa: E402, F401
from .country_names import COUNTRIES_OVERRIDE  # noqa: E402, F401
from .logs import LOGGING  # noqa: E402, F401
from .schedule import CELERY_BEAT_SCHEDULE  # noqa: E402, F401
from .security import *  # noqa: E402, F403
from .signin import *  # noqa: E402, F403
from .trail import *  # noqa: E402, F403
