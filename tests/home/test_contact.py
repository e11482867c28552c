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


def reachable(name: str, **more: str) -> TaskForce:
    """The verified task force of that kelurahan."""
    village = Village.objects.get(name=name)
    today = timezone.localdate()
    return TaskForce.objects.create(village=village, source="Surat kelurahan", verified_on=today, **more)


def test_while_no_task_force_can_be_reached_the_page_offers_what_works(client):
    main = client.get("/hubungi/satgas/").content.decode().split("<main")[1].split("</main>")[0]
    assert main.index("tel:110") < main.index("tel:129")
    assert "Kecamatan" not in main
    assert "<form" not in main
    assert Village.objects.count() == 47


def test_nothing_leads_to_the_task_forces_before_one_can_be_reached(client, home):
    urls = [page.url for page in home.get_descendants(inclusive=True).live()]
    assert not [url for url in urls if 'href="/hubungi/satgas/' in client.get(url).content.decode()]
    assert "/satgas/" not in client.get("/sitemap.xml").content.decode()
    reachable("Ibuah", place="Kantor kelurahan contoh")
    assert 'href="/hubungi/satgas/' in client.get("/hubungi/").content.decode()
    assert "/satgas/" in client.get("/sitemap.xml").content.decode()


def test_the_task_forces_that_can_be_reached_stand_under_their_kecamatan(client):
    for name in ("Ibuah", "Payobasung"):
        reachable(name)
    html = client.get("/hubungi/satgas/").content.decode()
    assert html.count("<h2>Kecamatan ") == 2
    assert "<strong>Ibuah</strong>" in html
    assert "Limbukan" not in html


def test_a_kelurahan_is_found_by_part_of_its_name_and_by_its_local_spelling(client):
    reachable("Payobasung")
    html = client.get("/hubungi/satgas/?kelurahan=payobasuang").content.decode()
    assert "<strong>Payobasung</strong>" in html
    html = client.get("/hubungi/satgas/?kelurahan=limbuk").content.decode()
    assert "Belum dipastikan: Limbukan (Payakumbuh Selatan)." in html
    assert "Ibuah" not in html


def test_an_unknown_kelurahan_says_what_to_do(client):
    reachable("Ibuah")
    html = client.get("/hubungi/satgas/?kelurahan=zzz").content.decode()
    assert "zzz" in html
    assert "tel:129" in html.split("<main")[1]


def test_a_task_force_shows_only_when_verified(client, db):
    force = TaskForce.objects.create(village=Village.objects.get(name="Ibuah"), place="Kantor kelurahan contoh")
    assert "Kantor kelurahan contoh" not in client.get("/hubungi/satgas/").content.decode()
    force.source, force.verified_on = "Surat kelurahan", timezone.localdate()
    force.save()
    assert "Kantor kelurahan contoh" in client.get("/hubungi/satgas/").content.decode()
