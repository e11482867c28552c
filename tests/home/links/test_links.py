"""Links that lead nowhere: which are found, how others are asked, and who is told."""

from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page

from home.desk.panel import desk
from home.links import asking, collecting, sweep
from home.links.asking import NotForUs, trouble_with
from home.links.models import Trouble
from home.models import DeadLink, LookedLink
from publishing.models import User

ELSEWHERE = "https://contoh.example/peraturan"
ANSWERS = {"/ada": 200, "/hilang": 404, "/dihapus": 410, "/rusak": 503, "/dilarang": 403, "/pelan": 429}


class Website(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        leads = {"/pindah": "/ada", "/keliling": "/keliling", "/ke-dalam": "/dalam"}.get(self.path)
        status = 301 if leads else 405 if self.path == "/hanya-get" and self.command == "HEAD" else 0
        self.send_response(status or ANSWERS.get(self.path, 200))
        if leads:
            self.send_header("Location", leads)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *words) -> None:
        """Tests are silent."""


@pytest.fixture(scope="module")
def website() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Website) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture
def _as_if_far_away(monkeypatch) -> None:
    def refuse(url: str) -> None:
        if url.endswith("/dalam"):
            raise NotForUs

    monkeypatch.setattr(asking, "_refuse_our_own_network", refuse)


@pytest.mark.usefixtures("_as_if_far_away")
def test_how_a_website_answers_says_whether_the_link_is_dead(website):
    found = {path: trouble_with(website + path) for path in (*ANSWERS, "/pindah", "/keliling", "/hanya-get")}
    assert {path: trouble for path, trouble in found.items() if trouble} == {
        "/hilang": Trouble.GONE,
        "/dihapus": Trouble.GONE,
        "/rusak": Trouble.BROKEN,
    }


@pytest.mark.usefixtures("_as_if_far_away")
def test_where_nobody_listens_and_where_no_name_is(monkeypatch):
    assert trouble_with("http://127.0.0.1:9/") == Trouble.SILENT
    monkeypatch.undo()
    assert trouble_with("https://tidak-ada.invalid/") == Trouble.NO_SITE


@pytest.mark.usefixtures("_as_if_far_away")
def test_a_redirect_into_our_own_network_is_not_followed(website):
    with pytest.raises(NotForUs):
        trouble_with(website + "/ke-dalam")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://10.0.0.8/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.8]/",
        "http://0.0.0.0/",
        "http://8.8.8.8:6379/",
        "http://8.8.8.8:x/",
        "http://[/",
        "ftp://8.8.8.8/",
    ],
)
def test_nothing_within_a_private_network_is_asked(url):
    with pytest.raises(NotForUs):
        trouble_with(url)


@pytest.fixture
def page(page_at) -> Page:
    page = page_at("/kekerasan/fisik/")
    links = (f"{ELSEWHERE}?a=1&amp;b=2", "/tidak/ada/", "/hubungi/")
    page.body = [("text", "<p>" + " ".join(f'<a href="{url}">baca</a>' for url in links) + "</p>")]
    page.sources = [("source", {"title": "UU", "url": ELSEWHERE})]
    page.save_revision().publish()
    return page


def test_every_address_that_readers_get_is_looked_at(page):
    assert collecting.addresses_in(page) >= {ELSEWHERE, f"{ELSEWHERE}?a=1&b=2", "/tidak/ada/", "/hubungi/"}


def dead() -> set[tuple[str, str]]:
    return set(DeadLink.objects.values_list("url", "trouble"))


def test_an_address_of_ours_that_nobody_answers_is_told_at_once(page, settings):
    sweep.run()
    assert dead() == {("/tidak/ada/", Trouble.GONE)}


def test_a_link_to_a_page_that_was_taken_down_is_told(page, page_at):
    psychic = page_at("/kekerasan/psikis/")
    page.body = [("text", f'<p><a linktype="page" id="{psychic.pk}">baca</a></p>')]
    page.save_revision().publish()
    psychic.unpublish()
    sweep.run()
    assert (psychic.title, Trouble.CLOSED) in dead()
    psychic.save_revision().publish()
    sweep.run()
    assert dead() == set()


@pytest.fixture
def answers(monkeypatch, settings) -> dict[str, str]:
    """What each address answers; all others are there."""
    given: dict[str, str] = {}
    settings.CHECK_LINKS = True
    monkeypatch.setattr(sweep, "trouble_with", lambda url: given.get(url, ""))
    monkeypatch.setattr(sweep, "REST", 0)
    return given


def days_later(days: int) -> None:
    LookedLink.objects.update(looked_at=timezone.now() - timedelta(days=days, seconds=1))


def test_a_website_that_fails_once_is_asked_again_after_two_days_and_told_then(page, answers):
    answers[ELSEWHERE] = Trouble.GONE
    sweep.run()
    sweep.run()
    assert (ELSEWHERE, Trouble.GONE) not in dead()
    days_later(2)
    sweep.run()
    assert (ELSEWHERE, Trouble.GONE) in dead()
    answers.clear()
    days_later(2)
    sweep.run()
    assert (ELSEWHERE, Trouble.GONE) not in dead()


def test_what_answers_is_left_in_peace_for_a_week(page, answers, monkeypatch):
    sweep.run()
    asked = []
    monkeypatch.setattr(sweep, "trouble_with", lambda url: asked.append(url) or "")
    days_later(6)
    sweep.run()
    assert asked == []
    days_later(7)
    sweep.run()
    assert ELSEWHERE in asked


def test_a_server_without_a_way_out_blames_no_website(page, monkeypatch, answers):
    monkeypatch.setattr(sweep, "trouble_with", lambda url: Trouble.SILENT)
    for _sweep in range(3):
        sweep.run()
        days_later(8)
    assert not LookedLink.objects.filter(failures__gt=0).exists()


def test_who_may_mend_the_page_reads_it_on_the_desk(page, settings):
    sweep.run()
    reader = User.objects.create_user("mitra")
    editor = User.objects.create_user("rina")
    editor.groups.add(Group.objects.get(name="Peninjau"))

    def told(user: User) -> list[str]:
        return [task.note for _part, groups in desk(user) for group in groups for task in group.tasks]

    assert "/tidak/ada/: halaman ini tidak ada lagi" in told(editor)
    assert "/tidak/ada/: halaman ini tidak ada lagi" not in told(reader)
