"""
First contentful paint of our pages against a single static file of the same size from nginx.

    .venv/bin/python tests/benchmarks/paint.py http://localhost:8000 / /kekerasan/fisik/ ...

On a slow phone (400 kbit/s, 400 ms, CPU slowed 4 times), the median of 7 visits each, in turns. Needs nginx and
Chromium. The static file is HTML with the page's own number of bytes in gzip, shown without any style sheet.
"""

import gzip
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 25_000}
VISITS = 7
NGINX = """daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
events {{ }}
http {{ access_log off; default_type text/html; gzip_static on; server {{ listen 127.0.0.1:{port}; root {folder}; }} }}
"""


def paint(browser: Browser, url: str) -> float:
    """Milliseconds to the first contentful paint of a first visit."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=2, is_mobile=True)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(url, wait_until="load", timeout=60_000)
    page.wait_for_timeout(300)
    time_of = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    context.close()
    return time_of


def write_static(folder: Path, name: str, size: int) -> None:
    """A page of words whose gzip has `size` bytes: random letters hardly shrink, so their number is found by trying."""
    letters = os.urandom(size * 2).hex()
    low, high = 0, len(letters)
    while high - low > 16:
        middle = (low + high) // 2
        low, high = (middle, high) if len(_static(letters[:middle])) < size else (low, middle)
    (folder / f"{name}.html").write_text("")
    (folder / f"{name}.html.gz").write_bytes(_static(letters[:low]))


def _static(letters: str) -> bytes:
    words = " ".join(letters[start : start + 7] for start in range(0, len(letters), 7))
    return gzip.compress(f"<!DOCTYPE html><title>Static</title><h1>Static</h1><p>{words}</p>".encode(), 9)


def main() -> None:
    base, paths = sys.argv[1].rstrip("/"), sys.argv[2:] or ["/"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
        for number, path in enumerate(paths):
            request = urllib.request.Request(base + path, headers={"Accept-Encoding": "gzip"})
            with urllib.request.urlopen(request) as response:
                write_static(folder, str(number), len(response.read()))
        server = subprocess.Popen(["nginx", "-p", name, "-c", f"{name}/nginx.conf"], stderr=subprocess.DEVNULL)
        time.sleep(1)
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS
        )
        print(f"{'path':40} {'page ms':>8} {'static ms':>10} {'ratio':>6}")
        try:
            for number, path in enumerate(paths):
                pairs = [
                    (paint(browser, base + path), paint(browser, f"http://127.0.0.1:{port}/{number}.html"))
                    for _visit in range(VISITS)
                ]
                ours, static = (statistics.median(times) for times in zip(*pairs, strict=True))
                print(f"{path:40} {ours:8.0f} {static:10.0f} {ours / static:6.2f}", flush=True)
        finally:
            browser.close()
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
