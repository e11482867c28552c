"""Every way to an upload is the single form, and nothing half-way is public."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver, reverse
from wagtail.models import UploadedFile

from publishing.models import CampaignDocument, CampaignImage, User
from tests.publishing.uploads.files import drawn_pdf
from tests.publishing.uploads.test_pictures import photo


@pytest.fixture
def member_of(db):
    """A browser in which somebody of a group has logged in."""

    def log_in(group: str) -> Client:
        user = User.objects.create_user(username=group)
        user.groups.add(Group.objects.get(name=group))
        browser = Client()
        browser.force_login(user)
        return browser

    return log_in


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ["add_multiple", "create_multiple_from_uploaded_image", "edit_multiple"])
def test_several_pictures_at_once_lead_to_the_form_for_one(admin_client, name, method):
    address = reverse(f"wagtailimages:{name}", args=[] if name == "add_multiple" else [1])
    upload = {"files[]": SimpleUploadedFile("a.jpg", photo())} if method == "post" else {}
    response = getattr(admin_client, method)(address, upload)
    assert (response.status_code, response.headers["Location"]) == (302, reverse("wagtailimages:add"))
    assert not UploadedFile.objects.exists()


def test_the_form_for_one_picture_opens_from_the_list_of_pictures(admin_client):
    listing = admin_client.get(reverse("wagtailimages:index")).content.decode()
    assert reverse("wagtailimages:add_multiple") in listing
    form = admin_client.get(reverse("wagtailimages:add_multiple"), follow=True)
    assert 'name="consent"' in form.content.decode()


def test_a_picture_uploaded_while_one_is_chosen_is_stored_clean(admin_client):
    prefix = "image-chooser-upload"
    fields = {"title": "Dari pemilih", "description": "Ruang", "people": "none", "collection": 1}
    data = {f"{prefix}-{name}": value for name, value in fields.items()}
    data[f"{prefix}-file"] = SimpleUploadedFile("Siti.jpg", photo(), content_type="image/jpeg")
    assert admin_client.post(reverse("wagtailimages_chooser:create"), data).json()["step"] == "chosen"
    image = CampaignImage.objects.get(title="Dari pemilih")
    with image.file.open() as file:
        assert b"Kamera rahasia" not in file.read()
    assert image.file.name.startswith(f"original_images/{image.sha256[:16]}")


@pytest.mark.parametrize("address", ["wagtail_uploads/a.jpg", "./wagtail_uploads/a.jpg", "x/../wagtail_uploads/a.jpg"])
def test_what_is_uploaded_only_half_way_is_not_public(client, address):
    default_storage.delete("wagtail_uploads/a.jpg")
    default_storage.save("wagtail_uploads/a.jpg", ContentFile(photo()))
    assert client.get(f"/media/{address}").status_code == 404


def test_a_picture_as_it_was_uploaded_is_shown_to_editors_only(client, admin_client):
    name = default_storage.save("original_images/foto-utuh.jpg", ContentFile(photo()))
    for address in (name, f"images/../{name}", f"./{name}", name.replace("o", "O", 1)):
        assert client.get(f"/media/{address}").status_code == 404
    answer = admin_client.get(f"/media/{name}")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-store")


def test_a_picture_that_no_page_shows_is_not_public(client):
    name = default_storage.save("images/foto.width-320.jpg", ContentFile(photo()))
    assert client.get(f"/media/{name}").status_code == 404


def test_a_folder_that_nobody_has_thought_of_is_not_public(client):
    name = default_storage.save("avatar_images/siti.jpg", ContentFile(photo()))
    assert client.get(f"/media/{name}").status_code == 404


@pytest.mark.parametrize(
    "path", ["a" * 300, "original_images/" + "a" * 5000, "a%00b", "%ff", "%ed%a0%80", "", "original_images/", "a.jpg/b"]
)
def test_an_address_that_no_file_can_have_is_missing(client, path):
    client.raise_request_exception = False
    assert client.get(f"/media/{path}").status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ["add_multiple", "create_multiple_from_uploaded_document", "edit_multiple"])
def test_several_documents_at_once_lead_to_the_form_for_one(admin_client, name, method):
    address = reverse(f"wagtaildocs:{name}", args=[] if name == "add_multiple" else [1])
    upload = {"files[]": SimpleUploadedFile("a.pdf", drawn_pdf())} if method == "post" else {}
    response = getattr(admin_client, method)(address, upload)
    assert (response.status_code, response.headers["Location"]) == (302, reverse("wagtaildocs:add"))
    assert not UploadedFile.objects.exists()
    assert not CampaignDocument.objects.exists()


@pytest.mark.parametrize("group", ["Peninjau", "Pengelola Materi", "Administrator"])
def test_who_manages_material_adds_documents_and_finds_them_in_the_menu(member_of, group):
    browser = member_of(group)
    fields = {"title": "Surat", "collection": 1, "file": SimpleUploadedFile("a.pdf", drawn_pdf())}
    assert browser.post(reverse("wagtaildocs:add"), fields).status_code == 302
    document = CampaignDocument.objects.get()
    assert reverse("wagtaildocs:edit", args=[document.pk]) in browser.get(reverse("wagtaildocs:index")).content.decode()
    assert reverse("wagtaildocs:index") in browser.get(reverse("wagtailadmin_home")).content.decode()


def test_who_writes_adds_no_documents(member_of):
    browser = member_of("Penulis")
    for name in ("wagtaildocs:add", "wagtaildocs_chooser:create"):
        prefix = "document-chooser-upload-" if "chooser" in name else ""
        fields = {f"{prefix}title": "Surat", f"{prefix}file": SimpleUploadedFile("a.pdf", drawn_pdf())}
        assert browser.post(reverse(name), fields).status_code in {302, 403}, name
    assert not CampaignDocument.objects.exists()


@pytest.mark.parametrize("group", ["Penulis", "Peninjau", "Pengelola Materi", "Administrator"])
def test_the_groups_may_still_add_pictures(member_of, group):
    assert member_of(group).get(reverse("wagtailimages:add")).status_code == 200


def test_the_text_editor_offers_no_document(settings):
    offered = {*settings.RICH_TEXT_FEATURES, *settings.RICH_TEXT_LONG_FEATURES}
    editors = settings.WAGTAILADMIN_RICH_TEXT_EDITORS.values()
    offered.update(feature for editor in editors for feature in editor["OPTIONS"]["features"])
    assert "document-link" not in offered


def addresses(patterns, before: str = "") -> list[str]:
    found = []
    for pattern in patterns:
        route = before + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if hasattr(pattern, "url_patterns"):
            found += addresses(pattern.url_patterns, route)
        elif not set(route) & set("<(?["):
            found.append("/" + route.replace("\\", ""))
    return found


@pytest.mark.filterwarnings("ignore")
def test_files_come_in_by_the_cleaned_doors_only(admin_client):
    """Every screen of the editors' area that has an address of its own, and what it asks for."""
    admin_client.raise_request_exception = False
    screens = [address for address in addresses(get_resolver().url_patterns) if address.startswith("/admin/")]
    assert len(screens) > 100
    doors = set()
    for address in screens:
        if not address.endswith(("/logout/", "/failwhale/")):  # the latter fails on purpose
            response = admin_client.get(address)
            if not response.streaming and re.search(rb'type=.{0,2}"file', response.content):
                doors.add(address)
    cleaned = {reverse(name) for name in ("wagtailimages:add", "wagtaildocs:add", "schedule_upload")}
    cleaned |= {
        reverse(f"{name}_chooser:{way}") for name in ("wagtailimages", "wagtaildocs") for way in ("choose", "create")
    }
    assert doors == cleaned


def test_redirects_are_not_imported_from_files(admin_client):
    address = reverse("wagtailredirects:start_import")
    upload = {"import_file": SimpleUploadedFile("a.csv", b"/a,/b")}
    for response in (admin_client.get(address), admin_client.post(address, upload)):
        assert (response.status_code, response.headers["Location"]) == (302, reverse("wagtailredirects:index"))
    assert address not in admin_client.get(reverse("wagtailredirects:index")).content.decode()
