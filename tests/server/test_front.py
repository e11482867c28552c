"""The site behind nginx as deploy/nginx configures it: kept pages, renewed exactly, answering when nothing else is."""

import gzip
import os
import re
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import brotli
import pytest

from tests.server.conftest import REQUIRED
from tests.server.front import NGINX, SECRET, Suluah, ask, until

PAGE = "/kekerasan/fisik/"
NUMBERS = "tel:129"
RENAME = """
page = Page.objects.get(slug="fisik").specific
page.title = {title!r}
page.save_revision().publish()
"""
# A session with a picture of its own.
ANNOUNCE = """
from datetime import timedelta
from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone
from publishing.pages import share_card
drawing = (settings.ROOT / "home/starter/drawings/payung.webp").read_bytes()
image = CampaignImage(title="Payung", people="none", file=ContentFile(drawing, name="payung-kuniang.webp"))
image.save()
start = timezone.now() + timedelta(days=3)
session = SessionPage(
    title="Payung Kuniang", slug="payung-kuniang", share_image=image, starts_at=start,
    ends_at=start + timedelta(hours=2),
)
SessionIndexPage.objects.get().add_child(instance=session)
session.save_revision().publish()
told = [session.url, session.share_card_url, share_card.url_for(session)]
"""
CLOSE = """
page = Page.objects.get(slug="privasi")
PageViewRestriction.objects.create(page=page, restriction_type="login")
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
user = User.objects.create_user(username="mitra", password="x")
session = SessionStore()
session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
session.save()
told = session.session_key
"""


class Running:
    """What the tests stop and start again."""

    def __init__(self, suluah: Suluah) -> None:
        self.suluah, self.parts = suluah, {}

    def start(self, name: str) -> None:
        self.parts[name] = stack = ExitStack()
        stack.enter_context(getattr(self.suluah, name)())

    def stop(self, name: str) -> None:
        self.parts.pop(name).close()

    @contextmanager
    def without(self, name: str) -> Iterator[None]:
        self.stop(name)
        try:
            yield
        finally:
            self.start(name)


@pytest.fixture(scope="module")
def running(machine) -> Iterator[Running]:
    if not (NGINX and shutil.which("curl") and shutil.which("openssl")):
        (pytest.fail if REQUIRED else pytest.skip)("nginx, curl and openssl are needed.")
    suluah = Suluah(machine)
    suluah.configure()
    running = Running(suluah)
    for name in ("site", "nginx", "worker", "editor"):
        running.start(name)
    suluah.settle()
    yield running
    for name in list(running.parts):
        running.stop(name)


@pytest.fixture
def suluah(running) -> Suluah:
    return running.suluah


@pytest.fixture(scope="class")
def site_is_gone(running) -> Iterator[None]:
    suluah = running.suluah
    suluah.settle()
    for picture in re.findall(r"/(?:media/images|static)/[\w/.-]+", suluah.get(PAGE).text):
        until(lambda address=picture: suluah.get(address).status == 200)
        if picture.startswith("/media/"):
            until(lambda address=picture: "x-accel-expires" in suluah.straight(address).headers)
            suluah.get(picture)
    with running.without("site"):
        yield


