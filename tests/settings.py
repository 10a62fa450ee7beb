"""The settings of the product, with what a test needs different: its databases and its folders."""

import os
import tempfile
from pathlib import Path

_folder = Path(tempfile.gettempdir()) / f"fivefold-tests-{os.getpid()}"
os.environ.setdefault("FIVEFOLD_DATA", str(_folder))
os.environ.setdefault(
    "FIVEFOLD_SECRET_KEY", "a key for tests only, long enough to please every check there is"
)
os.environ.setdefault("FIVEFOLD_OPERATOR", "Lakeshore Education Service Agency")

from fivefold.config.settings import *  # noqa: E402, F403
from fivefold.config.settings import DATABASES, SQLITE_OPTIONS  # noqa: E402

if os.environ.get("FIVEFOLD_TEST_DB") == "postgres":
    DATABASES["default"] = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "postgres",
        "USER": "postgres",
        "HOST": os.environ["PGHOST"],
    }
else:
    DATABASES["default"] = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": _folder / "db.sqlite3",
        "OPTIONS": SQLITE_OPTIONS,
        # A file, not memory: the browser tests' server and the worker open connections of their own.
        "TEST": {"NAME": str(_folder / "test.sqlite3")},
    }
# WhiteNoise warns of a missing folder, and warnings are errors.
(_folder / "static").mkdir(parents=True, exist_ok=True)

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
