"""An institution asks for a session: nothing typed is lost, robots stay out, no trace but the request itself."""

import re
import secrets
import smtplib
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core import mail, signing
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from campaigns.models import SessionPage, SessionRequest
from campaigns.requests import forms, models
from campaigns.requests.forms import tell_the_office
from publishing.checks import the_office_gets_its_mail
from publishing.models import User
from tests.factories import AdatInstitutionFactory, NagariFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/kegiatan/minta/"
LIST = "/admin/snippets/campaigns/sessionrequest/"
WORDS = st.text(max_size=300)


def mark(age: timedelta = timedelta(minutes=2)) -> str:
    return signing.dumps([(timezone.now() - age).timestamp(), secrets.token_hex(4)], salt=forms.SALT)


def typed(**changes) -> dict:
    day = timezone.localdate() + timedelta(days=30)
    return {
        "institution": "Contoh lembaga",
        "nagari": "Contoh nagari",
        "name": "Contoh nama",
        "phone": "",
        "email": "contoh@example.org",
        "wished_day": day.isoformat(),
        "other_days": "Sabtu berikutnya",
        "topic": "Tawaran kerja ke luar negeri",
        "people": "40",
        "message": "Balai tersedia sejak pagi.",
        "consent": "on",
        "website": "",
        "shown": mark(),
    } | changes


def make(**changes) -> SessionRequest:
    fields = {key: value for key, value in typed().items() if key not in {"consent", "website", "shown"}}
    asked = SessionRequest.objects.create(**fields | changes)
    asked.refresh_from_db()  # numbers and days as such
    return asked


def html(response) -> str:
    return response.content.decode()


def test_a_complete_request_reaches_the_office_and_the_sender_is_thanked_at_an_address_that_tells_nothing(client):
    response = client.post(ADDRESS, typed())
    assert response.status_code == 302
    assert response.url == "/kegiatan/minta/terkirim/"
    assert "Permintaan Anda sudah kami terima" in html(client.get(response.url))
    asked = SessionRequest.objects.get()
    assert (asked.institution, asked.people, asked.status) == ("Contoh lembaga", 40, "new")


def test_neither_the_form_nor_sending_it_leaves_a_cookie(client):
    for response in (client.get(ADDRESS), client.post(ADDRESS, typed(name="")), client.post(ADDRESS, typed())):
        assert not response.cookies
        assert response.headers["Cache-Control"] == "no-store"


def test_sending_works_where_the_browser_checks_forgeries_too(db):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post(ADDRESS, typed()).status_code == 302


def test_what_was_copied_from_a_contact_is_kept_without_what_nobody_sees(client):
    """The number is LPSK's own."""
    copied = {
        "phone": "\u202a+62\u00a0857\u20117001\u20110048\u202c",
        "email": "contoh@example.org\u200b",
        "people": "1.200",
    }
    client.post(ADDRESS, typed(**copied))
    asked = SessionRequest.objects.get()
    assert (asked.phone, asked.email, asked.people) == ("0857-7001-0048", "contoh@example.org", 1200)


