from django.utils import timezone

from campaigns.models import Village
from home.models import TaskForce


def test_the_contact_page_has_a_neutral_title_and_share_card(client):
    html = client.get("/hubungi/").content.decode()
    assert "<title>Informasi layanan · Suluah</title>" in html
    assert 'property="og:title" content="Informasi layanan"' in html
    assert "kekerasan" not in html.split("<body")[0].split("<style")[0].lower()


def test_the_sections_of_the_contact_page_add_nothing_to_the_history(client):
    main = client.get("/hubungi/").content.decode().split("<main")[1].split("</main>")[0]
    assert "<details" in main
    assert 'href="#' not in main


def test_all_47_kelurahan_stand_under_their_kecamatan(client):
    html = client.get("/hubungi/satgas/").content.decode()
    assert html.count("<h2>Kecamatan ") == 5
    assert Village.objects.count() == 47
    for village in Village.objects.all():
        assert f"<strong>{village.name}</strong>" in html


def test_a_kelurahan_is_found_by_part_of_its_name_and_by_its_local_spelling(client):
    assert "Payobasung" in client.get("/hubungi/satgas/?kelurahan=payobasuang").content.decode()
    html = client.get("/hubungi/satgas/?kelurahan=limbuk").content.decode()
    assert "Limbukan" in html
    assert "Ibuah" not in html


def test_an_unknown_kelurahan_says_what_to_do(client):
    html = client.get("/hubungi/satgas/?kelurahan=zzz").content.decode()
    assert "zzz" in html
    assert "tel:129" in html.split("<main")[1]


def test_a_task_force_shows_only_when_verified(client, db):
    force = TaskForce.objects.create(village=Village.objects.get(name="Ibuah"), place="Kantor kelurahan contoh")
    assert "Kantor kelurahan contoh" not in client.get("/hubungi/satgas/").content.decode()
    force.source, force.verified_on = "Surat kelurahan", timezone.localdate()
    force.save()
    assert "Kantor kelurahan contoh" in client.get("/hubungi/satgas/").content.decode()
