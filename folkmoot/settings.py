"""Settings: one file, read from the environment. docs/operators/install.md names each variable."""

import os
import secrets
import sys
from pathlib import Path
from urllib.parse import unquote, urlparse

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("FOLKMOOT_VAR", ROOT / "var"))
DEMO = os.environ.get("FOLKMOOT_DEMO") == "1"
TESTING = "pytest" in sys.modules or os.environ.get("FOLKMOOT_TESTING") == "1"
DEBUG = os.environ.get("FOLKMOOT_DEBUG") == "1"


def _secret() -> str:
    if key := os.environ.get("FOLKMOOT_SECRET_KEY"):
        return key
    if TESTING:
        return "for tests only"
    if DEMO or DEBUG:
        return _kept_secret(VAR / "secret-key")
    raise ImproperlyConfigured("Set FOLKMOOT_SECRET_KEY to a long random text and keep it out of the code.")


def _kept_secret(path: Path) -> str:
    """A key of this machine's own, made once and kept beside the demo's data."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()


def _database(address: str) -> dict[str, object]:
    """`sqlite:///path` or `postgresql://user:password@host:port/name`."""
    parts = urlparse(address)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path),
            "OPTIONS": {
                # Without these a burst of submissions loses hundreds to lock errors (docs/decisions/0001).
                # FULL: a receipt shown is a response kept, even through a power cut.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=134217728;"
                    "PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON;"
                    # Without it INSERT OR REPLACE deletes a row past the triggers of append-only tables.
                    "PRAGMA recursive_triggers=ON;"
                ),
            },
            "TEST": {"NAME": os.environ.get("FOLKMOOT_TEST_DATABASE")},
        }
    if parts.scheme == "postgresql":
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured("FOLKMOOT_DATABASE starts with sqlite:// or postgresql://.")


SECRET_KEY = _secret()
SITE_ADDRESS = os.environ.get("FOLKMOOT_ADDRESS", "http://127.0.0.1:8000")
ALLOWED_HOSTS = os.environ.get("FOLKMOOT_HOSTS", "127.0.0.1,localhost,testserver").split(",")
SECURE = SITE_ADDRESS.startswith("https://")
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS] if SECURE else []

INSTALLED_APPS = [
    "folkmoot.words",
    "folkmoot.design",
    "folkmoot.foundation.records",
    "folkmoot.foundation.council",
    "folkmoot.foundation.places",
    "folkmoot.foundation.people",
    "folkmoot.foundation.messages",
    "folkmoot.plan.strategy",
    "folkmoot.plan.law",
    "folkmoot.plan.engagements",
    "folkmoot.take_part.contributions",
    "folkmoot.take_part.surveys",
    "folkmoot.take_part.ideas",
    "folkmoot.listen.evidence",
    "folkmoot.decide.decisions",
    "folkmoot.tell_back.feedback",
    "folkmoot.learn.evaluation",
    "folkmoot.learn.performance",
    "folkmoot.doors.public_site",
    "folkmoot.doors.workspace",
    "folkmoot.doors.open_data",
    "folkmoot.doors.training",
    "django_cotton",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "allauth",
    "allauth.account",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "folkmoot.words.middleware.plain_addresses",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "folkmoot.take_part.surveys.kiosk.kiosk_middleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "folkmoot.foundation.people.middleware.person_middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "folkmoot.urls"
WSGI_APPLICATION = "folkmoot.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "folkmoot.design.frame.page_frame",
            ],
        },
    }
]
FORM_RENDERER = "folkmoot.design.forms.GovukRenderer"
COTTON_DIR = "cotton"

DATABASES = {"default": _database(os.environ.get("FOLKMOOT_DATABASE", f"sqlite:///{VAR}/folkmoot.sqlite3"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Attempts of visitors, counted by all page processes of a machine together, by django-allauth too.
    "default": {
        "BACKEND": "folkmoot.foundation.people.limits.SharedLimits",
        "LOCATION": VAR / "limits.sqlite3",
    },
    # Whole pages, in each process for itself: kept under the edition of the record, they cannot disagree.
    "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages"},
}
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default", "messages", "heavy"],
    }
}

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "workspace:my_work"
LOGOUT_REDIRECT_URL = "public_site:home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {
    "request_login_code": "folkmoot.foundation.people.forms.AskForCodeForm",
    "confirm_login_code": "folkmoot.foundation.people.forms.EnterCodeForm",
}
ACCOUNT_ADAPTER = "folkmoot.foundation.people.sign_in.StaffOnlyAdapter"
# Behind our own proxy the address it wrote counts, or everybody would share one limit.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if SECURE else 0
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "request_login_code": "20/m/ip,3/m/key"}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("cy", "Cymraeg")]
TIME_ZONE = "Europe/London"
USE_I18N = USE_TZ = True
FORMAT_MODULE_PATH = ["folkmoot.words.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or TESTING

if mail := os.environ.get("FOLKMOOT_SMTP"):
    _mail = urlparse(mail)
    EMAIL_HOST, EMAIL_PORT = _mail.hostname or "", _mail.port or 25
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
    EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR / "mail"
DEFAULT_FROM_EMAIL = os.environ.get("FOLKMOOT_MAIL_FROM", "engagement@merrowvale.example")

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 8 * 60 * 60
CSRF_COOKIE_AGE = None  # until the browser is closed, as the privacy page says
SECURE_SSL_REDIRECT = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("FOLKMOOT_LOG", "WARNING")},
}
