"""Real services, by the environment alone; what is unsafe is refused before the first answer."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.checks import run_checks
from environs import Env

from publishing import checks
from suluah.settings import services
from tests.production.redis import program, redis
from tests.server.machine import free_port

ELSEWHERE = "10.0.0.7"


def test_without_any_variable_everything_is_on_this_machine(monkeypatch, tmp_path):
    for name in ("DATABASE_URL", "REDIS_URL", "S3_BUCKET"):
        monkeypatch.delenv(name, raising=False)
    assert services.database(Env(), tmp_path)["ENGINE"].endswith("sqlite3")
    assert "locmem" in services.caches(Env())["default"]["BACKEND"]
    assert services.files(Env(), tmp_path)["private"]["OPTIONS"]["location"] == tmp_path / "private"


def test_a_connection_to_postgresql_serves_more_than_one_request_and_is_tried_first(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://suluah@10.0.0.7/suluah?sslmode=require")
    chosen = services.database(Env(), Path())
    assert (chosen["CONN_MAX_AGE"], chosen["CONN_HEALTH_CHECKS"]) == (60, True)
    assert chosen["OPTIONS"] == {"connect_timeout": 3, "sslmode": "require"}


@pytest.mark.parametrize(
    ("unsafe", "number"),
    [
        ({"DATABASE_URL": f"postgres://suluah:x@{ELSEWHERE}/suluah"}, "E011"),
        ({"DATABASE_URL": f"postgres://suluah:x@{ELSEWHERE}/suluah?sslmode=prefer"}, "E011"),
        ({"REDIS_URL": f"redis://:x@{ELSEWHERE}:6379"}, "E012"),
        ({"REDIS_URL": f"rediss://{ELSEWHERE}:6379"}, "E012"),
        ({"S3_BUCKET": "suluah", "S3_ENDPOINT": f"http://{ELSEWHERE}:9000"}, "E013"),
        ({"S3_BUCKET": "suluah", "S3_ENDPOINT": "https://s3.example.go.id", "ACCEL_LOCATION": "/_berkas/"}, "E014"),
        ({"DATABASE_URL": f"postgres://suluah:x@/suluah?host={ELSEWHERE}"}, "E011"),
        ({"S3_BUCKET": "suluah", "S3_ENDPOINT": "s3.example.go.id"}, "E013"),
        ({"EMAIL_URL": "smtp://a:b@mail.example.go.id:25"}, "E018"),
        ({"EMAIL_URL": "submission://a:b@mail.example.go.id:587"}, ""),
        ({"EMAIL_URL": "smtp://a:b@mail.example.go.id:465/?ssl=true"}, ""),
        ({"EMAIL_URL": "smtp://localhost:25"}, ""),
        ({"DATABASE_URL": f"postgres://suluah:x@{ELSEWHERE}/suluah?sslmode=verify-full"}, ""),
        ({"DATABASE_URL": "postgres:///suluah"}, ""),
        ({"REDIS_URL": f"rediss://:x@{ELSEWHERE}:6379"}, ""),
        ({"REDIS_URL": "redis://127.0.0.1:6379"}, ""),
        ({"REDIS_URL": f"redis://{ELSEWHERE}:6379", "PRIVATE_HOSTS": ELSEWHERE}, ""),
        ({"S3_BUCKET": "suluah", "S3_ENDPOINT": "https://s3.example.go.id"}, ""),
    ],
)  # fmt: skip
def test_a_service_elsewhere_is_reached_in_private_or_not_at_all(monkeypatch, unsafe, number):
    for name, value in {"S3_ACCESS_KEY": "a", "S3_SECRET_KEY": "b", **unsafe}.items():
        monkeypatch.setenv(name, value)
    env = Env()
    read = {
        "DATABASES": {"default": services.database(env, Path())},
        "CACHES": services.caches(env),
        "STORAGES": services.files(env, Path()),
        "ACCEL_LOCATION": env.str("ACCEL_LOCATION", ""),
        "PRIVATE_HOSTS": env.list("PRIVATE_HOSTS", []),
        **env.dj_email_url("EMAIL_URL", "dummy:"),
    }
    assert refused(monkeypatch, **read) == ([f"publishing.{number}"] if number else [])


def refused(monkeypatch, **read) -> list[str]:
    monkeypatch.setattr(checks, "settings", Read(**read))
    return [message.id for message in run_checks(tags=[checks.UNSAFE])]


class Read:
    """Settings as read, and the tests' own for what is not said."""

    def __init__(self, **read) -> None:
        vars(self).update(read)

    def __getattr__(self, name: str):
        return getattr(settings, name)


PUBLIC = {
    "SECURE_SSL_REDIRECT": True,
    "ALLOWED_HOSTS": ["suluah.example.go.id"],
    "WAGTAILADMIN_BASE_URL": "https://suluah.example.go.id",
    "SECRET_KEY": "Zk3v9QpXcWm7RtYb2NfLs8JdHg5Ua4Te6Vr1",
}
LOCAL = {"SECURE_SSL_REDIRECT": False, "ALLOWED_HOSTS": ["localhost", "[::1]"], "WAGTAILADMIN_BASE_URL": "http://x"}


@pytest.mark.parametrize(
    ("read", "numbers"),
    [
        (PUBLIC, ""),
        (PUBLIC | {"WAGTAILADMIN_BASE_URL": "http://suluah.example.go.id"}, "E015"),
        (PUBLIC | {"ALLOWED_HOSTS": ["*"]}, "E016"),
        (PUBLIC | {"WAGTAILADMIN_BASE_URL": "https://lain.example.go.id"}, "E019"),
        (PUBLIC | {"SECRET_KEY": "rahasia"}, "E020"),
        (PUBLIC | {"FACTOR_KEY": "a" * 60}, "E020"),
        (PUBLIC | {"FRONTS": ["127.0.0.1:8081"], "RENEW_SECRET": "b" * 48}, "E017"),
        (PUBLIC | {"FRONTS": ["http://127.0.0.1:8081"], "RENEW_SECRET": "b"}, "E010"),
        (LOCAL | {"DEBUG": True}, ""),
        (LOCAL | {"DEBUG": True, "ALLOWED_HOSTS": ["suluah.example.go.id"]}, "E021"),
        (LOCAL | {"WAGTAILADMIN_BASE_URL": "https://suluah.example.go.id"}, "E022"),
    ],
)
def test_settings_that_are_not_safe_in_public_are_refused(monkeypatch, read, numbers):
    assert refused(monkeypatch, **read) == [f"publishing.{number}" for number in numbers.split()]


@pytest.fixture
def shared(settings, monkeypatch):
    if not program():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("redis-server is needed.")
    port = free_port()
    monkeypatch.setenv("REDIS_URL", f"redis://127.0.0.1:{port}")
    settings.CACHES = services.caches(Env())
    monkeypatch.setattr("suluah.cache.REST", 0)
    return port


def test_the_shared_cache_may_go_and_come_back(shared):
    cache = caches["default"]
    with redis(shared):
        cache.set("a", 1)
        assert cache.get_many(["a"]) == {"a": 1}
    cache.set("a", 2)
    cache.delete("a")
    assert (cache.get("a", "nothing"), cache.get_many(["a"]), cache.add("a", 1)) == ("nothing", {}, True)
    with redis(shared):
        cache.set("a", 3)
        assert cache.get("a") == 3
