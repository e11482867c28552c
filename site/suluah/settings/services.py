"""The services that the environment may name; each has a stand-in here that needs nothing (decision 53)."""

from pathlib import Path
from typing import Any

from environs import Env

PATIENCE = 3  # seconds for a database that does not take the connection


def database(env: Env, data: Path) -> dict[str, Any]:
    """DATABASE_URL: a file of SQLite, or PostgreSQL (postgres://user:password@host/name?sslmode=require)."""
    chosen = env.dj_db_url("DATABASE_URL", f"sqlite:///{data / 'suluah.sqlite3'}")
    if chosen["ENGINE"] == "django.db.backends.sqlite3":
        chosen["OPTIONS"] = {
            # Readers never wait for a writer (WAL); writers wait for each other and do not fail half-way (IMMEDIATE).
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
    else:  # a connection for each thread, not for each request
        chosen["CONN_MAX_AGE"] = chosen.get("CONN_MAX_AGE") or 60
        chosen["CONN_HEALTH_CHECKS"] = True
        chosen["OPTIONS"] = {"connect_timeout": PATIENCE, **chosen.get("OPTIONS", {})}
    return chosen


def caches(env: Env) -> dict[str, dict[str, Any]]:
    """REDIS_URL: what processes note for each other. Else each notes for itself."""
    shared = env.str("REDIS_URL", "")
    embedded = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "default"}
    redis = {
        "BACKEND": "suluah.cache.ForgivingRedis",
        "LOCATION": shared,
        "KEY_PREFIX": "suluah",
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
    }
    return {
        "default": redis if shared else embedded,
        # Wagtail remembers here which resized images exist, so that a page asks the database for none of them. In each
        # process: these are rows as this version of the program knows them.
        "renditions": {**embedded, "LOCATION": "renditions", "TIMEOUT": 3600, "OPTIONS": {"MAX_ENTRIES": 5000}},
    }


def files(env: Env, data: Path) -> dict[str, dict[str, Any]]:
    """
    S3_BUCKET: pictures and private files. Else folders of this machine.

    Documents, and what the library makes of them, are handed out only where it is asked who may have it, so they never
    lie below MEDIA_ROOT, nor in a bucket that others can read.
    """
    bucket = env.str("S3_BUCKET", "")
    if not bucket:
        private = {
            "location": data / "private",
            "file_permissions_mode": 0o640,
            "directory_permissions_mode": 0o750,
        }
        return {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "private": {"BACKEND": "publishing.media.storage.PrivateFiles", "OPTIONS": private},
        }
    reached = {
        "bucket_name": bucket,
        "endpoint_url": env.str("S3_ENDPOINT"),
        "region_name": env.str("S3_REGION", "us-east-1"),
        "access_key": env.str("S3_ACCESS_KEY"),
        "secret_key": env.str("S3_SECRET_KEY"),
    }
    return {
        "default": {"BACKEND": "publishing.media.bucket.Bucket", "OPTIONS": {**reached, "location": "media"}},
        "private": {"BACKEND": "publishing.media.bucket.PrivateBucket", "OPTIONS": {**reached, "location": "private"}},
    }
