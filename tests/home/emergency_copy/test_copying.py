"""The whole site as files: complete, dated, without anything that strangers may not see."""

from contextlib import nullcontext
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from wagtail.models import PageViewRestriction

from home.emergency_copy.asking import Answer, static_file
from home.emergency_copy.copying import README, Copy
from resources.downloads.models import Download


@pytest.fixture
def copy_to(db, settings, tmp_path):
    settings.WAGTAILADMIN_BASE_URL = "http://localhost"
    folder = tmp_path / "salinan"

    def make():
        call_command("export_static", folder)
        return folder

    return make


def test_the_copy_holds_the_public_site_and_leads_nowhere_else(copy_to, page_at):
    page_at("/kekerasan/fisik/").unpublish()
    PageViewRestriction.objects.create(page=page_at("/tentang/"), restriction_type=PageViewRestriction.LOGIN)
    folder = copy_to()
    pages = {path: BeautifulSoup(path.read_bytes(), "html.parser") for path in folder.rglob("*.html")}

    assert {"index.html", "hubungi/index.html", "kegiatan/index.html"} <= {
        path.relative_to(folder).as_posix() for path in pages
    }
    assert (folder / "data" / "kasus.csv").is_file()
    assert list((folder / "media").rglob("*.avif"))
    assert not (folder / "kekerasan" / "fisik").exists()
    assert not (folder / "tentang").exists()
    lost, controls, undated = [], [], []
    for path, page in pages.items():
        for element in page.find_all(["a", "img", "script"]):
            address = urlsplit(element.get("href") or element.get("src") or "#")
            if not address.scheme and address.path and not (path.parent / unquote(address.path)).is_file():
                lost.append((path, address.geturl()))
        controls += [(path, form) for form in page.find_all("form") if form.get("method") != "dialog"]
        if "Salinan situs, keadaan" not in page.get_text() or not page.find("a", href="tel:129"):
            undated.append(path)
    assert not lost
    assert not controls
    assert not undated
    assert "jangan berikan folder ini" in (folder / README).read_text().lower()
    assert not Download.objects.exists()
    assert {path.stat().st_mode & 0o777 for path in folder.rglob("*.*")} == {0o644}


def test_a_file_under_the_name_of_its_content_is_asked_of_the_site():
    """As on every site but those of tests: the project's folder knows it by its plain name only."""
    assert static_file("/static/js/exit.js").is_file()
    assert static_file("/static/js/exit.0123456789ab.js") is None
    assert static_file("/static/css/sheets/tidak-ada.0123456789ab.css") is None


def test_a_folder_that_holds_something_else_is_left_alone(copy_to, tmp_path):
    (tmp_path / "salinan").mkdir()
    (tmp_path / "salinan" / "laporan.docx").write_text("lain")
    with pytest.raises(CommandError, match="holds something else"):
        copy_to()
    assert [path.name for path in (tmp_path / "salinan").iterdir()] == ["laporan.docx"]


def test_a_page_that_fails_leaves_the_former_copy_in_its_place(copy_to, tmp_path, monkeypatch):
    (tmp_path / "salinan").mkdir()
    (tmp_path / "salinan" / README).write_text("yang lama")
    monkeypatch.setattr("home.emergency_copy.asking.Stranger.ask", failing)
    with pytest.raises(CommandError, match="failed"):
        copy_to()
    assert (tmp_path / "salinan" / README).read_text() == "yang lama"
    assert [path.name for path in tmp_path.iterdir()] == ["salinan"]


def failing(_stranger, path, query=""):
    return nullcontext(Answer(500 if path == "/" else 200, "text/html", "", iter([])))


def test_what_a_killed_run_left_is_cleared_away_and_the_former_copy_is_back(tmp_path):
    for name in (".salinan-0123abcd", ".salinan-0123abcd-former", ".salinan-lain", "lain"):
        (tmp_path / name).mkdir()
        (tmp_path / name / README).write_text(name)
    Copy(tmp_path / "salinan")._clear_away()
    assert {path.name for path in tmp_path.iterdir()} == {".salinan-lain", "lain", "salinan"}
    assert (tmp_path / "salinan" / README).read_text() == ".salinan-0123abcd-former"


def test_names_that_a_stick_does_not_tell_apart_stay_two_files(tmp_path):
    copy = Copy(tmp_path)
    copy._names = set()
    names = ["Fisik/index.html", "fisik/index.html", "fisik/index.html", "fisik/lain.html"]
    assert [copy._free_name(PurePosixPath(name)) for name in names] == [
        "Fisik/index.html", "fisik/index-2.html", "fisik/index-3.html", "fisik/lain.html",
    ]  # fmt: skip


def test_a_stick_itself_is_refused_before_all_the_work():
    with pytest.raises(CommandError, match="is a disk or a stick itself"):
        call_command("export_static", "/proc")
