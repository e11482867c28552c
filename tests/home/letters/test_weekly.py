from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.utils import timezone

from home.letters import weekly
from home.models import HelpPoint, WeeklyLetter
from publishing.models import User

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 30)


@pytest.fixture(autouse=True)
def mailbox(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []


def editor(name: str = "rina", group: str | None = "Peninjau", **facts) -> User:
    facts = {
        "email": f"{name}@example.go.id",
        "last_login": timezone.now(),
        "first_name": "Rina",
        "last_name": "A",
        **facts,
    }
    user = User.objects.create_user(name, password="rahasia-sekali", **facts)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def to() -> list[str]:
    return [address for letter in mail.outbox for address in letter.to]


@pytest.mark.parametrize(
    ("moment", "monday"),
    [
        ("2026-11-30T07:00", "2026-11-30"),
        ("2026-11-30T06:59", "2026-11-23"),
        ("2026-12-06T23:59", "2026-11-30"),
        ("2026-12-03T00:00", "2026-11-30"),
    ],
)
def test_a_letter_is_due_from_seven_on_monday_morning(moment, monday):
    assert weekly.monday_of(datetime.fromisoformat(moment)) == date.fromisoformat(monday)


def test_what_waits_is_counted_and_nothing_is_named(home):
    HelpPoint.objects.exclude(verified_on=None).update(verified_on=timezone.localdate())
    HelpPoint.objects.filter(phone="129").update(verified_on=date(2020, 5, 1))
    never = HelpPoint.objects.filter(verified_on=None).count()
    editor()
    weekly.run()
    (letter,) = mail.outbox
    assert f"\n- Titik bantuan yang perlu diverifikasi: {never + 1}\n" in letter.body
    assert "http://" in letter.body
    told = letter.subject + letter.body
    for word in ("kekerasan", "TPPO", "UPTD", "korban"):
        assert word.lower() not in told.lower()


def test_one_letter_a_week_however_often_the_worker_looks():
    editor()
    weekly.run()
    weekly.run()
    assert len(mail.outbox) == 1
    WeeklyLetter.objects.update(settled_for=weekly.monday_of(timezone.localtime()) - timedelta(days=7))
    weekly.run()
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(
    "facts",
    [
        {"is_active": False},
        {"email": ""},
        {"last_login": None},
        {"group": None},
        {"group": None, "is_superuser": True},
    ],
    ids=str,
)
def test_no_letter_to_whom_it_does_not_concern(facts):
    editor(**facts)
    weekly.run()
    assert to() == []


def test_the_highest_rights_get_what_concerns_the_own_group_only():
    reviewer, head = editor("rina"), editor("kepala", "Penulis", is_superuser=True)
    writer = editor("dewi", "Penulis")
    people = {user.username: user for user in weekly.readers()}

    def counted(user: User) -> list[tuple]:
        return [
            (group.heading, group.count) for _part, groups in weekly.waiting(people[user.username]) for group in groups
        ]

    assert counted(head) == counted(writer) != counted(reviewer)


def test_without_a_mail_server_nothing_is_settled(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    editor()
    weekly.run()
    assert not WeeklyLetter.objects.exists()


def test_a_letter_that_the_mail_server_did_not_take_is_tried_again(monkeypatch):
    editor()
    monkeypatch.setattr("publishing.accounts.mail.send", lambda *words: False)
    weekly.run()
    monkeypatch.undo()
    weekly.run()
    assert len(mail.outbox) == 1


def test_opening_the_link_stops_nothing_and_one_press_does():
    user = editor()
    weekly.run()
    address = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>").replace("http://localhost:8000", "")
    assert address in mail.outbox[0].body
    stranger = Client(enforce_csrf_checks=True)
    assert "Hentikan suratnya" in stranger.get(address).content.decode()
    assert [reader.pk for reader in weekly.readers()] == [user.pk]
    assert stranger.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert list(weekly.readers()) == []


def test_a_link_that_was_changed_is_no_link():
    address = weekly.stop_address(editor()).replace("http://localhost:8000", "")
    assert Client().post(address[:-2] + "x/").status_code == 404
    assert not WeeklyLetter.objects.filter(is_wanted=False).exists()


def test_the_own_account_turns_it_on_again():
    user = editor()
    WeeklyLetter.objects.create(user=user, is_wanted=False)
    client = Client()
    client.force_login(user)
    screen = client.get("/admin/account/")
    assert 'name="weekly_letter-is_wanted"' in screen.content.decode()
    panels = [panel for panels in screen.context["panels_by_tab"].values() for panel in panels]
    fields = [field for panel in panels for field in panel.get_form() or []]
    form = {field.html_name: field.value() or "" for field in fields} | {"weekly_letter-is_wanted": "on"}
    assert client.post("/admin/account/", form).status_code == 302
    assert [reader.pk for reader in weekly.readers()] == [user.pk]
