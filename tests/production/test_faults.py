"""
Parts of a whole site fail while people read: nothing that is published fails for them, and nobody has to lend a hand.

In the tests the two nodes share SQLite and a folder. `make faults` sets FAULTS=long: the same with PostgreSQL, Redis
and a bucket, more readers and more time.
"""

import io
import os
import random
import re
import signal
import socket
import subprocess
import threading
import time
import zipfile
from functools import partial

from tests.production.editor import Editor
from tests.production.faults import LASTS, LONG, PAGE, Seen, is_published, only_long, readers, seen
from tests.server.front import ask, until

PUBLISHES = int(os.environ.get("PUBLISHES", 200 if LONG else 12))
SHORT = PUBLISHES < 100
IN_TURN = ("node 0", "node 1") if LONG else ("node 1",)
# Tells each title when it is out.
PUBLISHING = """
import sys
import django
django.setup()
from wagtail.models import Page
for number in range(int(sys.argv[1]), 100000):
    page = Page.objects.get(slug="fisik").specific
    page.title = f"Terbit nomor {number}"
    page.save_revision().publish()
    print(number, flush=True)
"""
# Of the page itself, and of the version that is said to be out.
OUT = """
page = Page.objects.get(slug="fisik")
told = [page.title, page.live_revision.as_object().title]
"""
# Three films that no program can make smaller: what is built of them takes a moment.
MAKE_KIT = """
import os
from django.core.files.base import ContentFile
from publishing.media.storage import private_files
from publishing.pages import generation
from resources.kits.building import request_builds
from resources.models import KitIndexPage, KitPage, KitPart, MaterialFile, MaterialIndexPage, MaterialPage
kit = KitPage(title="Terputus", slug="terputus", session="nagari", live=False)
KitIndexPage.objects.get().add_child(instance=kit)
for number in range(3):
    name = private_files().save(f"documents/terputus-{number}.mp4", ContentFile(os.urandom(12_000_000)))
    document = CampaignDocument(title=name, file=name, file_size=12_000_000)
    CampaignDocument.objects.bulk_create([document])
    page = MaterialPage(title=f"Terputus {number}", slug=f"terputus-{number}", kind="video", audiences=["umum"])
    MaterialIndexPage.objects.get().add_child(instance=page)
    document = CampaignDocument.objects.get(title=name)
    MaterialFile.objects.bulk_create([MaterialFile(page=page, purpose="tonton", document=document)])
    KitPart.objects.bulk_create([KitPart(kit=kit, title=f"Bagian {number}", minutes=10, material=page)])
KitPage.objects.filter(pk=kit.pk).update(live=True)
generation.renew()
request_builds([kit.pk])
"""
BUILDING = """
from django_tasks_db.models import DBTaskResult
told = DBTaskResult.objects.filter(status="RUNNING", task_path__endswith="build_kit").count()
"""
KIT = "/materi/paket/terputus/terputus.zip"
# As systemd starts a service whose port it holds (deploy/suluah.socket).
WITH_PORT = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()))
os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"])
"""


def test_a_node_is_killed_the_other_answers_for_both(site):
    with readers(site, "/umpan.xml"):
        site.kill("node 0")
        is_published(site)
        site.start("node 0")
        time.sleep(LASTS)
    assert site.get("/umpan.xml").status == 200


def test_the_whole_machine_is_killed_and_begins_again_part_by_part(site):
    """First the nodes alone, then everything; nginx is the first to be back, and has every page without any of them."""
    site.settle()
    editor = Editor(site)
    assert editor.writes("Sebelum mesin mati").status == 302
    with readers(site):
        site.kill("node 0")
        site.kill("node 1")
        time.sleep(LASTS)
        for_readers, for_editors = site.get("/cari/"), editor.writes("Terputus", site.port)
    assert (for_readers.status, "tel:129" in for_readers.text) == (502, True)
    assert (for_editors.status, "Jangan tutup halaman ini" in for_editors.text) == (502, True)
    for name in ("worker 0", "nginx"):
        site.kill(name)
    site.lose_services()
    site.start("nginx")
    with readers(site):
        time.sleep(LASTS)
        site.find_services()
        for name in ("node 0", "node 1", "worker 0"):
            site.start(name)
    assert site.do("told = HelpPoint.objects.filter(name='Sebelum mesin mati').count()") == 1
    is_published(site)


def test_a_new_version_node_by_node_fails_nobody(site):
    with readers(site, "/umpan.xml"):
        for name in IN_TURN:
            site.stop(name)
            site.start(name)
            time.sleep(1.5)  # until nginx, which found it dead, tries it again
    is_published(site)


def test_a_new_configuration_of_nginx_fails_nobody(site):
    with readers(site, "/umpan.xml"):
        site.front.process.send_signal(signal.SIGHUP)
        time.sleep(LASTS)


@only_long("it waits for the next worker")
def test_a_killed_worker_leaves_the_editor_in_no_doubt_and_the_next_one_goes_on(site):
    uncleared = "from publishing.fronts.editors import uncleared; told = uncleared()"
    path = "/kekerasan/psikis/"
    with readers(site, without=path):
        site.kill("worker 0")
        site.do("Page.objects.get(slug='psikis').specific.unpublish()")
        assert site.do(uncleared) == [site.environment["FRONTS"]]
        site.start("worker 0")
        until(lambda: site.get(path).status == 404, 60)
    until(lambda: site.do(uncleared) == [])
    site.do("Page.objects.get(slug='psikis').specific.save_revision().publish()")
    until(lambda: site.get(path).status == 200, 60)


@only_long("it takes its time")
def test_a_worker_killed_in_the_build_of_a_kit_leaves_no_half_of_one_and_the_next_builds_it(site):
    site.settle()
    with readers(site):
        site.do(MAKE_KIT)
        until(lambda: site.do(BUILDING) == 1, 60)
        site.kill("worker 0")
        half, left = site.get(KIT).status, site.do(BUILDING)
        site.start("worker 0")
        until(lambda: site.get(KIT).status == 200, 120)
    assert (half, left) == (302, 1), "it leads to the page of the kit until there is a whole one"
    with zipfile.ZipFile(io.BytesIO(site.get(KIT).body)) as archive:
        assert archive.testzip() is None
        assert sum(part.file_size == 12_000_000 for part in archive.infolist()) == 3


def test_killed_in_the_middle_of_publishing_what_was_confirmed_is_out(site):
    """At a moment that is another one in each run. In `make faults` a second process goes on and is killed too."""
    confirmed, killed_after = 0, random.randint(PUBLISHES // 4, PUBLISHES * 3 // 4)
    with readers(site):
        for last in (killed_after, PUBLISHES)[: 1 if SHORT else 2]:
            run = site._python(["-c", PUBLISHING, str(confirmed + 1)], stdout=subprocess.PIPE, text=True)
            with run as process:
                began = time.monotonic()
                while confirmed < last:
                    confirmed = int(process.stdout.readline())
                    took, began = time.monotonic() - began, time.monotonic()
                time.sleep(random.random() * took)
                process.kill()
                confirmed = max([confirmed, *map(int, process.stdout.read().split())])
            title, of_version = site.do(OUT)
            assert title == of_version, "a publish is out wholly or not at all"
            assert int(title.rpartition(" ")[2]) in {confirmed, confirmed + 1}
            confirmed = int(title.rpartition(" ")[2])
            until(lambda title=title: title in site.get(PAGE).text, 60)
            found = re.sub("</?mark>", "", site.straight("/cari/?q=terbit+nomor").text)
            assert title in found
    is_published(site)


@only_long("it starts the server twice more")
def test_one_server_alone_is_started_anew_and_whoever_comes_meanwhile_waits(site):
    with socket.create_server(("127.0.0.1", 0)) as port:
        start = partial(site._python, ["-c", WITH_PORT, str(port.fileno())], pass_fds=[port.fileno()])
        address = port.getsockname()[1]
        statuses, over = [], threading.Event()

        def read() -> None:
            while not over.wait(0.05):
                statuses.append(ask(address, "/hubungi/").status)

        reader = threading.Thread(target=read)
        with start():
            assert ask(address, "/hubungi/").status == 200
            reader.start()
        with start():
            until(lambda: len(statuses) > 20)
            over.set()
            reader.join()
    assert set(statuses) == {200}


@only_long("make faults has PostgreSQL")
def test_postgresql_is_stopped_and_comes_back(site):
    site.settle()
    editor = Editor(site)
    for _process in range(20):  # each has it in its memory then
        site.straight("/hubungi/")
    with readers(site):
        site.database.stop()
        try:
            time.sleep(LASTS)
            kept = site.straight("/hubungi/")
            search, login = site.get("/cari/?q=bantuan"), site.get("/admin/login/")
            may_leave, sent = editor.asks(), editor.writes("Ditulis tanpa basis data")
        finally:
            site.database.start()
    assert (kept.status, "tel:129" in kept.text) == (200, True)
    assert (search.status, "tel:129" in search.text) == (503, True)
    assert (login.status, "Basis data situs tidak menjawab." in login.text) == (503, True)
    assert may_leave.status == 503, "the form stays in the browser"
    assert (sent.status, sent.reason) == (503, "Basis data situs tidak menjawab.")
    is_published(site)
    editor.sends_again(sent, "Ditulis tanpa basis data")
    assert site.get("/admin/login/").status == 200


@only_long("the ordinary run kills it with the whole machine")
def test_nginx_is_killed_and_its_successor_has_every_page(site):
    site.settle()
    began = time.monotonic()
    site.kill("nginx")
    site.start("nginx")
    seen.append(Seen("until nginx answered again", 0, 0, time.monotonic() - began))
    with readers(site):
        time.sleep(LASTS)


@only_long("make faults has Redis")
def test_redis_is_stopped_and_comes_back(site):
    with readers(site, "/umpan.xml"):
        site.stop("redis")
        is_published(site)
        assert site.get("/admin/login/").status == 200
        assert site.get("/sehat/siap/").status == 200
        site.start("redis")
        time.sleep(LASTS)


@only_long("make faults has a bucket")
def test_the_bucket_is_stopped_and_comes_back(site):
    site.settle()
    editor = Editor(site)
    with readers(site):
        site.bucket.stop()
        try:
            straight = site.straight("/hubungi/")
            may_leave = editor.asks("?berkas").json["missing"], editor.asks().json["missing"]
            is_published(site)
            time.sleep(LASTS)
        finally:
            site.bucket.start()
    assert straight.status == 200
    assert may_leave == ("files", "")
    until(lambda: editor.asks("?berkas").json["missing"] == "", 120)
