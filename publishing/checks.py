"""Conventions that could be broken in silence, told at start instead."""

from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, Tags, register
from django.http.request import validate_host
from wagtail.models import Page

from publishing.accounts import mail
from publishing.models import SitePage
from publishing.pages.visibility import DEEPEST

SHORTEST_SECRET, FEWEST_CHARACTERS = 32, 8
UNSAFE = "unsafe"  # with an error of these the server does not start (suluah.wsgi)
HERE = {"", "localhost", "127.0.0.1", "::1"}
PRIVATE = {"require", "verify-ca", "verify-full"}


@register(Tags.models)
def every_page_class_states_its_place(app_configs, **kwargs) -> list[Error]:
    """The tree is closed: a class that leaves its parents or children open lets an editor build a wrong site."""
    errors = []
    for model in apps.get_models():
        if not issubclass(model, SitePage) or model is Page:
            continue
        errors += [
            Error(f"{model.__name__} does not set {rule}.", obj=model, id="publishing.E001")
            for rule in ("parent_page_types", "subpage_types", "template")
            if rule not in vars(model)
        ]
    return errors


@register(Tags.models)
def no_page_lies_deeper_than_restrictions_are_looked_for(app_configs, **kwargs) -> list[Error]:
    """A page below `visibility.DEEPEST` would pass for open whatever closes it."""
    level, depth = {Page}, 1
    while level and depth <= DEEPEST:
        level, depth = {below for page in level for below in _site_pages_below(page)}, depth + 1
    return [Error(f"Pages can lie deeper than {DEEPEST} levels.", id="publishing.E002")] if level else []


def _site_pages_below(page: type[Page]) -> list[type[SitePage]]:
    return [model for model in page.allowed_subpage_models() if issubclass(model, SitePage)]


@register(Tags.security, deploy=True)
def mail_has_a_sender(app_configs, **kwargs) -> list[Error]:
    """Mail servers refuse a sender on localhost, and the office would think that partners had got their links."""
    nobody = mail.is_set_up() and settings.DEFAULT_FROM_EMAIL.endswith("@localhost")
    return [Error("EMAIL_URL is set and MAIL_FROM is not.", id="publishing.E003")] if nobody else []


@register(Tags.security, deploy=True)
def the_office_gets_its_mail(app_configs, **kwargs) -> list[Error]:
    """Else the office would wait for mail about requests that nobody sends."""
    unsent = settings.OFFICE_EMAIL and not mail.is_set_up()
    return [Error("OFFICE_EMAIL is set and EMAIL_URL is not.", id="publishing.E004")] if unsent else []


@register(UNSAFE)
def fronts_know_us_by_a_secret(app_configs, **kwargs) -> list[Error]:
    """Whoever knows the word can have pages made anew, so nobody may guess it."""
    errors = []
    if settings.FRONTS and len(settings.RENEW_SECRET) < SHORTEST_SECRET:
        hint = "openssl rand -hex 24 makes one; the fronts need it too (deploy/nginx)."
        errors.append(Error("FRONTS is set and RENEW_SECRET is not long.", hint=hint, id="publishing.E010"))
    if not all(_is_address(front) for front in settings.FRONTS):
        errors.append(Error("FRONTS must be addresses such as http://127.0.0.1:8081.", id="publishing.E017"))
    return errors


