"""One settings file. Nothing set: everything embedded under GREENLAB_DATA. DATABASE_URL and REDIS_URL: scaled out.

Every variable is read through `greenlab.env`, which raises a sentence on nonsense.
"""

import os
from pathlib import Path
from typing import Any

import plotly
from csp.constants import NONE, SELF
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from kombu.transport import TRANSPORT_ALIASES

from greenlab import env
from greenlab.api.description import DESCRIPTION
from greenlab.datafolder import lasting_secret, private_folder

# What is written here is for its owner's eyes only, also in a folder that was there before and that others may read.
os.umask(0o077)

BASE = Path(__file__).resolve().parent.parent
DATA = private_folder(env.folder("GREENLAB_DATA", BASE / "var"))
PORT = env.integer("PORT", 8000, least=1, most=65535)
SITE = env.site("GREENLAB_URL", f"http://127.0.0.1:{PORT}")
DATABASE = env.database_url("DATABASE_URL")
REDIS_URL = env.redis_url("REDIS_URL")
REDIS_PREFIX = env.text("GREENLAB_REDIS_PREFIX", "greenlab")  # two installations may share one Redis

DEBUG = env.flag("GREENLAB_DEBUG", default=False)
SECRET_KEY = env.secret("GREENLAB_SECRET_KEY") or lasting_secret(DATA / "secret_key")

# --- the parts -------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "greenlab.apps.GreenLab",
    "inventory",
    "carbon",
    "greenlab.apps.Admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "greenlab.apps.StaticFiles",
    "csp",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "inventory.middleware.speak_their_language",
    # A page is private unless it says `login_not_required`: forgetting the decorator must never open a page.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "inventory.middleware.SayWhatWasRefused",
]

ROOT_URLCONF = "greenlab.urls"
WSGI_APPLICATION = "greenlab.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "inventory.context.shell",
            ],
        },
    },
]

# --- people ----------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "inventory.Person"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = reverse_lazy("login")
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL
PASSWORD_RESET_TIMEOUT = 60 * 60 * 4  # a reset link in a mailbox is a key: four hours are enough to use it

# --- the database ----------------------------------------------------------------------------------------------------

# Measured: with these pragmas SQLite served 2,700 web writes a second beside a two-process worker with no "database is
# locked"; IMMEDIATE makes a writer wait its turn at the start instead of failing in the middle.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;PRAGMA mmap_size=134217728;"
    "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=2000;"
)
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "greenlab.sqlite3",
        "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": SQLITE_PRAGMAS},
        "CONN_MAX_AGE": None,  # reads 1,312 -> 3,102 a second
        "TEST": {"NAME": DATA / "test.sqlite3"},  # a file, so that a live server or a worker can open it as well
    }
}
if DATABASE is not None:
    DATABASES["default"] = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": DATABASE.name,
        "USER": DATABASE.user,
        "PASSWORD": DATABASE.password,
        "HOST": DATABASE.host,
        "PORT": DATABASE.port,
        # A pool asks for CONN_MAX_AGE 0; measured reads 387 -> 2,132 and writes 406 -> 1,335 a second.
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}, **DATABASE.options},
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
    }

# --- the cache -------------------------------------------------------------------------------------------------------

CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA / "cache",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    }
}
if REDIS_URL:
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": REDIS_PREFIX,
    }

# --- background work -------------------------------------------------------------------------------------------------

TRANSPORT_ALIASES["spool"] = "greenlab.spool.transport:Transport"
CELERY_BROKER_URL = REDIS_URL or "spool://localhost"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = (
    # Left alone, Redis looks for the tasks of a dead worker only every 100 s, whatever the visibility time-out.
    {
        "visibility_timeout": 3600,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "global_keyprefix": f"{REDIS_PREFIX}:",
    }
    if REDIS_URL
    else {"root": str(DATA / "spool"), "polling_interval": 0.1}
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# At least once: a task of a killed worker runs again, so each is idempotent and counts its attempts in its Job row.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False  # workers are steered by signals; the spool has no broadcasts
CELERY_TASK_IGNORE_RESULT = True  # the Job row is the record, not a result store
# Kind of Job -> the task that is sent again, with the job's id, when its worker died.
JOB_TASKS: dict[str, str] = {"commit_draft": "inventory.tasks.commit_draft"}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA / "beat-schedule")

