"""
Restores a backup: `into_this_place` fills an empty site, `beside_and_change` does so beside the one that runs.

Nothing of the site is touched before the new one is complete and was looked at.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection
from django.test import Client
from wagtail.models import Page, Site

from home.backups import files, places, tables, takedowns
from home.backups.archive import BadBackup, Reader, is_locked, unlock

READ = 20  # pages, for a trial
Told = Callable[[str], None]


class Failed(Exception):
    """The new place is not as it should be; the message says what. Nothing was replaced."""


def check(path: Path, told: Told) -> None:
    """Raises archive.BadBackup."""
    told("Checking the backup ...")
    Reader(path).check()


def beside_and_change(path: Path, passphrase: str, lists: list[Path], told: Told, lock: int) -> str:
    """
    Returns the name under which the former site is kept.

    Raises BadBackup, Failed, places.StillOpen or OSError; the site is as it was then.
    """
    places.prepare()
    try:
        _fill(path, passphrase, lists, told, lock)
        told("Changing over ...")
        return places.change()
    finally:
        places.abandon()


def _fill(path: Path, passphrase: str, lists: list[Path], told: Told, lock: int) -> None:
    if is_locked(path):
        told("Decrypting ...")
        unlock(path, passphrase, places.staging() / "backup.zip")
        path = places.staging() / "backup.zip"
    check(path, told)
    _see_that_there_is_room(Reader(path))
    command = [sys.executable, str(settings.ROOT / "manage.py"), "restore", str(path), "--here"]
    command += [word for one in lists for word in ("--takedowns", str(one))]
    if subprocess.run(command, env=places.environment(), pass_fds=[lock], check=False).returncode:  # noqa: S603
        raise Failed("The backup could not be restored; the site is as it was.")


def _see_that_there_is_room(backup: Reader) -> None:
    here = [folder for folder in files.FOLDERS if files.is_folder(files.storage_of(folder))]
    here += ["tables"] if connection.vendor == "sqlite" else []
    needed, free = backup.size(*here) if here else 0, shutil.disk_usage(places.staging()).free
    if free < needed:
        raise Failed(f"{needed >> 20} MB are needed here, {free >> 20} MB are free; the site is as it was.")


def into_this_place(path: Path, lists: list[Path], told: Told) -> None:
    """Fill the empty database and the empty storages of this environment."""
    if connection.introspection.table_names():
        raise Failed("There is a database here already. Leave --here away to replace it.")
    backup = Reader(path)
    told("Making the tables ...")
    models = tables.make_tables(map(tuple, backup.manifest["migrations"]))
    told("Filling the tables ...")
    try:
        found = tables.fill(models, backup.table)
    except (ValueError, TypeError, ValidationError, DatabaseError) as error:
        raise BadBackup(f"A row of the backup can't be stored ({type(error).__name__}).") from error
    _compare(backup, found)
    told("Bringing them up to date, and the search ...")
    tables.bring_up_to_date()
    told("Unpacking the files ...")
    _unpack(backup)
    told("Applying what was taken down since ...")
    told(f"Taken away again: {takedowns.apply(settings.TAKEDOWNS_FILE, *lists)}.")
    told("Reading pages ...")
    _read_pages()


def _compare(backup: Reader, found: dict[str, int]) -> None:
    for label, table in backup.manifest["tables"].items():
        if found.get(label) != table["rows"]:
            raise Failed(f"{label}: {table['rows']} rows in the backup, {found.get(label)} restored.")


def _unpack(backup: Reader) -> None:
    for folder in files.FOLDERS:
        storage = files.storage_of(folder)
        for name, about in backup.files(folder):
            with backup.open(f"{folder}/{name}") as file:
                files.put(storage, name, file, modified=about["modified_ns"])
            if storage.size(name) != about["size"]:
                raise Failed(f"{name} was not stored completely.")


def _read_pages() -> None:
    """As a reader gets them: the home page and some others, all over the site."""
    home = Site.objects.get(is_default_site=True).root_page
    numbers = list(Page.objects.live().public().descendant_of(home).order_by("path").values_list("pk", flat=True))
    chosen = numbers[:: max(1, len(numbers) // READ)][:READ]
    reader = Client(SERVER_NAME=urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname, raise_request_exception=False)
    for page in Page.objects.filter(pk__in=[home.pk] * home.live + chosen):
        address = page.get_url_parts()[2]
        status = reader.get(address, secure=True).status_code
        if status != 200:
            raise Failed(f"{address} answers {status}.")
