"""What is made of a file behind the editor's back."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from publishing.media.storage import Away
from publishing.models import CampaignDocument
from publishing.uploads import sandbox
from publishing.uploads.refusals import Refused
from resources.models import Preparation, PreviewPicture, State
from resources.previews import preparing
from tests.publishing.uploads import files
from tests.resources.factories import MaterialFactory, MaterialFileFactory

A3 = (842, 1191)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What follows is committed, and what was asked for then is done, as by the worker."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def stored(db, committed):
    def store(content: bytes, name: str = "poster.pdf") -> CampaignDocument:
        with committed():
            return CampaignDocument.objects.create(title="Poster", file=ContentFile(content, name=name))

    return store


def made() -> set[str]:
    """The names of everything that was made and lies on disk."""
    storage = storages["private"]
    return {
        f"{folder}/{name}"
        for folder in ("materi/pratinjau", "materi/whatsapp")
        if storage.exists(folder)
        for name in storage.listdir(folder)[1]
    }


def noise(width: int, height: int, kind: str = "PNG") -> bytes:
    written = BytesIO()
    Image.effect_noise((width, height), 90).convert("RGB").save(written, kind)
    return written.getvalue()


def test_an_upload_does_not_wait_for_its_preview(db, monkeypatch):
    monkeypatch.setattr(
        sandbox,
        "run",
        lambda way, *files, **known: pytest.fail("drawn") if way == "draw" else real(way, *files, **known),
    )
    document = CampaignDocument.objects.create(title="Poster", file=ContentFile(files.drawn_pdf(), name="a.pdf"))
    assert document.preparation.state == State.PENDING


real = sandbox.run


@pytest.mark.parametrize("step", ["real_file", "run"], ids=["room for the file", "place of the pictures"])
def test_a_full_disk_or_an_absent_place_of_files_is_no_fault_of_the_file(stored, monkeypatch, step):
    def refuse(*_words, **_more):
        raise OSError(28, "No space left on device") if step == "real_file" else Away("refused")

    document = stored(files.drawn_pdf())
    preparing.begin(document.preparation)
    with monkeypatch.context() as full:
        full.setattr(sandbox, step, refuse)
        preparing.prepare.call(document.pk, document.sha256)
    assert Preparation.objects.get(document=document).state == State.PENDING, "it is asked for again"


def test_of_a_pdf_the_first_pages_are_drawn_small_and_light(stored):
    preparation = stored(files.drawn_pdf(pages=9)).preparation
    preparation.refresh_from_db()
    assert preparation.state == State.READY
    assert (preparation.pages, preparation.sheet) == (9, "A4")
    pictures = list(preparation.pictures.all())
    assert [picture.page_number for picture in pictures] == [1, 2, 3, 4]
    for picture in pictures:
        with Image.open(picture.image) as small, Image.open(picture.large) as large:
            assert (small.format, small.size) == ("WEBP", (picture.width, picture.height))
            assert small.width <= 480
            assert large.width <= 960
            assert large.width > small.width
        assert picture.image.size <= 30_000


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (files.drawn_pdf, "a.pdf"),
        (lambda: files.drawn_pdf(pictures=(noise(1600, 1200, "JPEG"),)), "a.pdf"),
        (lambda: noise(1200, 900), "a.png"),
        (lambda: noise(1200, 2400, "JPEG"), "a.jpg"),
        (lambda: noise(900, 900, "WEBP"), "a.webp"),
    ],
    ids=["pdf", "pdf with a photo", "png", "tall jpeg", "webp"],
)
def test_the_copy_for_whatsapp_is_small_and_light_whatever_it_shows(stored, content, name):
    preparation = stored(content(), name).preparation
    preparation.refresh_from_db()
    with Image.open(preparation.whatsapp) as copy:
        assert copy.format == "JPEG"
        assert max(copy.size) <= 1080
        assert not copy.getexif()
    assert preparation.whatsapp.size <= 200_000
    assert preparation.whatsapp_size == preparation.whatsapp.size
    for picture in preparation.pictures.all():
        assert picture.width <= 480
        assert picture.image.size <= 100_000


def test_the_cover_for_lists_is_light_whatever_it_shows(stored):
    preparation = stored(noise(300, 300, "WEBP"), "a.webp").preparation
    cover = preparation.pictures.get().cover
    with Image.open(cover) as picture:
        assert (picture.format, picture.width <= 192) == ("AVIF", True)
    assert cover.size <= 3_800


def test_what_was_drawn_before_there_were_covers_is_drawn_again(stored, committed):
    preparation = stored(files.drawn_pdf()).preparation
    preparation.pictures.update(cover="")
    with committed():
        preparing.begin_again_what_was_forgotten()
    assert preparation.pictures.get(page_number=1).cover


def test_a_small_picture_is_not_made_larger(stored):
    picture = stored(files.photo(size=(80, 40)), "a.jpg").preparation.pictures.get()
    assert (picture.width, picture.height) == (80, 40)


def test_what_can_be_seen_through_is_white_as_on_paper(stored):
    written = BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(written, "PNG")
    preparation = stored(written.getvalue(), "a.png").preparation
    preparation.refresh_from_db()
    with Image.open(preparation.whatsapp) as copy:
        assert min(copy.convert("L").getextrema()) > 250


def test_a_very_long_page_does_not_become_a_very_large_picture(stored):
    document = stored(files.changed_pdf(lambda pdf: pdf.pages[0].obj.update({"/MediaBox": [0, 0, 300, 14_000]})))
    picture = document.preparation.pictures.get()
    with Image.open(picture.large) as large:
        assert large.height <= 1920


@pytest.mark.parametrize(
    ("content", "name", "pages"),
    [
        (files.pptx(), "a.pptx", 1),
        (files.odt("<draw:page/><draw:page/>", kind="presentation"), "a.odp", 2),
        (files.docx(), "a.docx", None),
        (files.mp3(), "a.mp3", None),
        (files.mp4(), "a.mp4", None),
    ],
    ids=["pptx", "odp", "docx", "mp3", "mp4"],
)
def test_what_can_not_be_drawn_is_ready_without_pictures(stored, content, name, pages):
    preparation = stored(content, name).preparation
    preparation.refresh_from_db()
    assert (preparation.state, preparation.pages) == (State.READY, pages)
    assert not preparation.pictures.exists()
    assert not preparation.whatsapp


def test_slides_are_shown_by_the_pdf_of_the_same_material(client, library, stored):
    material = MaterialFactory(parent=library, slug="salindia", kind="salindia")
    MaterialFileFactory(page=material, document=stored(files.pptx(), "a.pptx"), sort_order=0)
    pdf = stored(files.drawn_pdf())
    MaterialFileFactory(page=material, document=pdf, sort_order=1)
    picture = pdf.preparation.pictures.get()
    html = client.get("/materi/salindia/").content.decode()
    assert re.search(rf'<a href="{picture.large_url}">\s*<img src="{picture.url}"', html)
    assert client.get(picture.large_url)["Content-Type"] == "image/webp"


def test_a_large_picture_is_private_as_the_small_one_is(client, library, stored):
    material = MaterialFactory(parent=library, slug="rahasia")
    document = stored(files.drawn_pdf())
    MaterialFileFactory(page=material, document=document)
    picture = document.preparation.pictures.get()
    assert client.get(picture.large_url).status_code == 200
    material.unpublish()
    assert client.get(picture.large_url).status_code == 404


def test_browsers_that_know_avif_get_it_and_all_others_webp(client, library, stored):
    document = stored(files.drawn_pdf(pictures=(noise(1600, 1200, "JPEG"),)))
    MaterialFileFactory(page=MaterialFactory(parent=library), document=document)
    picture = document.preparation.pictures.get()
    sizes: dict[str, int] = {}
    for url in (picture.url, picture.large_url):
        for accepted, kind in (("image/avif,image/webp,*/*;q=0.8", "avif"), ("image/webp,*/*", "webp"), ("", "webp")):
            response = client.get(url, headers={"accept": accepted})
            assert response["Content-Type"] == f"image/{kind}"
            assert response["Vary"] == "Accept"
            content = response.getvalue()
            with Image.open(BytesIO(content)) as shown:
                assert shown.format == kind.upper()
            sizes[f"{kind} {url}"] = len(content)
    assert sizes[f"avif {picture.large_url}"] < sizes[f"webp {picture.large_url}"]


def test_pictures_from_before_there_was_avif_are_shown_as_they_are(client, library, stored):
    document = stored(files.drawn_pdf())
    MaterialFileFactory(page=MaterialFactory(parent=library), document=document)
    picture = document.preparation.pictures.get()
    PreviewPicture.objects.update(avif="", large_avif="")
    assert client.get(picture.url, headers={"accept": "image/avif"})["Content-Type"] == "image/webp"


def test_a_replaced_file_is_drawn_anew_and_nothing_of_the_former_stays(stored, committed):
    before = made()
    document = stored(files.drawn_pdf())
    first = made() - before
    document.file = ContentFile(files.drawn_pdf("Nomor baru", pages=2), name="b.pdf")
    with committed():
        document.save()
    preparation = Preparation.objects.get(document=document)
    assert (preparation.state, preparation.pages, preparation.pictures.count()) == (State.READY, 2, 2)
    assert not first & made()
    with committed():
        document.delete()
    assert made() == before


def test_between_replacing_and_drawing_the_former_pictures_are_not_shown(stored):
    document = stored(files.drawn_pdf())
    document.file = ContentFile(files.drawn_pdf("Tanpa nama"), name="b.pdf")
    document.save()
    preparation = Preparation.objects.get(document=document)
    assert preparation.state == State.PENDING
    assert not preparation.pictures.exists()
    assert not preparation.whatsapp


def test_a_document_that_only_gets_another_title_is_not_drawn_again(stored, committed):
    document = stored(files.drawn_pdf())
    with committed() as asked:
        document.title = "Nama lain"
        document.save()
    assert not asked


def test_doing_the_work_twice_changes_nothing(stored):
    document = stored(files.drawn_pdf())
    pictures, there = list(document.preparation.pictures.values_list("pk", flat=True)), made()
    preparing.prepare.func(document.pk, document.sha256)
    assert list(document.preparation.pictures.values_list("pk", flat=True)) == pictures
    assert made() == there


def test_work_that_was_asked_for_before_the_file_was_replaced_is_left_alone(stored):
    document = stored(files.drawn_pdf())
    there = made()
    preparing.prepare.func(document.pk, "0" * 64)
    preparing.prepare.func(document.pk + 1000, document.sha256)
    assert made() == there
    assert Preparation.objects.get(document=document).state == State.READY


def test_a_file_that_is_replaced_while_it_is_drawn_keeps_nothing_of_the_former(db, monkeypatch):
    document = CampaignDocument.objects.create(title="Poster", file=ContentFile(files.drawn_pdf(), name="a.pdf"))
    there = made()

    def replaced_meanwhile(way, source, target, **known):
        answer = real(way, source, target, **known)
        Preparation.objects.filter(document=document).update(sha256="0" * 64)
        return answer

    monkeypatch.setattr(sandbox, "run", replaced_meanwhile)
    preparing.prepare.func(document.pk, document.sha256)
    assert Preparation.objects.get(document=document).state == State.PENDING
    assert made() == there


def fail(monkeypatch, trouble: Exception) -> None:
    def broken(way, source, target, **known):
        if way in {"draw", "slides"}:
            raise trouble
        return real(way, source, target, **known)

    monkeypatch.setattr(sandbox, "run", broken)


@pytest.fixture
def failed(monkeypatch, stored) -> Preparation:
    fail(monkeypatch, Refused("too_hard"))
    return Preparation.objects.get(document=stored(files.drawn_pdf()))


@pytest.mark.parametrize("trouble", [Refused("too_hard"), Refused("damaged"), OSError("gone"), RuntimeError("odd")])
def test_a_failure_is_kept_with_a_reason_in_indonesian(monkeypatch, stored, trouble):
    fail(monkeypatch, trouble)
    preparation = Preparation.objects.get(document=stored(files.drawn_pdf()))
    assert preparation.state == State.FAILED
    assert preparation.failure.startswith(("Halaman", "Berkas"))


def test_an_editor_sees_what_failed_on_the_first_screen_and_in_the_list_and_tries_again(
    admin_client, failed, monkeypatch, committed
):
    for address in (reverse("wagtailadmin_home"), reverse("unfinished_files")):
        html = admin_client.get(address).content.decode()
        assert failed.failure in html
        assert "Coba lagi" in html
        form = html.split(f'action="{reverse("prepare_again", args=[failed.pk])}"')[1].split("</form>")[0]
        assert "csrfmiddlewaretoken" in form
    monkeypatch.setattr(sandbox, "run", real)
    with committed():
        response = admin_client.post(reverse("prepare_again", args=[failed.pk]), follow=True)
    assert "sedang disiapkan lagi" in response.content.decode()
    failed.refresh_from_db()
    assert (failed.state, failed.failure) == (State.READY, "")
    assert failed.pictures.count() == 1


def test_an_editor_sees_the_reason_on_the_screen_of_the_material(admin_client, library, failed):
    material = MaterialFactory(parent=library)
    MaterialFileFactory(page=material, document=failed.document)
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[material.pk])).content.decode()
    assert failed.failure in html
    assert reverse("unfinished_files") in html


def test_a_reader_is_told_no_reason(client, library, failed):
    material = MaterialFactory(parent=library, slug="poster")
    MaterialFileFactory(page=material, document=failed.document)
    assert failed.failure not in client.get("/materi/poster/").content.decode()


def test_what_is_ready_or_asked_for_is_not_begun_again_by_hand(admin_client, stored):
    preparation = stored(files.drawn_pdf()).preparation
    assert admin_client.post(reverse("prepare_again", args=[preparation.pk])).status_code == 404
    assert admin_client.get(reverse("prepare_again", args=[preparation.pk])).status_code == 405


def test_what_was_forgotten_is_begun_again(stored, committed):
    document = stored(files.drawn_pdf())
    Preparation.objects.update(state=State.PENDING, changed_at=timezone.now() - timedelta(minutes=5))
    older = stored(files.drawn_pdf("Lain"))
    Preparation.objects.filter(document=older).delete()  # as one that came before there was a worker
    with committed():
        preparing.begin_again_what_was_forgotten()
    assert {preparation.document_id for preparation in Preparation.objects.filter(state=State.READY)} == {
        document.pk,
        older.pk,
    }


def test_what_was_asked_for_just_now_is_not_forgotten(db, committed):
    CampaignDocument.objects.create(title="Poster", file=ContentFile(files.drawn_pdf(), name="a.pdf"))
    with committed() as asked:
        preparing.begin_again_what_was_forgotten()
    assert not asked


def test_of_several_pages_no_copy_for_whatsapp_is_made(stored):
    preparation = stored(files.drawn_pdf(pages=2)).preparation
    preparation.refresh_from_db()
    assert (preparation.state, preparation.pages, preparation.whatsapp.name) == (State.READY, 2, "")


def test_a_file_that_finds_no_place_goes_on_waiting(stored, monkeypatch, committed):
    def busy(way, *files, **known):
        raise Refused("busy")

    document = stored(files.drawn_pdf())
    monkeypatch.setattr(sandbox, "run", busy)
    with committed():
        preparing.begin(document.preparation)
    document.preparation.refresh_from_db()
    assert document.preparation.state == State.PENDING
