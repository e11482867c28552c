"""Quick exit on a network so slow that the page is still on its way."""

import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

NEUTRAL = "https://www.bmkg.go.id/"


@pytest.fixture
def stuck_behind_the_help_bar(served):
    """The address of an article whose answer stops after the help bar: the header, the text and the end never come."""
    with urllib.request.urlopen(served.url + "/kekerasan/fisik/") as answer:
        whole, headers = answer.read(), dict(answer.headers)
    beginning = whole[: whole.index(b"<header")]
    over = threading.Event()

    class Stuck(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            for name, value in headers.items():
                if name.lower() not in {"content-length", "connection", "server", "date"}:
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(beginning)
            over.wait()

        def log_message(self, *words) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Stuck)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    over.set()
    server.shutdown()


@pytest.mark.parametrize("way", ["click", "shift"])
def test_quick_exit_works_before_the_rest_of_the_page_has_come(visit, stuck_behind_the_help_bar, way):
    page = visit("/sehat/")
    page.context.route(NEUTRAL, lambda route: route.fulfill(body="<h1>Cuaca</h1>", content_type="text/html"))
    page.goto(stuck_behind_the_help_bar, wait_until="commit")
    expect(page.locator(".exit")).to_be_visible()
    expect(page.locator("main")).to_have_count(0)
    entries = page.evaluate("history.length")
    if way == "click":
        page.locator(".exit").click(no_wait_after=True)
    else:
        for _time in range(3):
            page.keyboard.press("Shift")
    expect(page.get_by_text("Cuaca")).to_be_visible()
    assert page.evaluate("history.length") == entries, "the entry was replaced: by the script, not by the link alone"
