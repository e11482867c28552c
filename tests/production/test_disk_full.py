"""
The disk is full, of the site and of nginx, each on a small one of its own: published pages are read, an editor is told
and keeps what was typed, and with room all goes on by itself. Part of `make faults`; only root may mount such a disk.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.prepared import copy_site
from tests.production.demo import Production
from tests.production.editor import Editor
from tests.production.faults import PAGE, RENAME, is_published, only_long, readers
from tests.server.front import ask, until

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="Only root may lay a disk in memory.")
UNCLEARED = "from publishing.fronts.editors import uncleared; told = uncleared()"
DATA, CACHE = 160, 40  # megabytes


@pytest.fixture(scope="module")
def crowded(tmp_path_factory) -> Iterator[Production]:
    """A site with SQLite; its data, and nginx's cache, lie on small disks. Temporary files lie with the data."""
    folder = tmp_path_factory.mktemp("crowded")
    copy_site(tmp_path_factory.getbasetemp(), folder / "first")
    site = Production(folder)
    with ExitStack() as stack:
        stack.enter_context(small_disk(site.machine.data, DATA))
        shutil.copytree(folder / "first", site.machine.data, dirs_exist_ok=True)
        site.environment["TMPDIR"] = str(site.machine.data / "tmp")
        (site.machine.data / "tmp").mkdir()
        stack.enter_context(small_disk(site.folder / "cache", CACHE))
        stack.callback(site.stop_all)
        site.configure()
        for name in ("node 0", "node 1", "nginx", "worker 0", "editor"):
            site.start(name)
        site.pages = ["/", "/hubungi/", PAGE, "/kegiatan/", "/materi/", "/kekerasan/"]
        site.settle()
        yield site


@contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[None]:
    place.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", place], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


@contextmanager
def filled(place: Path) -> Iterator[None]:
    ballast = place / "ballast"
    try:
        with ballast.open("wb", buffering=0) as file:
            try:
                while file.write(bytes(64 * 1024)):
                    pass
            except OSError:
                pass
        yield
    finally:
        ballast.unlink()


@only_long("it needs a disk of its own")
def test_a_full_disk_of_the_site_keeps_readers_reading_and_loses_no_editors_words(crowded):
    editor = Editor(crowded)
    with readers(crowded), filled(crowded.machine.data):
        straight = {path: crowded.straight(path).status for path in (*crowded.pages, "/umpan.xml")}
        may_leave = editor.asks().json["missing"]
        sent, uploaded = editor.writes("Ditulis di server penuh"), editor.uploads("Foto")
        login = ask(crowded.behind, "/admin/login/")
        health = {path: crowded.straight(path).status for path in ("/sehat/siap/", "/sehat/beres/")}
    assert set(straight.values()) == {200}
    assert may_leave == "full"
    assert (sent.status, sent.reason) == (503, "Penyimpanan server penuh.")
    # The server itself can't take the file in; a browser with a script has not sent it.
    assert (uploaded.status, "Penyimpanan server penuh" in uploaded.text) == (507, True)
    assert login.status == 200
    assert health == {"/sehat/siap/": 200, "/sehat/beres/": 503}
    editor.sends_again(sent, "Ditulis di server penuh")
    is_published(crowded)


@only_long("it needs a disk of its own")
def test_a_full_disk_of_nginx_keeps_the_former_pages_whole_until_there_is_room(crowded):
    crowded.settle()
    title = "Terbit tanpa tempat"
    with readers(crowded):
        with filled(crowded.folder / "cache"):
            crowded.do(RENAME.format(title=title))
            whole = {path: crowded.get(path).text.rstrip().endswith("</html>") for path in crowded.pages}
            crowded.kill("node 0")
            crowded.kill("node 1")
            kept = {path: crowded.get(path).status for path in crowded.pages if path != PAGE}
            crowded.start("node 0")
            crowded.start("node 1")
        until(lambda: title in crowded.get(PAGE).text, 90)
    assert set(whole.values()) == {True}
    assert set(kept.values()) == {200}
    until(lambda: crowded.do(UNCLEARED) == [])
