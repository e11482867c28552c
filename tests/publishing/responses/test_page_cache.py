"""Whole answers from memory: for strangers only, and never a moment too long."""

import gzip
import re
from datetime import timedelta

import brotli
import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError
from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from campaigns.models import AdatInstitution, CaseFigure
from home.models import HelpPoint
from publishing.pages import generation, kept
from publishing.responses.from_elsewhere import OUR_COOKIES, TRACKERS
from publishing.responses.page_cache import PageCache, Word, our_host
from tests.factories import SessionPageFactory

pytestmark = pytest.mark.django_db
NGINX = settings.ROOT / "deploy/nginx/suluah.conf"
ADDRESSES = ["/", "/kekerasan/seksual/", "/tppo/tanda-bahaya/", "/hubungi/", "/kegiatan/", "/materi/", "/data/"]


class CachedSite:
    """The site behind its page cache; `asked` are the addresses that came through to Django."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.django = get_wsgi_application()
        self.cache = PageCache(self._ask)

    def _ask(self, environ, start_response):
        self.asked.append(environ["PATH_INFO"])
        return self.django(environ, start_response)

    def get(self, path: str, through=None, **headers) -> "Answer":
        request = {"HTTP_HOST": "localhost", "HTTP_ACCEPT_ENCODING": "gzip", **headers}
        query = path.partition("?")[2]
        method = request.pop("REQUEST_METHOD", "GET")
        environ = RequestFactory().generic(method, path, **request).environ
        environ.pop("HTTP_COOKIE", None)
        environ.update({name: value for name, value in headers.items() if value}, QUERY_STRING=query)
        started = []
        result = (through or self.cache)(environ, lambda *words: started.append(words))
        body = b"".join(result)
        if hasattr(result, "close"):
            result.close()
        return Answer(*started[-1][:2], body)


class Answer:
    def __init__(self, status, headers, body) -> None:
        self.status, self.headers, self.body = int(status[:3]), {name.lower(): value for name, value in headers}, body

    @property
    def text(self) -> str:
        way = {"gzip": gzip.decompress, "br": brotli.decompress}.get(self.headers.get("content-encoding"), bytes)
        return way(self.body).decode()


@pytest.fixture
def site(settings) -> CachedSite:
    settings.ALLOWED_HOSTS = ["localhost"]
    our_host.cache_clear()
    yield CachedSite()
    our_host.cache_clear()


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_second_reader_is_answered_from_memory_with_the_same_answer(site, address):
    first, second = site.get(address), site.get(address)
    assert site.asked == [address]
    assert (second.status, second.body) == (200, first.body)
    assert second.headers == first.headers


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_comes_from_memory_is_what_django_answers(site, address):
    site.get(address)
    kept_answer, fresh = site.get(address), site.get(address, through=site.django)
    assert kept_answer.text == fresh.text
    assert kept_answer.headers == fresh.headers


def test_each_client_gets_an_encoding_that_it_takes(site):
    small, plain = site.get("/", HTTP_ACCEPT_ENCODING="br, gzip"), site.get("/", HTTP_ACCEPT_ENCODING="gzip")
    bare = site.get("/", HTTP_ACCEPT_ENCODING="identity")
    assert [answer.headers.get("content-encoding") for answer in (small, plain, bare)] == ["br", "gzip", None]
    assert small.text == plain.text
    assert len(small.body) < len(plain.body) < len(bare.body)
    assert "content-encoding" not in site.get("/", HTTP_ACCEPT_ENCODING="gzip;q=0").headers


def test_a_head_has_the_headers_of_the_page_and_no_body(site):
    page, head = site.get("/hubungi/"), site.get("/hubungi/", REQUEST_METHOD="HEAD")
    assert (head.status, head.headers, head.body) == (200, page.headers, b"")


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_COOKIE": "sessionid=abc"},
        {"HTTP_AUTHORIZATION": "Basic YTpi"},
        {"REQUEST_METHOD": "POST"},
        {"HTTP_RANGE": "bytes=0-9"},
        {"HTTP_HOST": "example.org"},
    ],
)
def test_what_may_be_for_one_reader_is_asked_of_django(site, headers):
    site.get("/hubungi/")
    site.get("/hubungi/", **headers)
    assert site.asked == ["/hubungi/", "/hubungi/"]


def test_cookies_of_other_sites_under_the_same_domain_make_nobody_known(site):
    for cookies in ("", "_ga=GA1.2.3; lang=id", "nilai; xsessionid=abc", "_ga=1; sessionid=abc"):
        site.get("/hubungi/", HTTP_COOKIE=cookies)
    assert site.asked == ["/hubungi/", "/hubungi/"]


@pytest.mark.parametrize(
    ("query", "is_the_page"),
    [("fbclid=IwAR_x-1", True), ("utm_source=wa&utm_medium=a&fbclid=", True), ("fbclid=a&tahun=2024", False),
     ("xfbclid=a", False), ("fbclid", False), ("fbclid=a&&", False)],
)  # fmt: skip
def test_what_others_hang_on_an_address_makes_no_other_page_of_it(site, query, is_the_page):
    site.get("/kegiatan/")
    site.get(f"/kegiatan/?{query}")
    assert len(site.asked) == (1 if is_the_page else 2)


def test_nginx_knows_the_same_cookies_and_trackers():
    words = NGINX.read_text()
    assert set(re.search(r"\((sessionid[^)]*)\)=", words)[1].split("|")) == OUR_COOKIES
    assert f"(?:{TRACKERS})=" in words


@pytest.mark.parametrize(
    "address", ["/kegiatan/?tahun=2024", "/kegiatan/?apa=saja", "/kegiatan/minta/", "/cari/", "/tidak-ada/"]
)
def test_no_entry_is_made_for(site, address):
    for _ in range(2):
        site.get(address)
    assert len(site.asked) == 2


def test_a_closed_page_is_never_kept(site, page_at):
    page = page_at("/kekerasan/fisik/")
    assert site.get("/kekerasan/fisik/").status == 200
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert [site.get("/kekerasan/fisik/").status for _ in range(2)] == [302, 302]
    assert len(site.asked) == 3


def _publish(page_at):
    page = page_at("/kekerasan/fisik/")
    page.title = "Judul yang baru"
    page.save_revision().publish()


def _unpublish(page_at):
    page_at("/kekerasan/fisik/").unpublish()


def _move(page_at):
    page_at("/kekerasan/fisik/").move(page_at("/tppo/"), pos="last-child")


def _delete(page_at):
    page_at("/kekerasan/fisik/").delete()


def _help_point(page_at):
    point = HelpPoint.objects.shown().first()
    point.name = "Nama lain"
    point.save()


def _figure(page_at):
    CaseFigure.objects.create(year=2019, count=3, source="Laporan kantor")


def _institution(page_at):
    AdatInstitution.objects.create(name="KAN Contoh", slug="kan-contoh", kind="kan")


def _site(page_at):
    Site.objects.get().save()


CHANGES = [_publish, _unpublish, _move, _delete, _help_point, _figure, _institution, _site]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
def test_after_a_change_nobody_gets_the_former_answer(site, page_at, change):
    for address in ("/", "/kekerasan/fisik/"):
        site.get(address)
    change(page_at)
    site.asked.clear()
    now = [site.get(address) for address in ("/", "/kekerasan/fisik/")]
    assert site.asked == ["/", "/kekerasan/fisik/"]
    assert [answer.text for answer in now] == [
        site.get(address, through=site.django).text for address in ("/", "/kekerasan/fisik/")
    ]


def test_a_draft_changes_nothing_for_readers(site, page_at):
    before = site.get("/kekerasan/fisik/")
    page = page_at("/kekerasan/fisik/")
    page.title = "Belum untuk siapa pun"
    page.save_revision()
    assert site.get("/kekerasan/fisik/").body == before.body
    assert len(site.asked) == 1


def test_a_session_is_listed_under_past_from_its_end_on(site, page_at, monkeypatch):
    ends_at = timezone.now() + timedelta(minutes=5)
    SessionPageFactory(
        parent=page_at("/kegiatan/"), title="Sebentar lagi", starts_at=ends_at - timedelta(hours=1), ends_at=ends_at
    )
    before = site.get("/kegiatan/")
    monkeypatch.setattr("django.utils.timezone.now", lambda: ends_at + timedelta(seconds=1))
    assert site.get("/kegiatan/").text != before.text
    assert len(site.asked) == 2


def test_while_the_database_does_not_answer_the_last_answers_go_on(site, monkeypatch):
    before = site.get("/hubungi/")

    def gone(self):
        raise OperationalError

    monkeypatch.setattr(Word, "_read", gone)
    assert site.get("/hubungi/").body == before.body
    assert len(site.asked) == 1


def test_a_word_that_an_unfinished_request_has_read_is_not_taken_for_the_present_one(home):
    """A download is closed by another thread than the one that began it."""
    generation.renew()
    token = generation._read_by_request.set(["of the download"])
    try:
        assert Word()() == generation.stored()
    finally:
        generation._read_by_request.reset(token)


def test_made_up_addresses_push_nothing_out(site):
    site.get("/hubungi/")
    for number in range(50):
        site.get(f"/tidak-ada-{number}/")
    site.asked.clear()
    site.get("/hubungi/")
    assert site.asked == []


def test_one_page_has_one_entry_however_its_host_is_written(site):
    for written in ("localhost", "LOCALHOST", "localhost:8000", "localhost:1", "localhost."):
        site.get("/hubungi/", HTTP_HOST=written)
    assert site.asked == ["/hubungi/"]


def test_the_memory_is_bounded(monkeypatch):
    store = kept.Kept(lambda: "a", most=100, weigh=len)
    for number in range(50):
        store.get(number, lambda: "x" * 10)
    assert sum(len(store.get(number, lambda: "")) > 0 for number in range(50)) <= 10


def test_pages_of_the_whole_site_are_kept(site, home):
    """Whatever the sitemap names is the same for all strangers."""
    addresses = [page.get_url() for page in Page.objects.live().descendant_of(home, inclusive=True)]
    for address in addresses:
        site.get(address)
    site.asked.clear()
    for address in addresses:
        site.get(address)
    assert site.asked == []
