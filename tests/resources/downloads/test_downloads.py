"""A file at its own address: whole, in part, and only for those who may have it."""

from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.utils.http import http_date
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from publishing.models import User
from publishing.uploads.documents import CleanDocument
from resources.downloads import serving
from resources.models import Download
from tests.resources.factories import (
    DocumentFactory,
    KitArchiveFactory,
    KitFactory,
    MaterialFactory,
    MaterialFileFactory,
    PreparationFactory,
)

CONTENT = bytes(range(256)) * 20
PHONE = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"


def body(response) -> bytes:
    return response.getvalue() if response.streaming else response.content


@pytest.fixture
def reader(db) -> Client:
    """Somebody with a telephone, whose downloads count."""
    return Client(headers={"User-Agent": PHONE})


@pytest.fixture
def file(library):
    document = DocumentFactory(file=CleanDocument(BytesIO(CONTENT), "berkas.pdf", []))
    return MaterialFileFactory(page=MaterialFactory(parent=library, slug="poster-tanda"), document=document)


def close(page, kind=PageViewRestriction.GROUPS, groups=("Mitra Adat",), **more) -> None:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind, **more)
    restriction.groups.set(Group.objects.filter(name__in=groups if kind == PageViewRestriction.GROUPS else []))


@pytest.fixture
def member_of(db):
    def log_in(group: str) -> Client:
        user = User.objects.create_user(username=group)
        user.groups.add(Group.objects.get(name=group))
        browser = Client(headers={"User-Agent": PHONE})
        browser.force_login(user)
        return browser

    return log_in


def test_a_file_comes_whole_with_its_clean_name_and_nothing_in_it_may_run(reader, file):
    response = reader.get(file.download_url)
    assert response.status_code == 200
    assert body(response) == CONTENT
    expected = {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(CONTENT)),
        "Content-Disposition": 'attachment; filename="poster-tanda-a3.pdf"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Accept-Ranges": "bytes",
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
    }
    assert {name: response.headers.get(name) for name in expected} == expected
    assert not response.cookies


def test_a_wrong_name_leads_to_the_right_one(reader, file):
    response = reader.get(f"/materi/berkas/{file.pk}/apa-saja.exe")
    assert (response.status_code, response.headers["Location"]) == (302, file.download_url)


@pytest.mark.parametrize("number", ["0", "999999", "9" * 40])
def test_a_file_that_is_not_there_is_missing(reader, library, number):
    assert reader.get(f"/materi/berkas/{number}/a.pdf").status_code == 404
    assert reader.get(f"/materi/berkas/{number}/whatsapp/a.jpg").status_code == 404


def test_a_file_that_the_disk_has_lost_is_missing(reader, file):
    file.document.file.storage.delete(file.document.file.name)
    assert reader.get(file.download_url).status_code == 404


def test_a_look_tells_the_size_and_sends_nothing(reader, file):
    response = reader.head(file.download_url)
    assert response.status_code == 200
    assert response.headers["Content-Length"] == str(len(CONTENT))
    assert "ETag" in response.headers
    assert body(response) == b""


def test_nothing_can_be_sent_to_a_download(reader, file):
    assert reader.post(file.download_url).status_code == 405


@pytest.mark.parametrize(
    ("asked", "start", "stop"), [("bytes=100-", 100, 5120), ("bytes=0-9", 0, 10), ("bytes=-7", 5113, 5120)]
)
def test_a_part_comes_alone(reader, file, asked, start, stop):
    response = reader.get(file.download_url, headers={"Range": asked})
    assert response.status_code == 206
    assert response.headers["Content-Range"] == f"bytes {start}-{stop - 1}/5120"
    assert response.headers["Content-Length"] == str(stop - start)
    assert body(response) == CONTENT[start:stop]


def test_a_part_behind_the_end_is_refused_with_the_size(reader, file):
    response = reader.get(file.download_url, headers={"Range": "bytes=5120-"})
    assert (response.status_code, response.headers["Content-Range"]) == (416, "bytes */5120")
    assert body(response) == b""


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "bytes=z-", "lines=1-2"])
def test_what_is_no_single_range_gets_the_whole_file(reader, file, asked):
    response = reader.get(file.download_url, headers={"Range": asked})
    assert response.status_code == 200
    assert body(response) == CONTENT


def test_a_download_goes_on_when_the_file_is_the_same_and_starts_anew_when_not(reader, file):
    first = reader.head(file.download_url).headers
    for known in (first["ETag"], first["Last-Modified"]):
        assert reader.get(file.download_url, headers={"Range": "bytes=9-", "If-Range": known}).status_code == 206
    for old in ('"other"', f"W/{first['ETag']}", http_date(0), "nonsense"):
        response = reader.get(file.download_url, headers={"Range": "bytes=9-", "If-Range": old})
        assert (response.status_code, len(body(response))) == (200, len(CONTENT)), old


