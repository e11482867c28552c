"""One long way with a real site at each end, because a backup that was never restored is none."""

import json
import os
import shutil
import signal
import subprocess
import sys

import pytest
from wagtail.models import Page

from home.backups import takedowns
from home.backups.archive import Reader
from publishing.models import CampaignImage
from tests.home.backups.site import ROOT, OwnSite, files_of, rows_of
from tests.server.postgres import postgres, programs

MAIN_PARTS = """
import json, re
from django.test import Client
client, parts = Client(SERVER_NAME="localhost"), {}
for address in re.findall("<loc>https?://[^/]*(/[^<]*)</loc>", client.get("/sitemap.xml").content.decode()):
    page = client.get(address).content.decode()
    main = re.sub("http://localhost(:[0-9]+)?", "", page[page.index("<main"):page.index("</main")])
    parts[address] = re.sub("_[A-Za-z0-9]{7}(?=[.]format-)", "", main)  # where the name was taken
print(json.dumps(parts))
"""
# Made when a page is read, or anew by a restore: whatever is kept in memory of the former site is of no use.
NOT_OF_THE_CONTENT = {"publishing.CampaignRendition", "publishing.Generation"}


def test_a_site_goes_to_postgresql_and_back_without_what_was_taken_down(
    make_backup, takedown_list, page_at, tmp_path, capsys, django_capture_on_commit_callbacks
):
    if not programs():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("PostgreSQL is needed.")
    exec(MAIN_PARTS, {})  # as the restored site is asked
    before = json.loads(capsys.readouterr().out)
    first = make_backup()
    page, picture = page_at("/kekerasan/fisik/"), CampaignImage.objects.first()
    name = picture.file.name
    with django_capture_on_commit_callbacks(execute=True):
        # On the first machine the page was unpublished and the picture deleted; other tests need both.
        takedowns.note(Page, page, takedowns.UNPUBLISHED)
        takedowns.note(CampaignImage, picture, takedowns.DELETED)
    with postgres(programs()) as server:
        elsewhere = OwnSite(tmp_path / "postgresql", server.url)
        _restore_and_kill(elsewhere, first)
        elsewhere.do("restore", first)
        there = json.loads(elsewhere.shell(MAIN_PARTS).splitlines()[-1])
        second = elsewhere.back_up()
    assert there == before
    _assert_same(first, second)
    shutil.copy(takedown_list, tmp_path / "list-of-the-first-machine")
    back = OwnSite(tmp_path / "back")
    back.do("restore", second, "--takedowns", tmp_path / "list-of-the-first-machine")
    after = json.loads(back.shell(MAIN_PARTS).splitlines()[-1])
    third = back.back_up()

    assert before.keys() - after.keys() == {"/kekerasan/fisik/"}
    assert not [row for row in rows_of(third)["publishing.CampaignImage"] if row["id"] == picture.pk]
    assert f"media/{name}" in files_of(second)
    assert f"media/{name}" not in files_of(third)


def _restore_and_kill(site: OwnSite, backup) -> None:
    command = [sys.executable, ROOT / "manage.py", "restore", backup]
    process = subprocess.Popen(command, env=site.environment, stdout=subprocess.PIPE, text=True, start_new_session=True)
    for line in process.stdout:
        if line.startswith("Filling"):
            break
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert not (site.folder / "media").exists()


def _assert_same(first, second) -> None:
    rows, restored = rows_of(first), rows_of(second)
    assert rows.keys() == restored.keys()
    for label in rows.keys() - NOT_OF_THE_CONTENT:
        assert rows[label] == restored[label], label
    files, kept = files_of(first), files_of(second)
    assert {name: kept.get(name) for name in files} == files
    assert Reader(second).manifest["migrations"]
    assert Page.objects.count() == len(restored["wagtailcore.Page"])
