"""Django's settings, read from the environment (see `environment.py`). Nothing here is a secret."""

from pathlib import Path
from typing import Any

import dj_database_url
from django.utils.translation import gettext_lazy as _

from fivefold.config import environment, sign_on
from fivefold.config.secret_key import secret_key

DATA = environment.data_folder()
DEBUG = environment.is_on("FIVEFOLD_DEBUG")
SECRET_KEY = environment.read("FIVEFOLD_SECRET_KEY") or secret_key(DATA)

ADDRESS = environment.address()
LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")
IS_LOCAL = (ADDRESS.hostname or "") in {"localhost", "127.0.0.1", "::1"}
ALLOWED_HOSTS = list(LOCAL_NAMES) if IS_LOCAL else [ADDRESS.hostname or "localhost"]
CSRF_TRUSTED_ORIGINS = [f"{ADDRESS.scheme}://{ADDRESS.netloc}"]
OPERATOR = environment.read("FIVEFOLD_OPERATOR")

INSTALLED_APPS = [
    "fivefold.core",
    "fivefold.accounts",
    "fivefold.partnerships",
    "fivefold.reminders",
    "fivefold.goals",
    "fivefold.agreements",
    "fivefold.cycles",
    "fivefold.commitments",
    "fivefold.asks",
    "fivefold.meetings",
    "fivefold.surveys",
    "fivefold.health",
    "fivefold.reports",
    "fivefold.api",
    "fivefold.shares",
    "fivefold.demonstration",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "fivefold.core.middleware.ProbesFirst",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "fivefold.core.middleware.RequestSizeLimit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "fivefold.accounts.middleware.PersonLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "fivefold.config.urls"
WSGI_APPLICATION = "fivefold.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fivefold.core.context.installation",
                "fivefold.partnerships.context.place",
                "fivefold.partnerships.context.notices",
            ],
            "builtins": ["fivefold.core.templatetags.components", "django.templatetags.i18n"],
        },
    }
]
FORM_RENDERER = "fivefold.core.forms.FormRenderer"

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=27103364; "
    "PRAGMA secure_delete=ON;",
}
_database_url = environment.read("DATABASE_URL")
DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(_database_url, conn_health_checks=True)
    if _database_url
    else {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "fivefold.sqlite3",
        "OPTIONS": SQLITE_OPTIONS,
    }
}
if _database_url:
    # Otherwise a machine that does not answer holds a request, and /readyz, for minutes.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
DATABASES["default"]["CONN_MAX_AGE"] = None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Rate limits are counted here, so every process must see the same counts.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "fivefold_cache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "fivefold.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# School mail is slow; guesses are limited to a few whatever the time.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Whoever gains a way in, or loses one, is told by e-mail.
ACCOUNT_EMAIL_NOTIFICATIONS = True
MFA_ADAPTER = "fivefold.accounts.second_steps.SecondSteps"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A whole district may come from one address, and each sign-in asks twice.
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_FORMS = {
    "add_webauthn": "fivefold.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "fivefold.accounts.forms.NamePasskeyForm",
    "activate_totp": "fivefold.accounts.forms.SetUpAppForm",
    "authenticate": "fivefold.accounts.forms.SecondStepForm",
    "reauthenticate": "fivefold.accounts.forms.AgainForm",
}
# Browsers know passkeys on an address with https, and on this machine itself.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = IS_LOCAL
SOCIALACCOUNT_ADAPTER = "fivefold.accounts.district.OnlyWhoIsKnown"
SOCIALACCOUNT_PROVIDERS = sign_on.providers()

EMAIL_BACKEND = "fivefold.core.mail.OutboxBackend"
DEFAULT_FROM_EMAIL = environment.read("FIVEFOLD_MAIL_FROM")
MAIL_URL = environment.read("FIVEFOLD_MAIL_URL")

LANGUAGE_CODE = environment.read("FIVEFOLD_LANGUAGE")
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [Path(__file__).parent.parent / "locale"]
TIME_ZONE = environment.read("FIVEFOLD_TIMEZONE")
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = "fivefold.config.formats"

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
UPLOADS = DATA / "uploads"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ADDRESS.scheme == "https"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "fivefold.accounts.sessions"
SESSION_HOURS = int(environment.read("FIVEFOLD_SESSION_HOURS"))
SESSION_IDLE_MINUTES = int(environment.read("FIVEFOLD_SESSION_IDLE_MINUTES"))
SESSION_COOKIE_AGE = 60 * 60 * SESSION_HOURS
SESSION_COOKIE_NAME = "fivefold_session"
CSRF_COOKIE_NAME = "fivefold_csrf"
CSRF_FAILURE_VIEW = "fivefold.core.views.errors.csrf_failure"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if ADDRESS.scheme == "https" else 0
SECURE_SSL_REDIRECT = ADDRESS.scheme == "https"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if environment.is_on("FIVEFOLD_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Attempts to sign in are counted by address: the last of X-Forwarded-For is what the proxy itself saw, and
# without a proxy the header is the visitor's own word.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if environment.is_on("FIVEFOLD_BEHIND_PROXY") else 0

DATA_UPLOAD_MAX_MEMORY_SIZE = int(environment.read("FIVEFOLD_UPLOAD_MB")) * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["fivefold.surveys.uploading.ArrivingFiles"]
# A file of many columns is matched on one page.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4_000

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "fivefold.core.logs.WithoutPeople",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
            # With the distance to UTC, so that it can be laid beside the logs of others.
            "datefmt": "%Y-%m-%dT%H:%M:%S%z",
        }
    },
    "filters": {
        "refusals": {"()": "fivefold.core.logs.RefusalsInOneLine"},
        "links": {"()": "fivefold.core.logs.LinksWithoutSignature"},
        "probes": {"()": "fivefold.core.logs.WithoutProbes"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["refusals", "links", "probes"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