def test_a_day_may_be_typed_where_the_browser_has_no_calendar(client):
    day = timezone.localdate() + timedelta(days=30)
    client.post(ADDRESS, typed(wished_day=f"{day:%d/%m/%Y}"))
    assert SessionRequest.objects.get().wished_day == day


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"institution": ""}, "Lembaga"),
        ({"email": "", "phone": ""}, "Isi nomor telepon atau email"),
        ({"email": "bukan email"}, "Email"),
        ({"phone": "tanya saja"}, "Hanya angka"),
        ({"wished_day": "2020-01-01"}, "Pilih hari yang belum lewat"),
        ({"wished_day": "kapan saja"}, "Hari yang diinginkan"),
        ({"wished_day": "2099-12-31"}, "terlalu jauh"),
        ({"wished_day": "9999-12-31"}, "tahunnya 9999"),
        ({"people": "1,5"}, "bukan bilangan bulat"),
        ({"people": "0"}, "Sedikitnya satu orang"),
        ({"people": "99999999999999999999"}, "Angka ini terlalu besar"),
        ({"consent": ""}, "Tanpa persetujuan"),
        ({"website": "http://x"}, "kirim sekali lagi"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_typed_is_lost(client, wrong, word):
    response = client.post(ADDRESS, typed(**wrong))
    assert response.status_code == 200
    assert word in html(response)
    assert "Isian Anda masih ada" in html(response)
    kept = [value for key, value in typed().items() if key in {"name", "topic", "other_days", "message"}]
    assert all(value in html(response) for value in kept)
    assert not SessionRequest.objects.exists()


def test_every_problem_is_listed_above_the_form_by_the_name_of_its_field(client):
    page = BeautifulSoup(html(client.post(ADDRESS, {"shown": mark()})), "html.parser")
    listed = page.select("[role=alert] a")
    assert {link.text for link in listed} == {
        "Lembaga", "Nagari atau kelurahan", "Nama narahubung", "Telepon atau WhatsApp", "Hari yang diinginkan", "Topik",
        "Persetujuan",
    }  # fmt: skip
    assert all(page.select_one(link["href"]) for link in listed)


def test_the_problems_are_tied_to_their_fields_for_those_who_listen(client):
    page = html(client.post(ADDRESS, typed(topic="")))
    assert 'aria-invalid="true"' in page
    (field,) = re.findall(r'<input[^>]*name="topic"[^>]*>', page)
    described_by = re.search(r'aria-describedby="([^"]+)"', field)[1].split()
    assert len(described_by) == 2
    assert all(f'id="{name}"' in page for name in described_by)


def test_what_is_sent_faster_than_anybody_types_waits_and_the_same_form_passes_later(client, monkeypatch):
    shown = mark(timedelta(seconds=1))
    refused = client.post(ADDRESS, typed(shown=shown))
    assert "Terlalu cepat" in html(refused)
    assert shown in html(refused), "the mark stays, so that waiting is enough"
    monkeypatch.setattr(forms, "SHORTEST", timedelta(0))
    assert client.post(ADDRESS, typed(shown=shown)).status_code == 302


@pytest.mark.parametrize("shown", ["", "tiruan", mark(timedelta(days=2))], ids=["none", "forged", "old"])
def test_without_a_fresh_mark_of_ours_nothing_is_taken_and_the_form_brings_a_new_one(client, shown):
    response = client.post(ADDRESS, typed(shown=shown))
    assert "sudah lama terbuka" in html(response)
    fresh = re.search(r'name="shown" value="([^"]+)"', html(response))[1]
    assert fresh != shown
    signing.loads(fresh, salt=forms.SALT)


def test_a_form_counts_once_and_another_request_is_one_more_click(client):
    """The attack: one mark, sent again and again."""
    shown = mark()
    answers = [client.post(ADDRESS, typed(shown=shown, topic=f"Topik {number}")) for number in range(5)]
    assert [answer.status_code for answer in answers] == [302, 200, 200, 200, 200]
    assert SessionRequest.objects.count() == 1
    page = html(answers[-1])
    assert "sudah kami terima" in page
    assert "Topik 4" in page
    fresh = re.search(r'name="shown" value="([^"]+)"', page)[1]
    assert fresh != shown


def test_two_clicks_at_once_make_one_request_and_both_are_thanked(client, monkeypatch):
    monkeypatch.setattr(forms.SessionRequestForm, "_sent_already", lambda form: "")  # neither has seen the other yet
    shown = mark()
    answers = [client.post(ADDRESS, typed(shown=shown, topic=topic)) for topic in ("Satu", "Dua")]
    assert [answer.url for answer in answers] == ["/kegiatan/minta/terkirim/"] * 2
    assert SessionRequest.objects.get().topic == "Satu"


def test_the_same_words_under_new_marks_are_kept_once(client):
    answers = [client.post(ADDRESS, typed(shown=mark())) for _number in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert SessionRequest.objects.count() == 1


def test_two_forms_opened_in_one_moment_have_different_marks(client):
    marks = {re.search(r'name="shown" value="([^"]+)"', html(client.get(ADDRESS)))[1] for _number in range(3)}
    assert len(marks) == 3


def flood(client, number: int) -> None:
    for count in range(number):
        client.post(ADDRESS, typed(shown=mark(), topic=f"Banjir {count}"))


def test_in_a_flood_nobody_is_refused_and_the_sender_is_told_the_truth(client):
    flood(client, 15)
    response = client.post(ADDRESS, typed(shown=mark(), topic="Yang sungguh-sungguh"))
    assert response.url == "/kegiatan/minta/tersimpan/"
    assert "tanyakan langsung ke kantor" in html(client.get(response.url))
    asked = SessionRequest.objects.get(topic="Yang sungguh-sungguh")
    assert asked.status == SessionRequest.Status.APART
    assert SessionRequest.objects.waiting().count() == 10


def test_a_slow_flood_is_set_apart_too(client):
    for number in range(30):
        make(topic=f"Banjir {number}", created_at=timezone.now() - timedelta(hours=3))
    assert client.post(ADDRESS, typed()).url == "/kegiatan/minta/tersimpan/"


def test_when_the_flood_is_over_requests_are_listed_again(client):
    for number in range(40):
        make(topic=f"Banjir {number}", created_at=timezone.now() - timedelta(days=2), status="apart")
    assert client.post(ADDRESS, typed()).url == "/kegiatan/minta/terkirim/"


def test_what_is_set_apart_has_a_ceiling_and_chance_decides_who_goes(client, monkeypatch):
    monkeypatch.setattr(models, "MOST_APART", 5)
    flood(client, 10)
    first = [make(topic=f"Awal {number}", status="apart").pk for number in range(5)]
    flood_of_later = 12
    for number in range(flood_of_later):
        client.post(ADDRESS, typed(shown=mark(), topic=f"Nanti {number}"))
    kept = SessionRequest.objects.set_apart()
    assert kept.count() == 5
    assert SessionRequest.objects.filter(topic=f"Nanti {flood_of_later - 1}").exists()
    assert kept.exclude(pk__in=first).exists()


def test_the_office_gets_no_mail_for_what_is_set_apart(client, settings, django_capture_on_commit_callbacks):
    settings.OFFICE_EMAIL = "kantor@example.org"
    with django_capture_on_commit_callbacks(execute=True):
        flood(client, 15)
    assert len(mail.outbox) == 10


def test_the_first_screen_says_how_many_were_set_apart_and_leads_there(client, reviewer):
    make(topic="Disisihkan satu", institution="Lembaga sisihan", status="apart")
    page = html(client.get("/admin/"))
    desk = BeautifulSoup(page, "html.parser").select_one(".desk")
    way = desk.find("a", string="Permintaan yang disisihkan")
    assert way["href"] == LIST + "?status=apart"
    assert way.find_parent(class_="desk-group").select_one(".desk-count").text == "1"
    assert "Lembaga sisihan" not in page
    assert "Lembaga sisihan" not in html(client.get(LIST))
    assert "Lembaga sisihan" in html(client.get(LIST + "?status=apart"))


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)(ADDRESS).status_code == 405


@hypothesis_settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    sent=st.dictionaries(
        st.sampled_from([*typed(), "lain"]),
        st.one_of(st.text(max_size=300), st.lists(st.text(max_size=20), max_size=3)),
    )
)
def test_nothing_that_a_stranger_sends_breaks_the_form(client, sent):
    assert client.post(ADDRESS, sent).status_code in {200, 302}