@pytest.mark.usefixtures("site_is_gone")
class TestWhileTheSiteIsGone:
    @pytest.mark.parametrize("path", ["/", "/hubungi/", "/hubungi/satgas/", PAGE, "/kegiatan/", "/materi/"])
    def test_a_page_goes_on_answering(self, suluah, path):
        assert suluah.get(path).status == 200

    @pytest.mark.parametrize(
        ("accepted", "got"),
        [
            ("identity", None), ("gzip", "gzip"), ("gzip, deflate, br, zstd", "br"), ("GZIP;q=0.5,BR", "br"),
            ("gzip;q=0, br", None), ("gzip, br;q=0.0", "gzip"), ("xgzip", None), ("*", None), ("br", None),
        ],
    )  # fmt: skip
    def test_each_reader_gets_an_encoding_that_it_takes(self, suluah, accepted, got):
        told = suluah.get("/hubungi/", Accept_Encoding=accepted)
        way = {"gzip": gzip.decompress, "br": brotli.decompress, None: bytes}
        assert (told.status, told.headers.get("content-encoding")) == (200, got)
        assert NUMBERS.encode() in way[got](told.body)

    @pytest.mark.parametrize("path", ["/umpan.xml", "/cari/", "/x/../hubungi/", "/%68ubungi/", "/kegiatan/?lembaga=1"])
    def test_where_nothing_is_kept_a_page_with_the_numbers_stands_in(self, suluah, path):
        told = suluah.get(path)
        assert (told.status, told.headers["cache-control"]) == (502, "no-store")
        assert NUMBERS in told.text

    @pytest.mark.parametrize("name", ["Cookie", "Authorization"])
    def test_who_may_be_known_is_not_given_what_strangers_get(self, suluah, name):
        assert suluah.get("/hubungi/", **{name: "sessionid=abc"}).status == 502

    def test_what_comes_along_from_other_sites_keeps_nobody_from_the_page(self, suluah):
        assert suluah.get("/hubungi/", Cookie="_ga=GA1.2.3; xsessionid=abc").status == 200
        assert suluah.get("/hubungi/?utm_source=wa&fbclid=IwAR_x-1").status == 200
        assert suluah.get("/hubungi/?fbclid=a&kelurahan=tiakar").status == 502

    def test_a_renewal_leaves_the_page_in_its_place(self, suluah):
        assert suluah.get("/hubungi/", X_Renew=SECRET).status == 502
        assert suluah.get("/hubungi/").status == 200

    def test_a_wrong_word_is_an_ordinary_visit(self, suluah):
        told = suluah.get("/hubungi/", X_Renew=SECRET[:-1])
        assert (told.status, told.headers.get("x-renewed")) == (200, None)

    def test_pictures_and_style_go_on_answering(self, suluah):
        for kind in (r"/media/images/[\w.-]+", r"/static/[\w./-]+\.svg"):
            addresses = re.findall(kind, suluah.get(PAGE).text)
            assert {suluah.get(address).status for address in addresses} <= {200}


def is_shown(suluah: Suluah, words: str, path: str) -> bool:
    return all(
        words in way(suluah.get(path, Accept_Encoding=encoding).body).decode()
        for encoding, way in (("identity", bytes), ("gzip", gzip.decompress), ("gzip, br", brotli.decompress))
    )


def test_what_is_published_is_on_the_page_and_on_its_list_in_every_encoding(suluah):
    suluah.do(RENAME.format(title="Kekerasan yang terlihat"))
    until(lambda: is_shown(suluah, "Kekerasan yang terlihat", PAGE))
    until(lambda: is_shown(suluah, "Kekerasan yang terlihat", "/kekerasan/"))


def test_a_page_has_the_headers_that_the_site_gives_it(suluah):
    suluah.settle()
    for encoding in ("identity", "gzip", "gzip, br"):
        told, straight = (way("/hubungi/", Accept_Encoding=encoding) for way in (suluah.get, suluah.straight))
        of_each = {"server", "date", "connection", "x-accel-expires"}
        both = [{item for item in each.headers.items() if item[0] not in of_each} for each in (told, straight)]
        assert both[0] == both[1]
        assert (told.body, told.headers.get("x-accel-expires")) == (straight.body, None)
        assert straight.headers["x-accel-expires"]


def test_what_changes_at_a_moment_is_kept_up_to_it(suluah):
    # Which session ends next depends on the hour: one of the starter content takes a whole day.
    ends = suluah.do(
        "from django.utils import timezone\n"
        "coming = SessionPage.objects.live().filter(ends_at__gt=timezone.now())\n"
        "told = min(coming.values_list('ends_at', flat=True)).timestamp()"
    )
    suluah.settle()
    assert suluah.straight("/kegiatan/").headers["x-accel-expires"] == f"@{int(ends)}"


def test_what_is_taken_down_is_gone_at_every_address_that_carried_it(suluah):
    url, picture, card = suluah.do(ANNOUNCE)
    own = [url, url + "cetak/", url + "cetak/poster/", url + "kalender.ics", picture]
    lists = ["/", "/kegiatan/", "/kegiatan/kalender.ics", "/umpan.xml", "/sitemap.xml", "/cari/?q=Kuniang"]
    suluah.settle()
    until(lambda: all(url in suluah.get(path).text for path in lists))
    assert [suluah.get(path).status for path in [*own, card]] == [200] * len([*own, card])

    reading = True

    def read() -> None:
        while reading:
            for path in [*own, *lists]:
                suluah.get(path, Accept_Encoding="gzip, br")
            time.sleep(0.1)

    readers = [threading.Thread(target=read) for _number in range(2)]
    for reader in readers:
        reader.start()
    try:
        suluah.do("SessionPage.objects.get(slug='payung-kuniang').unpublish()")
        for encoding in ("identity", "gzip", "gzip, br"):
            until(
                lambda encoding=encoding: {suluah.get(path, Accept_Encoding=encoding).status for path in own} == {404}
            )
        until(lambda: suluah.get(card).status == 404)
        until(lambda: not [path for path in lists if url in suluah.get(path).text], 90)
        suluah.settle()
        assert {suluah.get(path).status for path in [*own, card]} == {404}
    finally:
        reading = False
        for reader in readers:
            reader.join()
    assert suluah.do("told = KeptAddress.objects.filter(path__contains='kuniang').count()") == 0