def test_who_goes_on_with_if_match_learns_when_the_file_has_changed(reader, file):
    """Firefox and Android's download manager do so."""
    etag = reader.head(file.download_url).headers["ETag"]
    assert reader.get(file.download_url, headers={"Range": "bytes=9-", "If-Match": etag}).status_code == 206
    assert reader.get(file.download_url, headers={"Range": "bytes=9-", "If-Match": '"other"'}).status_code == 412


def test_who_has_the_file_already_gets_it_not_again(reader, file):
    first = reader.head(file.download_url).headers
    for name, value in (("If-None-Match", first["ETag"]), ("If-Modified-Since", first["Last-Modified"])):
        response = reader.get(file.download_url, headers={name: value})
        assert (response.status_code, body(response), response.headers["ETag"]) == (304, b"", first["ETag"])


headers_of_strangers = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    asked=headers_of_strangers | st.from_regex(r"bytes=[0-9]{0,6}-[0-9]{0,6}", fullmatch=True),
    known=headers_of_strangers | st.none(),
)
def test_no_header_of_a_stranger_is_an_error(reader, file, asked, known):
    headers = {"Range": asked, **({"If-Range": known, "If-Modified-Since": known, "If-Match": known} if known else {})}
    response = reader.get(file.download_url, headers=headers)
    assert response.status_code in {200, 206, 304, 412, 416}
    if response.status_code in {200, 206}:
        assert len(body(response)) == int(response.headers["Content-Length"])


def test_the_server_in_front_sends_the_file_where_there_is_one(reader, file, settings):
    settings.ACCEL_LOCATION = "/_berkas/"
    response = reader.get(file.download_url)
    assert response.headers["X-Accel-Redirect"] == f"/_berkas/{file.document.file.name}"
    assert body(response) == b""
    assert response.headers["Content-Disposition"] == 'attachment; filename="poster-tanda-a3.pdf"'


def test_downloads_leave_places_for_pages(reader, file, monkeypatch):
    monkeypatch.setattr(serving, "places", serving.BoundedSemaphore(1))
    first = reader.get(file.download_url)
    refused = reader.get(file.download_url)
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "30")
    assert body(first) == CONTENT  # and with its end its place is free
    assert body(reader.get(file.download_url)) == CONTENT


def test_a_file_that_the_disk_can_not_read_holds_no_place(reader, file, monkeypatch):
    monkeypatch.setattr(serving, "places", serving.BoundedSemaphore(1))

    class Broken(BytesIO):
        def seek(self, *where) -> int:
            raise OSError(5, "Input/output error")

    with monkeypatch.context() as damaged:
        damaged.setattr(type(file.document.file.storage), "_open", lambda storage, name, mode: Broken())
        for _time in range(2):
            assert reader.get(file.download_url).status_code == 404
    assert body(reader.get(file.download_url)) == CONTENT


# --- who may have it ---


def test_a_file_of_a_draft_is_for_editors(reader, file, member_of):
    file.page.unpublish()
    for address in (file.download_url, f"/materi/berkas/{file.pk}/x.pdf"):
        assert reader.get(address).status_code == 404
    assert member_of("Mitra Adat").get(file.download_url).status_code == 404
    assert member_of("Penulis").get(file.download_url).status_code == 200


def test_a_file_of_partners_asks_for_the_login_and_tells_a_stranger_nothing(reader, file, member_of):
    close(file.page)
    for address in (file.download_url, f"/materi/berkas/{file.pk}/x.pdf"):
        for headers in ({}, {"Range": "bytes=0-5"}, {"If-None-Match": "*"}):
            response = reader.get(address, headers=headers)
            assert response.status_code == 302
            assert "next=" in response.headers["Location"]
            assert "poster-tanda" not in response.headers["Location"].split("next=")[0]
            assert "private" in response.headers["Cache-Control"]
    partner = member_of("Mitra Adat")
    response = partner.get(file.download_url)
    assert body(response) == CONTENT
    assert response.headers["Cache-Control"] == "private, no-store"


def test_an_account_that_is_not_invited_is_refused(file, member_of):
    close(file.page, groups=["Administrator"])
    assert member_of("Mitra Adat").get(file.download_url).status_code == 403


def test_a_file_behind_a_password_asks_for_it_and_comes_after_it(reader, file):
    close(file.page, kind=PageViewRestriction.PASSWORD, password="rahasia-nagari")
    response = reader.get(file.download_url)
    assert response.status_code == 200
    assert not response.streaming
    assert 'name="password"' in response.content.decode()


def test_a_stranger_does_not_learn_whether_a_closed_file_has_a_copy(reader, file):
    close(file.page)
    assert reader.get(file.whatsapp_url).status_code == 302
    PreparationFactory(document=file.document).whatsapp.save("a.jpg", ContentFile(b"\xff\xd8\xff"))
    assert reader.get(file.whatsapp_url).status_code == 302


