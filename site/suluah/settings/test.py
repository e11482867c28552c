"""Tests: fast hashing, a folder of their own for files, plain static file names."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import STORAGES, TASKS

SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = tempfile.mkdtemp(prefix="suluah-test-media-")
DATA_DIR = Path(tempfile.mkdtemp(prefix="suluah-test-data-"))
TAKEDOWNS_FILE = DATA_DIR / "takedowns.jsonl"
PRIVATE_ROOT = tempfile.mkdtemp(prefix="suluah-test-private-")
STORAGES = {
    **STORAGES,
    "private": {**STORAGES["private"], "OPTIONS": {**STORAGES["private"]["OPTIONS"], "location": PRIVATE_ROOT}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = dict.fromkeys(TASKS, TASKS["default"])  # no worker: what is asked for is done at once
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
REQUIRE_SECOND_FACTOR = False  # tests/publishing/accounts/factor turn it on
