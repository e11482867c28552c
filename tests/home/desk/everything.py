"""Work of every kind that the desk knows, for tests and benchmarks: once it is made, something of each waits."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page

from campaigns.models import ArticlePage, FieldReport, SessionPage, SessionRequest
from home.models import DeadLink, MissedWord
from home.roles.table import RECORDS, ROLES
from publishing.models import OldStop, PublicFinding, User
from resources.models import KitArchive, KitPage, State
from tests.factories import CampaignImageFactory

OWNER = "pemilik"


def people() -> list[str]:
    """The owner of the site and the roles that may enter the editors' area, as their accounts are called."""
    return [OWNER, *(name for name, enters in zip(ROLES, RECORDS["wagtailadmin.admin"], strict=True) if enters)]


def make_people() -> None:
    User.objects.create_superuser(OWNER)
    for name in people()[1:]:
        User.objects.create_user(name).groups.add(Group.objects.get(name=name))


def make_work(most: int) -> None:
    """Of each kind `most` things, or as many as there are. It needs sessions that are past."""
    now, writer = timezone.now(), User.objects.get(username="Penulis")
    for number, article in enumerate(ArticlePage.objects.all()[:6]):
        article.save_revision(user=writer)
        article.get_workflow().start(article, writer)
        if number % 2:
            reviewer = User.objects.get(username="Peninjau")
            article.current_workflow_task_state.reject(user=reviewer, comment="Sumbernya mana?")
    for number in range(most):
        CampaignImageFactory(title=f"Tanpa kata {number}", description="")
        MissedWord.objects.create(word=f"katabaru{chr(97 + number)}", digest=number, days=6, last_day=now.date())
        for status in (SessionRequest.Status.NEW, SessionRequest.Status.APART):
            SessionRequest.objects.create(
                institution=f"KAN {number}", nagari="Koto Nan Ompek", name="Ketua", email="kan@example.org",
                wished_day=timezone.localdate() + timedelta(days=20), topic="TPPO", status=status,
            )  # fmt: skip
    for session in SessionPage.objects.past()[:most]:
        of_session = {"model": "campaigns.sessionpage", "object_id": session.pk, "name": session.title}
        DeadLink.objects.create(**of_session, url=f"https://example.org/{session.pk}", trouble="gone")
        PublicFinding.objects.create(**of_session, label="Nomor", masked="08••")
        OldStop.objects.create(page=session, label="Nomor", masked="08••", since=now)
        FieldReport.objects.create(session=session)
        Page.objects.filter(pk=session.pk).update(expire_at=now - timedelta(minutes=9))
    for kit in KitPage.objects.all():
        KitArchive.objects.update_or_create(kit=kit, defaults={"state": State.FAILED, "failure": "Berkasnya hilang."})
