"""The editor of a kit learns how far its ZIP is, and can have it built again."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from publishing.models import User
from resources.models import KitArchive, State
from tests.resources.factories import (
    KitArchiveFactory,
    KitFactory,
    KitPartFactory,
    MaterialFactory,
    MaterialFileFactory,
)


@pytest.fixture
def kit(library, kits):
    kit = KitFactory(parent=kits, slug="paket-60", title="Paket 60 menit")
    open_one = MaterialFactory(parent=library, title="Poster terbuka")
    MaterialFileFactory(page=open_one)
    draft = MaterialFactory(parent=library, title="Poster draf", live=False)
    MaterialFileFactory(page=draft)
    for page in (open_one, draft):
        KitPartFactory(kit=kit, material=page)
    return kit


def panel(admin_client, kit) -> str:
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[kit.pk])).content.decode()
    return " ".join(html.partition('class="kit-archive"')[2].partition("</section>")[0].split())


def test_a_ready_zip_is_told_with_its_size(admin_client, kit):
    KitArchiveFactory(kit=kit, built_at=timezone.now())
    text = panel(admin_client, kit)
    assert "ZIP siap: 18 MB, dibuat" in text
    assert "Coba lagi" not in text


def test_what_the_zip_leaves_out_is_told(admin_client, kit):
    text = panel(admin_client, kit)
    assert "Poster draf" in text
    assert "Poster terbuka" not in text


def test_a_failed_zip_is_told_with_its_reason_and_what_readers_get(admin_client, kit):
    KitArchiveFactory(kit=kit, state=State.FAILED, failure="Penyimpanan server penuh.")
    text = panel(admin_client, kit)
    for words in ("ZIP gagal dibuat. Penyimpanan server penuh.", "pembaca mendapat ZIP yang lama", "Coba lagi"):
        assert words in text
    home = admin_client.get("/admin/").content.decode()
    assert "Paket yang ZIP-nya gagal dibuat" in home
    assert "Penyimpanan server penuh." in home


def test_a_kit_that_is_not_published_has_no_zip(admin_client, kit):
    kit.unpublish()
    assert "ZIP dibuat ketika paket diterbitkan." in panel(admin_client, kit)


def test_trying_again_asks_first_and_then_builds(admin_client, kit, django_capture_on_commit_callbacks):
    KitArchiveFactory(kit=kit, state=State.FAILED, failure="Penyimpanan server penuh.", file="")
    address = reverse("build_kit_again", args=[kit.pk])
    assert address in panel(admin_client, kit)
    assert "Penyimpanan server penuh." in admin_client.get(address).content.decode()
    assert KitArchive.objects.get(kit=kit).state == State.FAILED
    with django_capture_on_commit_callbacks(execute=True):
        response = admin_client.post(address, follow=True)
    assert "ZIP sedang dibuat." in response.content.decode()
    archive = KitArchive.objects.get(kit=kit)
    assert (archive.state, archive.failure) == (State.READY, "")


def test_only_who_may_edit_the_kit_has_it_built(kit):
    user = User.objects.create_user(username="tamu")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    browser = Client()
    browser.force_login(user)
    address = reverse("build_kit_again", args=[kit.pk])
    for reader in (browser, Client()):
        assert reader.get(address).status_code == reader.post(address).status_code == 302
    assert not KitArchive.objects.filter(kit=kit).exists()
