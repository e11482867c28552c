"""Every form reads days, hours, numbers and text alike: ours, Wagtail's own, and those of blocks."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.localization import get_available_admin_time_zones
from wagtail.blocks import DateBlock, DateTimeBlock, IntegerBlock, TimeBlock

from publishing.models import User

NINE_IN_WIB = datetime(2026, 12, 5, 2, tzinfo=UTC)


@pytest.fixture
def admin_client(db) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("admin-uji"))
    return client


def test_a_day_an_hour_and_a_moment_are_read_in_any_form():
    assert forms.DateField().clean("Sabtu, 5 Desember 2026") == date(2026, 12, 5)
    assert forms.TimeField().clean("pkl. 14.00 WIB") == time(14)
    assert forms.DateTimeField().clean("5/12/2026 09.00") == NINE_IN_WIB


def test_a_block_reads_them_too():
    assert DateBlock().field.clean("5 Des 2026") == date(2026, 12, 5)
    assert TimeBlock().field.clean("14.00 WIB") == time(14)
    assert DateTimeBlock().field.clean("5 Des 2026 pukul 9") == NINE_IN_WIB
    assert IntegerBlock().field.clean("1.200") == 1200


def test_what_was_typed_is_wib_whatever_zone_is_active():
    field = forms.DateTimeField()
    with timezone.override(ZoneInfo("America/New_York")):
        assert field.clean("5 Desember 2026 09.00") == NINE_IN_WIB
        assert field.prepare_value(NINE_IN_WIB) == datetime(2026, 12, 5, 9)


def test_what_is_unreadable_is_told_with_its_reason():
    with pytest.raises(ValidationError, match="jatuh pada hari Sabtu, bukan Jumat"):
        forms.DateField().clean("Jumat, 5 Desember 2026")
    with pytest.raises(ValidationError, match="Ini bukan tanggal"):
        forms.DateTimeField().clean("besok")


@pytest.mark.parametrize("kind", [forms.DateField, forms.TimeField, forms.DateTimeField, forms.IntegerField])
@pytest.mark.parametrize("nothing", ["", "  ", "\u200b"])
def test_what_looks_empty_is_empty(kind, nothing):
    assert kind(required=False).clean(nothing) is None
    with pytest.raises(ValidationError):
        kind(required=True).clean(nothing)


def test_a_thousand_with_a_point_is_never_one():
    assert forms.IntegerField().clean("1.000") == 1000
    assert 'type="text"' in forms.IntegerField().widget.render("people", 1000)
    for written in ("1,5", "1.20"):
        with pytest.raises(ValidationError, match="bukan bilangan bulat"):
            forms.IntegerField().clean(written)


def test_coordinates_may_have_a_comma():
    assert str(forms.DecimalField().clean("−0,2289")) == "-0.2289"
    assert forms.FloatField().clean("100.63") == 100.63


def test_text_is_kept_without_what_nobody_sees():
    assert forms.CharField().clean("\u200ePadang\u00a0Tiakar\u200b ") == "Padang Tiakar"
    assert forms.EmailField().clean("contoh@example.org\u200b") == "contoh@example.org"
    assert forms.CharField(widget=forms.Textarea).clean("Rp\u00a05\u200b") == "Rp\u00a05", (
        "long texts keep their spaces"
    )


def test_a_password_stays_as_it_was_typed():
    assert forms.CharField(strip=False).clean(" a\u200bb ") == " a\u200bb "


def test_a_filter_of_wagtails_lists_reads_days_and_shows_them_as_people_write_them(admin_client):
    form = forms.Form()
    form.fields["day"] = forms.DateField(widget=DateRangePickerWidget().widgets[0])
    form.initial = {"day": date(2026, 12, 5)}
    assert 'value="05/12/2026"' in str(form["day"])
    address = reverse("wagtailadmin_reports:site_history")
    response = admin_client.get(address, {"timestamp_from": "1 Januari 2020", "timestamp_to": "31 Des 2099"})
    assert response.context["filters"].is_valid()
    assert len(response.context["object_list"])
    refused = admin_client.get(address, {"timestamp_from": "besok"})
    assert not refused.context["filters"].is_valid()


def test_the_admin_has_one_time_zone(admin_client):
    assert list(get_available_admin_time_zones()) == ["Asia/Jakarta"]
    assert "Makassar" not in admin_client.get(reverse("wagtailadmin_account")).content.decode()


def test_the_reader_of_days_answers_editors_only(client, admin_client):
    address = reverse("how_it_is_read")
    read = admin_client.get(address, {"kind": "moment", "text": "5/12/2026 9.00"}).json()
    assert read == {"words": "Sabtu, 5 Desember 2026 pukul 09.00 WIB", "at": "2026-12-05T09:00:00"}
    assert "Ini bukan tanggal" in admin_client.get(address, {"kind": "day", "text": "besok"}).json()["problem"]
    assert admin_client.get(address, {"kind": "year"}).status_code == 400
    assert client.get(address, {"kind": "day", "text": "besok"}).status_code == 302