def test_hostile_words_come_back_as_words(client):
    page = html(client.post(ADDRESS, typed(name="", topic='"><script>x</script>')))
    assert "<script>x" not in page


def test_the_database_itself_wants_a_way_to_answer():
    with pytest.raises(IntegrityError), transaction.atomic():
        make(email="", phone="")


def test_the_office_hears_by_mail_where_it_chose_an_address_and_the_mail_names_nobody(
    client, settings, django_capture_on_commit_callbacks
):
    settings.OFFICE_EMAIL = "kantor@example.org"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(ADDRESS, typed())
    (message,) = mail.outbox
    assert message.to == ["kantor@example.org"]
    assert f"/edit/{SessionRequest.objects.get().pk}/" in message.body
    assert not [value for value in ("Contoh nama", "contoh@example.org") if value in message.body + message.subject]


def test_a_mail_server_that_refuses_leaves_no_address_in_the_journal(settings, monkeypatch, caplog):
    def refuse(_message):
        raise smtplib.SMTPRecipientsRefused({"kantor@example.org": (550, b"no such user")})

    settings.OFFICE_EMAIL = "kantor@example.org"
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    tell_the_office.call(make().pk)
    assert "could not be sent" in caplog.text
    assert "kantor@" not in caplog.text


def test_an_office_address_without_a_mail_server_is_told_at_deployment(settings):
    settings.OFFICE_EMAIL = "kantor@example.org"
    assert the_office_gets_its_mail(None) == []
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert [error.id for error in the_office_gets_its_mail(None)] == ["publishing.E004"]