def test_a_copy_for_whatsapp_comes_when_it_is_ready(reader, file):
    assert reader.get(file.whatsapp_url).status_code == 404
    preparation = PreparationFactory(document=file.document)
    preparation.whatsapp.save("a.jpg", ContentFile(b"\xff\xd8\xff"))
    response = reader.get(file.whatsapp_url)
    assert (response.headers["Content-Type"], body(response)) == ("image/jpeg", b"\xff\xd8\xff")
    wrong = reader.get(f"/materi/berkas/{file.pk}/whatsapp/x.jpg")
    assert wrong.headers["Location"] == file.whatsapp_url
    close(file.page)
    assert reader.get(file.whatsapp_url).status_code == 302


def test_a_kit_comes_as_one_file(reader, kits):
    kit = KitFactory(parent=kits, slug="paket-60")
    KitArchiveFactory(kit=kit)
    response = reader.get(kit.archive_url)
    assert (response.headers["Content-Type"], body(response)) == ("application/zip", b"PK")
    assert reader.get("/materi/paket/paket-60/lain.zip").headers["Location"] == kit.archive_url
    assert reader.get("/materi/paket/tidak-ada/tidak-ada.zip").status_code == 404


def test_who_comes_before_a_kit_is_built_lands_on_its_page(reader, kits):
    kit = KitFactory(parent=kits, slug="paket-60")
    assert reader.get(kit.archive_url).headers["Location"] == "/materi/paket/paket-60/"


def test_a_kit_of_partners_is_closed_at_its_file_too(reader, kits, member_of):
    kit = KitFactory(parent=kits)
    KitArchiveFactory(kit=kit)
    close(kit)
    assert reader.get(kit.archive_url).status_code == 302
    assert body(member_of("Mitra Adat").get(kit.archive_url)) == b"PK"


# --- the count ---


def counted(file) -> int:
    return sum(Download.objects.filter(page=file.page_id, name=file.download_name).values_list("count", flat=True))


def test_a_download_counts_once_it_was_sent(reader, file):
    response = reader.get(file.download_url)
    assert counted(file) == 0
    body(response)
    assert counted(file) == 1
    body(reader.get(file.download_url))
    assert counted(file) == 2
    assert Download.objects.count() == 1


@pytest.mark.parametrize("asked", ["bytes=0-", "bytes=0-4999"])
def test_a_download_in_parts_counts_with_its_first(reader, file, asked):
    body(reader.get(file.download_url, headers={"Range": asked}))
    body(reader.get(file.download_url, headers={"Range": "bytes=5000-"}))
    assert counted(file) == 1


@pytest.mark.parametrize("headers", [{"Range": "bytes=1-"}, {"Range": "bytes=0-1"}, {"Range": "bytes=9999-"}])
def test_what_does_not_begin_a_download_is_not_counted(reader, file, headers):
    body(reader.get(file.download_url, headers=headers))
    assert counted(file) == 0


def test_a_look_and_a_file_that_is_there_already_are_not_counted(reader, file):
    etag = reader.head(file.download_url).headers["ETag"]
    reader.get(file.download_url, headers={"If-None-Match": etag})
    assert counted(file) == 0


@pytest.mark.parametrize(
    "agent",
    [
        "", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "WhatsApp/2.24.6 A",
        "facebookexternalhit/1.1", "curl/8.5.0", "Mozilla/5.0 (compatible; YandexBot/3.0)", "python-requests/2.32",
    ],
)  # fmt: skip
def test_robots_are_not_counted(client, file, agent):
    body(client.get(file.download_url, headers={"User-Agent": agent}))
    assert counted(file) == 0


def test_a_telephone_with_a_robots_name_is_counted(client, file):
    body(client.get(file.download_url, headers={"User-Agent": "Mozilla/5.0 (Linux; Android 10; CUBOT X30) Mobile"}))
    assert counted(file) == 1


def test_the_office_is_not_counted_and_a_partner_is(file, member_of):
    body(member_of("Peninjau").get(file.download_url))
    assert counted(file) == 0
    body(member_of("Mitra Adat").get(file.download_url))
    assert counted(file) == 1


def test_a_file_that_the_server_in_front_sends_is_counted_by_the_same_rules(reader, file, settings):
    settings.ACCEL_LOCATION = "/_berkas/"
    for headers in ({"Range": "bytes=7-"}, {"Range": "bytes=9999-"}, {}):
        reader.get(file.download_url, headers=headers)
    assert counted(file) == 1


def test_an_open_file_costs_few_queries_and_asks_for_no_session(reader, file, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        response = reader.get(file.download_url)
    assert "Cookie" not in response.headers.get("Vary", "")