@register(UNSAFE)
def services_elsewhere_are_reached_in_private(app_configs, **kwargs) -> list[Error]:
    """Through them go names, files of partners, links that log in, and, in the cache, what Python runs when read."""
    errors = []
    database, cache = settings.DATABASES["default"], settings.CACHES["default"]
    options = database.get("OPTIONS", {})
    # Drivers take the words behind "?" for as good as the host before it.
    hosts = [host for host in (database["HOST"], options.get("host"), options.get("hostaddr")) if host]
    if "postgresql" in database["ENGINE"] and any(map(_is_elsewhere, hosts)) and options.get("sslmode") not in PRIVATE:
        errors.append(
            Error("DATABASE_URL: PostgreSQL on another machine needs ?sslmode=require.", id="publishing.E011")
        )
    if "Redis" in cache["BACKEND"]:
        place = urlsplit(cache["LOCATION"])
        if _is_elsewhere(place.hostname) and not (place.scheme == "rediss" and place.password):
            errors.append(Error("REDIS_URL: on another machine needs rediss:// and a password.", id="publishing.E012"))
    errors += _errors_of_the_bucket(settings.STORAGES["private"].get("OPTIONS", {}))
    is_private = settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL
    if mail.is_set_up() and _is_elsewhere(settings.EMAIL_HOST) and not is_private:
        errors.append(Error("EMAIL_URL: on another machine needs submission:// or ?ssl=true.", id="publishing.E018"))
    return errors


def _errors_of_the_bucket(options: dict) -> list[Error]:
    if "bucket_name" not in options:
        return []
    errors, endpoint = [], options["endpoint_url"]
    if not _is_address(endpoint) or (
        urlsplit(endpoint).scheme == "http" and _is_elsewhere(urlsplit(endpoint).hostname)
    ):
        errors.append(Error("S3_ENDPOINT: on another machine needs https://.", id="publishing.E013"))
    if settings.ACCEL_LOCATION:
        words = "ACCEL_LOCATION names files of this machine; with S3_BUCKET there are none."
        errors.append(Error(words, id="publishing.E014"))
    return errors


def _is_address(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _is_elsewhere(host: str | None) -> bool:
    """A path is a socket of this machine. PRIVATE_HOSTS are reached by a network on which nobody else listens."""
    return not (host or "").startswith("/") and (host or "") not in {*HERE, *settings.PRIVATE_HOSTS}


@register(UNSAFE)
def a_public_server_has_an_address_and_keys_of_its_own(app_configs, **kwargs) -> list[Error]:
    """
    Links in mails are made with BASE_URL; whoever may choose the host may choose where they lead.

    Whoever guesses a key logs in as anybody.
    """
    if not settings.SECURE_SSL_REDIRECT:
        return []
    errors, base = [], settings.WAGTAILADMIN_BASE_URL
    if not base.startswith("https://"):
        errors.append(Error("BASE_URL must begin with https://.", id="publishing.E015"))
    if "*" in settings.ALLOWED_HOSTS:
        errors.append(Error("ALLOWED_HOSTS must name the hosts.", id="publishing.E016"))
    if not validate_host(urlsplit(base).hostname or "", settings.ALLOWED_HOSTS):
        errors.append(Error("The host of BASE_URL must be one of ALLOWED_HOSTS.", id="publishing.E019"))
    for name in ("SECRET_KEY", "FACTOR_KEY"):
        key = getattr(settings, name)
        if key and (len(key) < SHORTEST_SECRET or len(set(key)) < FEWEST_CHARACTERS):
            hint = "python3 -c 'import secrets; print(secrets.token_urlsafe(50))' makes one."
            errors.append(Error(f"{name} can be guessed.", hint=hint, id="publishing.E020"))
    return errors


@register(UNSAFE)
def settings_of_one_machine_are_not_public(app_configs, **kwargs) -> list[Error]:
    """They send cookies without TLS, let the second factor wait, and with DEBUG show the site's inside to anybody."""
    if settings.SECURE_SSL_REDIRECT:
        return []
    errors, hint = [], "DJANGO_SETTINGS_MODULE=suluah.settings.production"
    if settings.DEBUG and any(_is_elsewhere(host.strip("[]")) for host in settings.ALLOWED_HOSTS):
        errors.append(Error("DEBUG is for this machine alone, ALLOWED_HOSTS names others.", hint=hint,
                            id="publishing.E021"))  # fmt: skip
    if settings.WAGTAILADMIN_BASE_URL.startswith("https://"):
        errors.append(Error("BASE_URL is public, the settings are not.", hint=hint, id="publishing.E022"))
    return errors