def test_a_page_that_is_closed_now_is_for_those_who_log_in_only(suluah):
    assert suluah.get("/privasi/").status == 200
    session = suluah.do(CLOSE)
    until(lambda: suluah.get("/privasi/").status == 302)
    assert suluah.get("/privasi/", Cookie=f"sessionid={session}").status == 200
    assert suluah.get("/privasi/").status == 302
    suluah.do("PageViewRestriction.objects.all().delete(); User.objects.get(username='mitra').delete()")
    until(lambda: suluah.get("/privasi/").status == 200)


def test_a_front_that_was_down_is_told_when_it_is_back_and_the_editor_knows(running, suluah):
    suluah.settle()
    with running.without("nginx"):
        suluah.do("Page.objects.get(slug='psikis').specific.unpublish()")
        editors = "from publishing.fronts.editors import behind; told = [front.gone for front in behind()]"
        assert "/kekerasan/psikis/" in suluah.do(editors)[0]
    until(lambda: suluah.get("/kekerasan/psikis/").status == 404, 90)
    until(lambda: suluah.do(editors) == [])
    suluah.do("Page.objects.get(slug='psikis').specific.save_revision().publish()")


def test_while_the_worker_is_away_nothing_new_is_kept(running, suluah):
    suluah.settle()
    with running.without("worker"):
        suluah.do(RENAME.format(title="Tanpa pekerja"))
        assert "x-accel-expires" not in suluah.straight("/hubungi/").headers
    until(lambda: "Tanpa pekerja" in suluah.get(PAGE).text, 90)


def test_a_renewal_is_confirmed_to_the_site_alone(suluah):
    suluah.settle()
    assert suluah.get("/hubungi/", X_Renew=SECRET).headers["x-renewed"] == "yes"
    assert "x-renewed" not in suluah.get("/hubungi/").headers


def test_a_missing_page_is_kept_by_nobody(suluah):
    assert suluah.get("/tidak-ada/").status == 404
    assert "x-accel-expires" not in suluah.straight("/tidak-ada/").headers
    assert suluah.straight("/tidak-ada/", X_Renew=SECRET).headers["x-accel-expires"] == "1"


def test_it_speaks_http_2_over_tls_and_to_its_own_name_only(suluah):
    def curl(host: str) -> str:
        target = ["--connect-to", f"{host}:443:127.0.0.1:{suluah.tls}", f"https://{host}/hubungi/"]
        told = ["-o", os.devnull, "-w", "%{http_version} %{http_code}"]
        return subprocess.run(["curl", "-sk", "--http2", *told, *target], capture_output=True, text=True).stdout

    assert curl("localhost") == "2 200"
    assert curl("orang-lain.example").endswith("000")


def test_forms_of_one_sender_have_a_limit_and_leave_no_address_behind(suluah):
    statuses = {ask(suluah.port, "/kegiatan/minta/", "POST", b"a=b").status for _number in range(12)}
    assert 429 in statuses
    assert suluah.get("/kegiatan/minta/").status == 200  # reading has none
    assert ask(suluah.port, "/kegiatan/minta/", "POST", b"a=" + b"b" * 300_000).status == 413
    written = [path.read_text() for path in suluah.folder.glob("*.log")]
    assert not any("127.0.0.1" in words for words in written)


def test_readers_wait_for_nobody_while_the_site_stands_still(suluah):
    suluah.settle()
    processes = [suluah.server.process.pid, *suluah.server.workers]
    for process in processes:
        os.kill(process, signal.SIGSTOP)
    try:
        assert suluah.get("/hubungi/").status == 200
    finally:
        for process in processes:
            os.kill(process, signal.SIGCONT)