def test_without_an_address_no_mail_goes_out(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(ADDRESS, typed())
    assert mail.outbox == []


def test_requests_older_than_twelve_months_are_erased_and_younger_ones_stay():
    make(created_at=timezone.now() - timedelta(days=367))
    young = make(created_at=timezone.now() - timedelta(days=360))
    call_command("erase_old_requests", verbosity=0)
    assert list(SessionRequest.objects.all()) == [young]


@pytest.fixture
def reviewer(client) -> User:
    user = User.objects.create_user("peninjau-uji")
    user.groups.add(Group.objects.get(name="Peninjau"))
    client.force_login(user)
    return user


def test_a_reviewer_finds_new_requests_on_the_first_screen_and_in_the_list(client, reviewer):
    asked = make(institution="Contoh KAN")
    assert "Contoh KAN" in html(client.get("/admin/"))
    assert "Contoh KAN" in html(client.get(LIST + "?status=new"))
    page = html(client.get(f"{LIST}edit/{asked.pk}/"))
    assert asked.message in page
    assert "Buat draf kegiatan" in page


def test_one_click_makes_a_draft_session_that_carries_no_personal_data(client, reviewer):
    institution, nagari = AdatInstitutionFactory(name="Contoh KAN"), NagariFactory(name="Nagari Contoh")
    asked = make(institution="contoh kan", nagari="nagari contoh")
    response = client.post(f"/admin/permintaan/{asked.pk}/rancang/")
    session = SessionPage.objects.get(requests=asked)
    assert response.url == f"/admin/pages/{session.pk}/edit/"
    assert not session.live
    assert list(session.institutions.all()) == [institution]
    assert session.nagari == nagari
    assert session.capacity is None, "how many come is no number of seats"
    assert timezone.localdate(session.starts_at).isoformat() == asked.wished_day.isoformat()
    stored = str(session.latest_revision.content)
    assert not [word for word in (asked.name, asked.email, asked.message) if word in stored]
    asked.refresh_from_db()
    assert asked.status == SessionRequest.Status.SCHEDULED
    assert client.get(response.url).status_code == 200


def test_no_draft_is_made_of_what_may_never_be_public(client, reviewer):
    asked = make(institution="KAN Contoh NIK 13.76.01.45.05.09.0001")
    answer = client.post(f"/admin/permintaan/{asked.pk}/rancang/", follow=True)
    asked.refresh_from_db()
    assert asked.session is None
    assert "13•••••••••••01" in html(answer)


def test_a_note_that_was_typed_before_the_click_is_kept(client, reviewer):
    asked = make()
    client.post(f"/admin/permintaan/{asked.pk}/rancang/", {"note": "Sudah ditelepon.", "status": "new"})
    asked.refresh_from_db()
    assert (asked.note, asked.status) == ("Sudah ditelepon.", SessionRequest.Status.SCHEDULED)


def test_a_second_click_opens_the_same_draft(client, reviewer):
    asked = make()
    addresses = {client.post(f"/admin/permintaan/{asked.pk}/rancang/").url for _click in range(2)}
    assert len(addresses) == 1


def test_a_day_that_has_passed_since_still_gives_a_draft(client, reviewer):
    asked = make(wished_day=timezone.localdate() - timedelta(days=9))
    assert client.post(f"/admin/permintaan/{asked.pk}/rancang/").status_code == 302


def test_a_draft_is_made_by_a_click_and_not_by_a_link(client, reviewer):
    assert client.get(f"/admin/permintaan/{make().pk}/rancang/").status_code == 405


def test_strangers_and_writers_do_not_see_who_asked(client):
    asked = make()
    addresses = [
        LIST,
        f"{LIST}edit/{asked.pk}/",
    ]
    assert {client.get(address).status_code for address in addresses} == {302}
    writer = User.objects.create_user("penulis-uji")
    writer.groups.add(Group.objects.get(name="Penulis"))
    client.force_login(writer)
    assert not [address for address in addresses if asked.institution in html(client.get(address, follow=True))]
    assert client.post(f"/admin/permintaan/{asked.pk}/rancang/").status_code in {302, 403}
    assert not SessionPage.objects.filter(requests=asked).exists()


def test_nobody_adds_a_request_in_the_editors_area(client, reviewer):
    assert client.get(LIST + "add/", follow=True).redirect_chain
