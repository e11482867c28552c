from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from home.help import Help
from home.models import HelpPoint, HelpSettings

TODAY = timezone.localdate()


def test_a_point_without_source_or_verification_is_never_shown(client, db):
    assert HelpPoint.objects.filter(verified_on=None).count() >= 2
    shown = {point.name for point in Help().points}
    for point in HelpPoint.objects.filter(verified_on=None):
        assert point.name not in shown
        if point.phone:
            assert point.phone not in client.get("/hubungi/").content.decode()


def test_while_the_office_has_no_verified_number_sapa_129_stands_in(client):
    html = client.get("/hubungi/").content.decode()
    assert Help().main.phone == "129"
    assert "tel:129" in html
    assert "SAPA 129" in html
    assert "P2TP2A" in html


def test_the_verified_local_number_takes_its_place_everywhere(client, local_point):
    local_point.phone, local_point.source, local_point.verified_on = "0000", "Contoh", TODAY
    local_point.save()
    for url in ("/", "/hubungi/", "/kekerasan/fisik/"):
        assert client.get(url).content.decode().index("tel:0000") < client.get(url).content.decode().index("tel:110")
    assert Help().chat.whatsapp == "628111129129", "WhatsApp falls to the next point that has it"


def test_a_whatsapp_link_carries_no_words(client):
    for url in ("/", "/hubungi/", "/tppo/tanda-bahaya/"):
        assert "wa.me/628111129129?" not in client.get(url).content.decode()


def test_an_old_verification_says_so_to_readers(client, db):
    HelpPoint.objects.filter(phone="129").update(verified_on=TODAY - timedelta(days=200))
    assert "Belum diperiksa lagi" in client.get("/hubungi/").content.decode()
    assert HelpPoint.objects.waiting(TODAY).filter(phone="129").exists()


def test_a_verified_point_needs_a_source_in_form_and_database(local_point):
    local_point.verified_on = TODAY
    with pytest.raises(ValidationError):
        local_point.full_clean()
    with pytest.raises(IntegrityError):
        local_point.save()


def test_nothing_is_verified_in_the_future(local_point):
    local_point.verified_on, local_point.source = TODAY + timedelta(days=1), "Surat"
    with pytest.raises(ValidationError):
        local_point.full_clean()


@pytest.mark.parametrize("number", ["delapan", "08<script>", "++62"])
def test_a_number_that_no_phone_dials_is_refused(local_point, number):
    local_point.phone = number
    with pytest.raises(ValidationError):
        local_point.full_clean()


def test_quick_exit_leads_to_the_page_of_the_settings(client, db):
    settings = HelpSettings.load()
    settings.exit_url = "https://cuaca.example/"
    settings.save()
    assert 'class="exit" href="https://cuaca.example/"' in client.get("/").content.decode()


def test_quick_exit_works_without_any_help_point(client, db):
    HelpPoint.objects.all().delete()
    response = client.get("/hubungi/")
    assert response.status_code == 200
    assert "https://www.bmkg.go.id/" in response.content.decode()
