"""What Wagtail mails about drafts: that there is something, and never what."""

from importlib import resources

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.template.loader import get_template

from publishing.models import User

FOLDER = "wagtailadmin/notifications"
NAMES = sorted(
    file.name
    for file in (resources.files("wagtail.admin") / "templates" / FOLDER).iterdir()
    if file.name.endswith(".txt")
)


@pytest.mark.parametrize("name", NAMES)
def test_each_letter_of_wagtail_has_words_of_ours(settings, name):
    assert get_template(f"{FOLDER}/{name}").origin.name.startswith(str(settings.ROOT / "templates"))


@pytest.mark.django_db
def test_on_the_way_of_a_draft_no_letter_names_it_or_quotes_anybody(settings, page_at):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    people = {}
    for name, group in (("dewi", "Penulis"), ("rina", "Peninjau")):
        people[name] = User.objects.create_user(name, email=f"{name}@example.go.id")
        people[name].groups.add(Group.objects.get(name=group))
    User.objects.create_superuser("kepala", email="kepala@example.go.id")
    page = page_at("/kekerasan/fisik/")
    page.save_revision(user=people["dewi"])
    state = page.get_workflow().start(page, people["dewi"])
    state.current_task_state.reject(user=people["rina"], comment="Nama anak itu jangan ditulis")
    state.refresh_from_db()
    state.resume(user=people["dewi"])
    state.current_task_state.approve(user=people["rina"])
    assert [letter.to for letter in mail.outbox] == [
        ["rina@example.go.id"], ["dewi@example.go.id"], ["rina@example.go.id"], ["dewi@example.go.id"],
    ]  # fmt: skip
    told = " ".join(letter.subject + letter.body for letter in mail.outbox)
    for words in ("menunggu tinjauan Anda", "meminta perbaikan", "disetujui", f"/admin/pages/{page.pk}/edit/"):
        assert words in told
    for secret in ("Kekerasan", "kekerasan", "anak itu"):
        assert secret not in told
