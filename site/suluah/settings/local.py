"""One machine without any configuration: what `make run` and `make dev` use."""

import os
import secrets

from .base import *  # noqa: F403
from .base import DATA_DIR, STORAGES, TASKS, env


def _local_secret_key() -> str:
    """A key of this machine's own, made at the first start and kept beside the database."""
    path = DATA_DIR / "secret_key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    key = secrets.token_urlsafe(50)
    with os.fdopen(descriptor, "w") as file:
        file.write(key)
    return key


SECRET_KEY = env.str("SECRET_KEY", None) or _local_secret_key()
DEBUG = env.bool("DEBUG", False)
# The first administrator may look around first, on this machine; only here can it be left out altogether, for tests.
SECOND_FACTOR_MAY_WAIT = True
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", True)

if DEBUG:
    TASKS = dict.fromkeys(TASKS, TASKS["default"])  # `make dev` has no worker
    STORAGES = {  # plain names, so that a changed style sheet shows at once
        **STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