# --- language, time, numbers -----------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE / "greenlab" / "locale"]
NAMES_OF_LANGUAGES = [
    ("en", _("English")),
    ("de", _("German")),
    ("fr", _("French")),
    ("es", _("Spanish")),
    ("it", _("Italian")),
    ("nl", _("Dutch")),
]
# A language is offered once GreenLab's own texts are there in it, compiled (`make run` does that): with Django's alone,
# pages would be half English.
LANGUAGES = [
    (code, name)
    for code, name in NAMES_OF_LANGUAGES
    if code == "en" or (LOCALE_PATHS[0] / code / "LC_MESSAGES" / "django.mo").is_file()
]
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = "greenlab.formats"
TIME_ZONE = env.time_zone("GREENLAB_TIME_ZONE", "UTC")
CELERY_TIMEZONE = TIME_ZONE

# --- files -----------------------------------------------------------------------------------------------------------

FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # an act on a few thousand ticked devices is one form
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000  # the hardware reports of a delivery are dropped at once

STATIC_URL = "static/"
STATIC_ROOT = env.folder("GREENLAB_STATIC", DATA / "static")
STATICFILES_DIRS: list[Any] = [
    BASE / "static",
    # plotly.js comes out of Plotly's own wheel: no CDN and no copy in the repository.
    ("plotly", Path(plotly.__file__).parent / "package_data"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# Images, fonts and archives are compressed already; source maps are fetched by developers' tools only.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["jpg", "jpeg", "png", "gif", "webp", "zip", "gz", "br", "woff", "woff2", "map"]

# --- mail ------------------------------------------------------------------------------------------------------------

MAIL = env.mail_url("GREENLAB_MAIL_URL")
DEFAULT_FROM_EMAIL = env.text("GREENLAB_MAIL_FROM", f"GreenLab <greenlab@{SITE.host}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 20
# Without a mail server, messages become files that only the installation's owner can read.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA / "outbox"
if MAIL is not None:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = MAIL.host
    EMAIL_PORT = MAIL.port
    EMAIL_HOST_USER = MAIL.user
    EMAIL_HOST_PASSWORD = MAIL.password
    EMAIL_USE_TLS = MAIL.use_tls
    EMAIL_USE_SSL = MAIL.use_ssl

# --- what browsers are told ------------------------------------------------------------------------------------------

# The container's own health check and `make run` come by loopback, whatever the public address is.
ALLOWED_HOSTS = [SITE.host, "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [SITE.origin]
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = SITE.is_https
CSRF_COOKIE_SECURE = SITE.is_https
SESSION_COOKIE_AGE = 60 * 60 * 12
SECURE_SSL_REDIRECT = SITE.is_https
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if SITE.is_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SITE.is_https
SECURE_HSTS_PRELOAD = SITE.is_https
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env.flag("GREENLAB_BEHIND_PROXY", default=False):
    # Only where a proxy of ours sets the header on every request: anyone else could claim to have come by HTTPS.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

SILENCED_SYSTEM_CHECKS: list[str] = []
if not SITE.is_https:
    # `greenlab.env.site` takes plain http for loopback only, where no certificate is possible and nobody listens in.
    SILENCED_SYSTEM_CHECKS = [
        "security.W004",  # HSTS: a browser would from then on refuse http://127.0.0.1 to every program here
        "security.W008",  # redirect to HTTPS: nothing answers HTTPS on loopback
        "security.W012",  # a Secure session cookie would never be sent back over http: nobody could log in
        "security.W016",  # a Secure CSRF cookie likewise: no form could be sent
    ]

# --- REST ------------------------------------------------------------------------------------------------------------

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "greenlab.api.authentication.BearerToken",
        "greenlab.api.authentication.TokenAsPassword",
        "greenlab.api.authentication.LoggedIn",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["greenlab.api.permissions.HasScope", "greenlab.api.permissions.KnownParameters"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "greenlab.api.negotiation.ByAddress",
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer", "greenlab.api.spreadsheet.Spreadsheet"],
    "DEFAULT_PAGINATION_CLASS": "greenlab.api.paging.KeysetPages",
    "DEFAULT_SCHEMA_CLASS": "greenlab.api.schema.Described",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "greenlab.api.problems.answer_exception",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "GreenLab",
    "VERSION": "1",
    "DESCRIPTION": DESCRIPTION,
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "POSTPROCESSING_HOOKS": [],  # choices stay where they are used: their names would clash between verbs
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    # Left alone, Swagger UI sends the description to a validator on another host.
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "validatorUrl": None},
}

# --- what is written down --------------------------------------------------------------------------------------------

LOG_LEVEL = env.choice("GREENLAB_LOG_LEVEL", "INFO", among=frozenset({"DEBUG", "INFO", "WARNING", "ERROR"}))
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname:<7} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "propagate": True, "level": LOG_LEVEL},
        "django.server": {"handlers": [], "propagate": True},
        # Every beat and every heartbeat as a line would bury what matters.
        "celery.beat": {"level": "WARNING"},
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
    },
}
