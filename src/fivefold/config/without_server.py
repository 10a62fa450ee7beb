"""Django for one command of the ground floor: its words, templates and dates, and no database."""

from pathlib import Path

from fivefold.assess.errors import UsageError

APPS = (
    "fivefold.core",
    "fivefold.accounts",
    "fivefold.partnerships",
    "fivefold.goals",
    "fivefold.agreements",
    "fivefold.cycles",
    "fivefold.asks",
    "fivefold.commitments",
    "fivefold.meetings",
    "fivefold.surveys",
    "fivefold.health",
    "fivefold.reports",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
)


def start_django_without_server() -> None:
    """Nothing of an installation is read or made: no folder, no key, no table."""
    try:
        import django
        from django.conf import settings
    except ModuleNotFoundError as missing:
        raise lacks_server() from missing
    if settings.configured:
        return
    settings.configure(
        INSTALLED_APPS=APPS,
        AUTH_USER_MODEL="accounts.Person",
        # Nothing is answered here; without its name the sign-in refuses to load.
        MIDDLEWARE=["allauth.account.middleware.AccountMiddleware"],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        DATABASES={},
        STATIC_URL="static/",
        USE_I18N=True,
        USE_TZ=True,
        USE_THOUSAND_SEPARATOR=True,
        LANGUAGES=[("en", "English"), ("es", "Spanish")],
        LOCALE_PATHS=[Path(__file__).parent.parent / "locale"],
        FORMAT_MODULE_PATH="fivefold.config.formats",
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "builtins": ["fivefold.core.templatetags.components", "django.templatetags.i18n"]
                },
            }
        ],
    )
    try:
        django.setup()
    except ModuleNotFoundError as missing:
        raise lacks_server() from missing


def lacks_server() -> UsageError:
    return UsageError(
        "server_not_installed", "A report needs the server's parts:", 'pip install "fivefold[server]"'
    )
