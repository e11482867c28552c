"""The ZIP of a kit: what is in it, who may have it, when it is built."""

import csv
import io
import os
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import PageViewRestriction

from publishing.media.storage import Away, private_files
from publishing.models import CampaignDocument
from publishing.uploads.documents import CleanDocument
from resources.kits import building
from resources.models import KitArchive, KitPage, MaterialPage, Preparation, State
from tests.resources.factories import (
    DocumentFactory,
    KitFactory,
    KitPartFactory,
    MaterialFactory,
    MaterialFileFactory,
    PreparationFactory,
)


@pytest.fixture(autouse=True)
def no_archives_of_other_tests() -> None:
    shutil.rmtree(private_files().path("materi/paket"), ignore_errors=True)


@pytest.fixture
def at_once(django_capture_on_commit_callbacks):
    """What waits for the end of a transaction happens at the end of this block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def document(content: str) -> CampaignDocument:
    return DocumentFactory(file=CleanDocument(BytesIO(content.encode()), "berkas.pdf", []))


def material(library, slug: str, title="Poster tanda", purpose="a3") -> MaterialPage:
    """With one file, whose content is "isi " and the slug."""
    page = MaterialFactory(parent=library, title=title, slug=slug)
    MaterialFileFactory(page=page, document=document(f"isi {slug}"), purpose=purpose)
    return page


def close(page, *groups: str) -> PageViewRestriction:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.set(Group.objects.filter(name__in=groups))
    return restriction


@pytest.fixture
def kit(library, kits) -> KitPage:
    """Three parts: a poster, talk only, a leaflet."""
    kit = KitFactory(parent=kits, slug="paket-60", title="Sosialisasi 60 menit", summary="Untuk wali nagari.")
    KitPartFactory(
        kit=kit, title="Pembukaan", minutes=10, talk="<p>Selamat datang, <b>semua</b>.</p>",
        material=material(library, "poster-tanda"),
    )  # fmt: skip
    KitPartFactory(kit=kit, title="Tanya jawab", minutes=30, talk="<ol><li>Dengarkan</li><li>Jawab</li></ol>")
    KitPartFactory(
        kit=kit, title="Penutup: apa lagi?", minutes=20, talk="",
        material=material(library, "selebaran", "Selebaran", "cetak"),
    )  # fmt: skip
    return kit


def built(kit: KitPage) -> KitArchive:
    building.build(kit.pk)
    return KitArchive.objects.get(kit=kit)


def opened(kit: KitPage) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content_of(kit)))


def content_of(kit: KitPage) -> bytes:
    with private_files().open(KitArchive.objects.get(kit=kit).file.name) as file:
        return file.read()


def readme(kit: KitPage) -> str:
    return " ".join(opened(kit).read("BACA-SAYA.txt").decode("utf-8-sig").split())


# --- what is in it ---


def test_the_archive_has_a_folder_for_each_part_with_a_material(kit):
    archive = built(kit)
    assert archive.state == State.READY
    assert opened(kit).namelist() == [
        "BACA-SAYA.txt",
        "daftar-isi.csv",
        "1-pembukaan/poster-tanda-a3.pdf",
        "3-penutup-apa-lagi/selebaran-cetak.pdf",
        "SHA256SUMS",
    ]
    assert opened(kit).testzip() is None
    assert opened(kit).read("1-pembukaan/poster-tanda-a3.pdf") == b"isi poster-tanda"
    assert archive.size == len(content_of(kit))


def test_what_is_compressed_is_stored_and_texts_are_deflated(kit):
    built(kit)
    ways = {info.filename.rpartition(".")[2]: info.compress_type for info in opened(kit).infolist()}
    assert ways == {
        "txt": zipfile.ZIP_DEFLATED,
        "csv": zipfile.ZIP_DEFLATED,
        "pdf": zipfile.ZIP_STORED,
        "SHA256SUMS": zipfile.ZIP_DEFLATED,
    }


def test_the_checksums_are_those_that_sha256sum_checks(kit, tmp_path):
    built(kit)
    opened(kit).extractall(tmp_path)
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(done.stdout.splitlines()) == 4
    (tmp_path / "1-pembukaan/poster-tanda-a3.pdf").write_bytes(b"rusak")
    assert subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False).returncode


def test_the_readme_tells_how_to_hold_the_session(kit):
    built(kit)
    text = readme(kit)
    for words in (
        "SOSIALISASI 60 MENIT", "Untuk wali nagari.", "60 menit", "1. Pembukaan (menit ke-0 sampai ke-10)",
        "Selamat datang, semua.", "2. Tanya jawab (menit ke-10 sampai ke-40)", "1. Dengarkan 2. Jawab",
        "3. Penutup: apa lagi? (menit ke-40 sampai ke-60)", "3-penutup-apa-lagi/", "1-pembukaan/poster-tanda-a3.pdf",
        "Poster tanda: Cetak di kertas A3 (PDF, ", "menyebut Pemerintah Kota Payakumbuh", "sha256sum -c SHA256SUMS",
        "certutil -hashfile",
    ):  # fmt: skip
        assert words in text, (words, text)
    assert "<" not in text


def test_the_readme_is_shown_rightly_by_any_computer(kit):
    built(kit)
    raw = opened(kit).read("BACA-SAYA.txt")
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == raw.count(b"\r\n") > 20
    assert max(len(line) for line in raw.decode("utf-8-sig").splitlines()) <= 110


def test_the_readme_names_whom_to_call_only_when_verified(kit, local_point):
    built(kit)
    assert "SAPA 129" in readme(kit)
    assert "P2TP2A Kota Payakumbuh:" not in readme(kit)
    local_point.phone, local_point.source, local_point.verified_on = "129", "Surat dinas", timezone.localdate()
    local_point.save()
    built(kit)
    assert "P2TP2A Kota Payakumbuh: telepon 129" in readme(kit)


def test_a_formula_in_the_table_of_contents_stays_words(library, kit):
    MaterialPage.objects.filter(slug="selebaran").update(title='=HYPERLINK("x")')
    built(kit)
    rows = list(csv.reader(io.StringIO(opened(kit).read("daftar-isi.csv").decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:3] == ["Berkas", "Bagian", "Materi"]
    assert rows[2][2] == '\'=HYPERLINK("x")'
    assert [row[0] for row in rows[1:]] == [name for name in opened(kit).namelist() if name.endswith(".pdf")]


def test_names_are_plain_and_occur_once(library, kits):
    kit = KitFactory(parent=kits)
    page = material(library, "poster")
    MaterialFileFactory(page=page, document=document("dua"), purpose="a3")
    KitPartFactory(kit=kit, title="Émil & “kawan”/../ ﷺ" + "x" * 90, material=page)
    KitPartFactory(kit=kit, title="ﷺ", material=material(library, "lain"))
    built(kit)
    names = opened(kit).namelist()[2:-1]
    assert names[1].endswith("/poster-a3-2.pdf")
    assert names[2] == "2-bagian/lain-a3.pdf"
    for name in names:
        assert name.isascii()
        assert name.count("/") == 1
        assert ".." not in name
        assert len(name.split("/")[0]) <= 42


def test_folders_stay_in_order_when_there_are_many(library, kits):
    kit = KitFactory(parent=kits)
    for number in range(11):
        KitPartFactory(kit=kit, title="Bagian", material=material(library, f"m{number}"), sort_order=number)
    built(kit)
    folders = [name.split("/")[0] for name in opened(kit).namelist() if "/" in name]
    assert folders == sorted(folders)
    assert folders[0] == "01-bagian"


def test_a_material_of_two_parts_lies_in_the_first(library, kits):
    kit, page = KitFactory(parent=kits), material(library, "poster")
    KitPartFactory(kit=kit, title="Awal", material=page, sort_order=0)
    KitPartFactory(kit=kit, title="Akhir", material=page, sort_order=1)
    built(kit)
    assert [name for name in opened(kit).namelist() if "/" in name] == ["1-awal/poster-a3.pdf"]
    assert readme(kit).count("folder 1-awal/") == 2


def test_the_small_picture_to_pass_on_comes_along(kit):
    page = MaterialPage.objects.get(slug="poster-tanda")
    preparation = PreparationFactory(document=page.files.get().document)
    preparation.whatsapp.save("a.jpg", ContentFile(b"\xff\xd8\xff"))
    built(kit)
    assert opened(kit).read("1-pembukaan/poster-tanda-whatsapp.jpg") == b"\xff\xd8\xff"


def test_the_same_content_makes_the_same_bytes(kit):
    first = built(kit)
    bytes_before = content_of(kit)
    KitArchive.objects.all().delete()
    again = built(kit)
    assert content_of(kit) == bytes_before
    assert again.sha256 == first.sha256


# --- who may have it ---


def test_a_kit_for_everybody_carries_nothing_for_partners(kit):
    close(MaterialPage.objects.get(slug="selebaran"), "Mitra Adat")
    built(kit)
    assert not [name for name in opened(kit).namelist() if "selebaran" in name]
    assert "Selebaran" not in readme(kit)
    fresh = KitPage.objects.get(pk=kit.pk)
    assert [page.title for page in fresh.left_out] == ["Selebaran"]


def test_a_kit_for_partners_carries_what_they_may_have(kit):
    close(MaterialPage.objects.get(slug="selebaran"), "Mitra Adat", "Administrator")
    close(MaterialPage.objects.get(slug="poster-tanda"), "Administrator")
    close(kit, "Mitra Adat")
    built(kit)
    assert [name for name in opened(kit).namelist() if "/" in name] == ["3-penutup-apa-lagi/selebaran-cetak.pdf"]


def test_a_draft_is_in_no_kit(kit):
    MaterialPage.objects.get(slug="selebaran").unpublish()
    built(kit)
    assert not [name for name in opened(kit).namelist() if "selebaran" in name]


@pytest.mark.parametrize("change", ["unpublish", "delete", "close"])
def test_what_is_taken_back_goes_out_no_moment_longer(client, kit, change):
    built(kit)
    assert client.get(kit.archive_url).status_code == 200
    page = MaterialPage.objects.get(slug="selebaran")
    {"unpublish": page.unpublish, "delete": page.delete, "close": lambda: close(page, "Mitra Adat")}[change]()
    assert client.get(kit.archive_url).status_code == 302
    assert kit.archive_url not in client.get("/materi/paket/paket-60/").content.decode()
    built(kit)
    assert client.get(kit.archive_url).status_code == 200


@pytest.mark.parametrize("change", ["file", "part of the material", "content"])
def test_a_file_that_is_taken_away_goes_out_no_moment_longer(client, kit, change):
    """Also while no worker runs, and while the material itself stays published."""
    page = MaterialPage.objects.get(slug="selebaran")
    MaterialFileFactory(page=page, document=document("isi lain"), purpose="ubah")
    built(kit)
    assert client.get(kit.archive_url).status_code == 200
    file = page.files.get(purpose="ubah")
    if change == "file":
        file.delete()
    elif change == "content":
        file.document.file.save("baru.pdf", CleanDocument(BytesIO(b"tanpa nama"), "baru.pdf", []))
    else:
        fresh = MaterialPage.objects.get(pk=page.pk)
        fresh.files.set([kept for kept in fresh.files.all() if kept.purpose != "ubah"])
        fresh.save_revision().publish()
    assert client.get(kit.archive_url).status_code == 302
    assert kit.archive_url not in client.get("/materi/paket/paket-60/").content.decode()
    built(kit)
    assert client.get(kit.archive_url).status_code == 200


def test_a_file_that_is_added_does_not_take_the_former_archive_away(client, kit):
    built(kit)
    MaterialFileFactory(page=MaterialPage.objects.get(slug="selebaran"), document=document("isi lain"), purpose="ubah")
    assert client.get(kit.archive_url).status_code == 200


def test_a_small_copy_that_is_being_made_again_does_not_take_the_archive_away(client, kit):
    stored = MaterialPage.objects.get(slug="selebaran").files.get().document
    preparation = PreparationFactory(document=stored, whatsapp=ContentFile(b"jpeg", name="kecil.jpg"))
    built(kit)
    Preparation.objects.filter(pk=preparation.pk).update(state=State.PENDING)
    assert client.get(kit.archive_url).status_code == 200


def test_an_archive_that_nobody_may_have_any_more_is_built_again_by_itself(kit, at_once):
    """A worker that was away finds it, although nothing waits in its queue."""
    built(kit)
    MaterialPage.objects.get(slug="selebaran").files.get().delete()
    with at_once():
        building.begin_again_what_was_forgotten()
    assert not [name for name in opened(kit).namelist() if "selebaran" in name]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), Away("refused")], ids=["full", "away"])
def test_what_failed_for_want_of_room_or_of_the_place_of_files_is_tried_again_by_itself(
    kit, at_once, monkeypatch, error
):
    def break_down(file, contents) -> None:
        raise error

    with monkeypatch.context() as full:
        full.setattr(building, "write", break_down)
        building.build(kit.pk)
    assert KitArchive.objects.get(kit=kit).state == State.FAILED
    DBTaskResult.objects.update(enqueued_at=timezone.now() - 2 * building.TRIED_EVERY)
    with at_once():
        building.begin_again_what_was_forgotten()
    assert KitArchive.objects.get(kit=kit).state == State.READY


@pytest.mark.parametrize("number", [1, 6])
def test_closed_materials_cost_the_page_of_an_open_kit_no_query(
    client, kit, library, number, django_assert_max_num_queries
):
    for index in range(number):
        page = material(library, f"tertutup-{index}")
        close(page, "Mitra Adat")
        KitPartFactory(kit=kit, title="Tertutup", material=page, sort_order=9 + index)
    built(kit)
    client.get("/materi/paket/paket-60/")
    with django_assert_max_num_queries(8):
        assert kit.archive_url in client.get("/materi/paket/paket-60/").content.decode()


# --- when it is built ---


def test_an_archive_that_is_right_is_left_alone(kit):
    first = built(kit)
    again = built(kit)
    assert (again.file.name, again.built_at) == (first.file.name, first.built_at)
    assert again.state == State.READY


def test_a_lost_archive_is_built_again(kit):
    first = built(kit)
    private_files().delete(first.file.name)
    assert private_files().exists(built(kit).file.name)


@pytest.mark.parametrize("thing", ["kit", "material", "another kit"])
def test_publishing_builds_the_kits_that_it_concerns(kit, kits, at_once, thing):
    other = KitFactory(parent=kits, slug="lain")
    page = {"kit": kit, "material": MaterialPage.objects.get(slug="selebaran"), "another kit": other}[thing]
    page.title = "Judul baru"
    with at_once():
        page.save_revision().publish()
    assert set(KitArchive.objects.values_list("kit_id", flat=True)) == {other.pk if thing == "another kit" else kit.pk}


def test_what_a_change_of_a_file_or_of_readers_concerns_is_built(kit, at_once, local_point):
    built(kit)
    page = MaterialPage.objects.get(slug="selebaran")
    stored = page.files.get().document

    def names() -> list[str]:
        return opened(kit).namelist()

    with at_once():
        stored.file.save("baru.pdf", CleanDocument(BytesIO(b"isi baru"), "baru.pdf", []))
    assert opened(kit).read("3-penutup-apa-lagi/selebaran-cetak.pdf") == b"isi baru"
    with at_once():
        restriction = close(page, "Mitra Adat")
    assert len(names()) == 4
    with at_once():
        restriction.delete()
    assert len(names()) == 5
    with at_once():
        page.unpublish()
    assert len(names()) == 4
    with at_once():
        page.save_revision().publish()
    assert len(names()) == 5
    with at_once():
        page.delete()
    assert len(names()) == 4
    before = readme(kit)
    local_point.phone, local_point.source, local_point.verified_on = "129", "Surat dinas", timezone.localdate()
    with at_once():
        local_point.save()
    assert readme(kit) != before


def test_the_former_archive_serves_while_a_new_one_is_built(client, kit, at_once):
    built(kit)
    former = content_of(kit)
    kit.title = "Judul baru"
    with at_once():
        kit.save_revision().publish()
        assert KitArchive.objects.get(kit=kit).state == State.PENDING
        assert client.get(kit.archive_url).getvalue() == former
    assert client.get(kit.archive_url).getvalue() == content_of(kit) != former


def test_a_new_archive_takes_the_place_of_the_former(kit, at_once):
    former = built(kit).file.name
    kit.title = "Judul baru"
    with at_once():
        kit.save_revision().publish()
    assert not private_files().exists(former)
    assert folder_of(kit) == [Path(KitArchive.objects.get(kit=kit).file.name).name]


def folder_of(kit: KitPage) -> list[str]:
    root = Path(private_files().path("materi/paket"))
    return [path.name for path in (root / str(kit.pk)).iterdir()] + [path.name for path in root.glob(".*")]


def test_its_etag_changes_when_it_does(client, kit):
    tags = set()
    for title in ("AAAA", "BBBB", "CCCC"):  # equally long, and built within one second
        KitPage.objects.filter(pk=kit.pk).update(title=title)
        built(kit)
        tags.add(client.head(kit.archive_url).headers["ETag"])
    assert len(tags) == 3


def test_a_file_that_is_lost_fails_the_build_and_the_former_archive_serves(client, kit):
    built(kit)
    former = content_of(kit)
    stored = MaterialPage.objects.get(slug="selebaran").files.get().document.file
    stored.storage.delete(stored.name)
    KitPage.objects.filter(pk=kit.pk).update(title="Judul baru")
    archive = built(kit)
    assert archive.state == State.FAILED
    assert archive.failure == f"Satu berkas tidak ada lagi di server: {Path(stored.name).name}."
    assert client.get(kit.archive_url).getvalue() == former
    stored.storage.save(stored.name, ContentFile(b"isi selebaran"))
    archive = built(kit)
    assert (archive.state, archive.failure) == (State.READY, "")


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), OSError("sesuatu"), RuntimeError("aneh")])
def test_a_build_that_breaks_leaves_nothing_and_says_so(client, kit, monkeypatch, error):
    built(kit)
    before = folder_of(kit)
    KitPage.objects.filter(pk=kit.pk).update(title="Judul baru")

    def break_down(file, contents) -> None:
        file.write(b"PK" * 1000)
        raise error

    monkeypatch.setattr(building, "write", break_down)
    if isinstance(error, OSError):
        building.build(kit.pk)
    else:
        with pytest.raises(RuntimeError):
            building.build(kit.pk)
    archive = KitArchive.objects.get(kit=kit)
    assert archive.state == State.FAILED
    assert archive.failure
    assert folder_of(kit) == before
    assert client.get(kit.archive_url).status_code == 200


def test_a_build_that_was_overtaken_by_a_change_is_dropped(kit, monkeypatch):
    built(kit)
    before = KitArchive.objects.get(kit=kit).file.name
    KitPage.objects.filter(pk=kit.pk).update(title="Judul baru")
    whole = building.write

    def slow(file, contents) -> None:
        whole(file, contents)
        KitPage.objects.filter(pk=kit.pk).update(title="Judul terbaru")

    monkeypatch.setattr(building, "write", slow)
    building.build(kit.pk)
    assert KitArchive.objects.get(kit=kit).file.name == before
    monkeypatch.undo()
    built(kit)
    assert "JUDUL TERBARU" in readme(kit)


@pytest.mark.parametrize("same_bytes", [True, False])
def test_an_older_archive_never_takes_the_place_of_a_newer_one(kit, monkeypatch, at_once, same_bytes):
    """The slower of two workers has checked that all is as it was, and is held up before it puts its file in place."""
    built(kit)
    if not same_bytes:
        KitPage.objects.filter(pk=kit.pk).update(title="Judul lama")
    put_in_place, held_up = building._put_in_place, []

    def late(*args, **more) -> None:
        monkeypatch.setattr(building, "_put_in_place", put_in_place)
        MaterialPage.objects.get(slug="selebaran").files.get().delete()
        held_up.append(built(kit))
        put_in_place(*args, **more)

    monkeypatch.setattr(building, "_put_in_place", late)
    with at_once():
        archive = built(kit)
    assert [held_up[0].etag, held_up[0].file.name, held_up[0].sha256] == [
        archive.etag,
        archive.file.name,
        archive.sha256,
    ]
    assert not [name for name in opened(kit).namelist() if "selebaran" in name]
    assert folder_of(kit) == [Path(archive.file.name).name]


def test_an_archive_of_a_kit_that_was_taken_back_meanwhile_is_left_nowhere(kit, monkeypatch, at_once):
    put_in_place = building._put_in_place

    def late(*args, **more) -> None:
        with at_once():
            kit.unpublish()
        with at_once():
            put_in_place(*args, **more)

    monkeypatch.setattr(building, "_put_in_place", late)
    building.build(kit.pk)
    assert not list(Path(private_files().path("materi/paket")).glob(f"{kit.pk}/*"))


@pytest.mark.parametrize("change", ["unpublish", "delete"])
def test_a_kit_that_is_taken_back_leaves_no_archive(kit, at_once, change):
    built(kit)
    with at_once():
        getattr(kit, change)()
    assert not KitArchive.objects.filter(kit_id=kit.pk).exists()
    assert not list(Path(private_files().path("materi/paket")).glob(f"{kit.pk}/*"))


def test_a_forgotten_half_of_an_archive_is_swept_away(kit):
    built(kit)
    folder = Path(private_files().path("materi/paket"))
    old, new = folder / ".sedang-dibuat-lama.zip", folder / ".sedang-dibuat-baru.zip"
    for path in (old, new):
        path.write_bytes(b"PK")
    os.utime(old, (0, 0))
    KitPage.objects.filter(pk=kit.pk).update(title="Judul baru")
    built(kit)
    assert not old.exists()
    assert new.exists()
    new.unlink()
