from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.forms import modelform_factory
from django.utils import timezone

from campaigns.models import Village
from home.help.points import Help
from home.models import HelpPoint, HelpSettings, TaskForce

TODAY = timezone.localdate()


def test_a_point_without_source_or_verification_is_never_shown(client, db):
    HelpPoint.objects.filter(phone="148").update(verified_on=None)
    assert HelpPoint.objects.filter(verified_on=None).count() == 2
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
    point = HelpPoint.objects.get(phone="129")
    point.verified_on = TODAY - timedelta(days=200)
    point.save()
    assert "Belum diperiksa lagi" in client.get("/hubungi/").content.decode()
    assert HelpPoint.objects.waiting(TODAY).filter(phone="129").exists()


def test_readers_learn_it_on_the_day_though_nobody_changed_anything(client, db, monkeypatch):
    HelpPoint.objects.exclude(verified_on=None).update(verified_on=TODAY)
    assert "Belum diperiksa lagi" not in client.get("/hubungi/").content.decode()
    later = timezone.now() + timedelta(days=400)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    assert "Belum diperiksa lagi" in client.get("/hubungi/").content.decode()


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


@pytest.mark.parametrize(("field", "value"), [("phone", "0000"), ("whatsapp", "6200000000"), ("address", "Jalan Lain")])
def test_an_old_day_of_verification_does_not_vouch_for_a_new_number(db, field, value):
    point = HelpPoint.objects.get(phone="129")
    HelpPoint.objects.filter(pk=point.pk).update(verified_on=TODAY - timedelta(days=1))
    point.verified_on = TODAY - timedelta(days=1)
    setattr(point, field, value)
    with pytest.raises(ValidationError) as refused:
        point.full_clean()
    assert set(refused.value.message_dict) == {"verified_on"}
    point.verified_on = TODAY
    point.full_clean()


def test_a_new_number_of_a_task_force_is_checked_again_too(db):
    yesterday = TODAY - timedelta(days=1)
    force = TaskForce.objects.create(
        village=Village.objects.first(), phone="0000", source="Surat", verified_on=yesterday
    )
    force.phone = "0001"
    with pytest.raises(ValidationError):
        force.full_clean()


def test_a_number_written_in_other_groups_is_the_same_number(db):
    point = HelpPoint.objects.get(phone="129")
    HelpPoint.objects.filter(pk=point.pk).update(phone="1-29", verified_on=TODAY - timedelta(days=1))
    point.verified_on = TODAY - timedelta(days=1)
    point.full_clean()


def test_what_was_checked_today_may_be_corrected_today(db):
    point = HelpPoint.objects.get(phone="129")
    HelpPoint.objects.filter(pk=point.pk).update(verified_on=TODAY)
    point.phone, point.verified_on = "0000", TODAY
    point.full_clean()


def test_a_blank_source_is_none(db):
    point = HelpPoint.objects.get(phone="129")
    point.source = "  "
    with pytest.raises(ValidationError):
        point.full_clean()
    assert not point.is_shown
    HelpPoint.objects.filter(pk=point.pk).update(source="  ")
    assert not HelpPoint.objects.shown().filter(pk=point.pk).exists()


def test_quick_exit_keeps_to_the_settings_without_any_help_point(client, db):
    HelpSettings.objects.update(exit_url="https://cuaca.example/")
    HelpPoint.objects.all().delete()
    assert 'class="exit" href="https://cuaca.example/"' in client.get("/").content.decode()


def test_the_point_that_stands_in_is_called_by_its_name(client, db):
    HelpPoint.objects.filter(phone="129").update(name="Layanan Contoh")
    note = client.get("/hubungi/").content.decode().split("P2TP2A")[1].split("</p>")[0]
    assert "Layanan Contoh" in note
    HelpPoint.objects.all().delete()
    note = client.get("/hubungi/").content.decode().split("P2TP2A")[1].split("</p>")[0]
    assert "SAPA 129" not in note


@pytest.mark.parametrize("model", [HelpPoint, TaskForce])
def test_a_number_is_kept_in_one_form_however_it_was_copied(db, model):
    """The number is LPSK's own."""
    for name in ("phone", "whatsapp"):
        field = model._meta.get_field(name)
        kept = {"phone": "0857-7001-0048", "whatsapp": "6285770010048"}[name]
        for written in ("(0857) 7001 0048", "\u202a+62 857\u20117001\u20110048\u202c"):
            assert field.formfield().clean(written) == field.clean(written, None) == kept


def test_an_editor_sees_a_number_of_whatsapp_as_people_write_it_and_a_wrong_one_as_it_was_typed(db):
    form = modelform_factory(HelpPoint, fields=["whatsapp"])
    assert 'value="0811-1129-129"' in str(form(instance=HelpPoint.objects.get(phone="129"))["whatsapp"])
    assert not form(instance=HelpPoint.objects.get(phone="129"), data={"whatsapp": "08111-129-129"}).changed_data
    wrong = form(data={"whatsapp": "8111129129"})
    assert "Awalnya belum ada" in str(wrong.errors)
    assert 'value="8111129129"' in str(wrong["whatsapp"])


def test_a_link_calls_from_abroad_too(local_point):
    local_point.phone = "021-2924-4800"  # KP2MI's
    assert local_point.tel == "+622129244800"
