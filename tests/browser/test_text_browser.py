"""
The site in w3m: words alone, in order, with the help numbers first.

What it shows is kept in tests/browser/golden/. After a wanted change, and after reading the difference:
RENEW_GOLDEN=1 .venv/bin/python -m pytest tests/browser/test_text_browser.py
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.conftest import skip_or_fail

GOLDEN = Path(__file__).parent / "golden"
PAGES = {
    "home": "/",
    "article": "/kekerasan/fisik/",
    "checklist": "/tppo/cek-tawaran-kerja/",
    "contact": "/hubungi/",
    "session": "/kegiatan/rapat-koordinasi-2024/",
}
# The examples are dated around today, so no day, long or short, is part of what is kept.
WEEKDAY = r"(?:(?:Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu),? |(?:Sen|Sel|Rab|Kam|Jum|Sab|Min) )?"
MONTH = r"(?:Jan|Feb|Mar|Apr|Mei|Jun|Jul|Agu|Ags|Agt|Sep|Okt|Nov|Des)[a-z]*"
DAY = re.compile(rf"\b{WEEKDAY}\d{{1,2}} {MONTH} \d{{4}}")


def shown(url: str) -> str:
    """What w3m shows of a page, 72 columns wide. The port and the days of checking are not what is looked at."""
    if not shutil.which("w3m"):
        skip_or_fail("w3m is not installed.")
    command = ["w3m", "-dump", "-cols", "72", "-I", "UTF-8", "-O", "UTF-8", "-o", "accept_encoding=identity", url]
    text = subprocess.run(command, capture_output=True, check=True, timeout=30).stdout.decode()
    lines = DAY.sub("(hari)", re.sub(r"localhost:\d+|127\.0\.0\.1:\d+", "(situs)", text)).splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


@pytest.mark.parametrize("name", PAGES)
def test_a_text_browser_shows_the_page_as_it_is_kept(served, name):
    file = GOLDEN / f"{name}.txt"
    text = shown(served.url + PAGES[name])
    if os.environ.get("RENEW_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    # Word by word: where a line breaks depends on how long today's name is.
    assert text.split() == file.read_text().split(), "see the top of this file for how to renew it"


@pytest.mark.parametrize("path", PAGES.values())
def test_a_text_browser_meets_exit_and_help_before_everything_else(served, path):
    first = "\n".join(shown(served.url + path).splitlines()[:8])
    assert first.index("Keluar cepat") < first.index("Telepon 129")
    assert "WhatsApp" in first
