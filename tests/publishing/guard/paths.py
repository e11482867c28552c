"""
Every path by which words come to readers: how each is tried with a number that may not be public.

An attempt takes the user and returns the answer and what it would have made public: rows of the database.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db.models import Model
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from campaigns.models import Nagari, ScheduleImport, SessionColumns, SessionPage, SessionRequest
from home.models import HomePage, PlainPage
from publishing.models import CampaignDocument, CampaignImage, User
from publishing.pages import schedules
from resources.models import KitPart, MaterialIndexPage
from tests.factories import CampaignImageFactory, SessionPageFactory
from tests.publishing.conftest import person
from tests.publishing.guard.test_gate import LEAK, NIK, browser_of
from tests.publishing.pages.forms import save, typed
from tests.publishing.records.kinds import Kind
from tests.publishing.uploads.files import drawn_pdf
from tests.resources.factories import KitFactory, MaterialFactory
from tests.resources.pictures import webp

Attempt = Callable[[User], tuple[HttpResponse | None, Iterable[Model]]]
REASON = {"emergency_reason": "Uji"}


def colleague() -> User:
    return User.objects.get_or_create(username="rekan")[0]


def draft(**fields) -> PlainPage:
    """A colleague's draft with a number in its text, unless the fields say another place."""
    fields = fields or {"body": [("text", f"<p>{LEAK}</p>")]}
    page = HomePage.objects.get().add_child(instance=PlainPage(title="Halaman uji", slug="halaman-uji", live=False))
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=colleague(), clean=False)
    return page


def leaking_and_live() -> PlainPage:
    """As one that went public before its rule was known."""
    page = draft()
    page.save()
    PlainPage.objects.filter(pk=page.pk).update(live=True)
    return page


# --- ways ---


def approve(user, by=None):
    page = draft()
    if by:
        page.save_revision(user=by, clean=False)
        page.body = [("text", f"<p>{LEAK} lagi</p>")]
        page.save_revision(user=by, clean=False)
    state = page.get_workflow().start(page, colleague()).current_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    return browser_of(user).post(address, {}), [page]


def from_the_form(action: str, **more: str) -> Attempt:
    def attempt(user):
        page = draft()
        sent = {"title": "Uji", "body": streamfield([("text", rich_text(f"<p>{LEAK}</p>"))]), **REASON, **more}
        return save(browser_of(user), page, action, **sent), [page]

    return attempt


def publish_many(page: Page, user: User) -> HttpResponse:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return browser_of(user).post(f"{address}?id={page.pk}&next=/admin/", {})


def many(made: Callable[[], Page]) -> Attempt:
    def attempt(user):
        page = made()
        return publish_many(page, user), [page]

    return attempt


def planned_and_due(user):
    page = draft()
    page.go_live_at = timezone.now()
    page.save_revision(user=user, clean=False, approved_go_live_at=timezone.now())
    schedules.run()
    return HttpResponse(schedules.overdue()[0].failure.reason), [page]


def restore(user):
    page = draft()
    leak = page.get_latest_revision()
    page.body = []
    page.save_revision(user=colleague(), clean=False)
    sent = {"title": page.title, "slug": page.slug, "review_after_months": 12, "sources": streamfield([]), **REASON}
    sent["body"] = streamfield([("text", rich_text(f"<p>{LEAK}</p>"))])
    sent |= {"action-publish": "1", "revision": str(leak.pk)}
    return browser_of(user).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data(sent)), [page]


def copy(**choice: str) -> Attempt:
    def attempt(user):
        page, home = leaking_and_live(), HomePage.objects.get()
        sent = {"new_title": "Salinan", "new_slug": "salinan", "new_parent_page": home.pk, **choice}
        answer = browser_of(user).post(reverse("wagtailadmin_pages:copy", args=[page.pk]), sent)
        return answer, PlainPage.objects.filter(slug="salinan")

    return attempt


# --- where it stands, published among many ---


def session(**fields) -> Callable[[], Page]:
    def made():
        page = SessionPageFactory(live=False)
        for name, value in fields.items():
            setattr(page, name, value)
        page.save_revision(user=colleague(), clean=False)
        return page

    return made


reported = session(
    report_summary=LEAK, programme=[("item", {"what": LEAK})], speakers=[("speaker", {"name": "B", "role": LEAK})]
)


def found_by_words() -> Page:
    return draft(summary=LEAK, seo_title=LEAK, search_description=LEAK)


def tagged() -> Page:
    page = SessionPageFactory(live=False)
    page.topics.add(LEAK)
    page.save_revision(user=colleague(), clean=False)
    return page


def picture(**words: str) -> CampaignImage:
    """One whose words were never looked at."""
    image = CampaignImageFactory(collection=Collection.get_first_root_node())
    CampaignImage.objects.filter(pk=image.pk).update(**words)
    return image


def with_picture(caption: str = "", **words: str) -> Callable[[], Page]:
    def made():
        value = {"image": picture(**words).pk, "caption": caption, "credit": ""}
        block = PlainPage._meta.get_field("body").stream_block.to_python([{"type": "figure", "value": value}])
        return draft(body=block)

    return made


def material(**fields: str) -> Callable[[], Page]:
    def made():
        page = MaterialFactory(parent=MaterialIndexPage.objects.get(), live=False)
        for name, value in fields.items():
            setattr(page, name, value)
        page.save_revision(user=colleague(), clean=False)
        return page

    return made


def kit_part() -> Page:
    kit = KitFactory(parent=MaterialIndexPage.objects.get(), live=False)
    kit.parts.add(KitPart(title=LEAK, minutes=5))
    kit.save_revision(user=colleague(), clean=False)
    return kit


# --- files ---


def words_of_picture(shown: bool) -> Attempt:
    def attempt(user):
        image = picture()
        CampaignImage.objects.filter(pk=image.pk).update(uploaded_by_user=user)
        if shown:
            body = PlainPage._meta.get_field("body").stream_block.to_python(
                [{"type": "figure", "value": {"image": image.pk, "caption": "", "credit": ""}}]
            )
            HomePage.objects.get().add_child(instance=PlainPage(title="Halaman uji", slug="halaman-uji", body=body))
        sent = {"title": "Balai", "description": LEAK, "people": "none", "consent": "", "credit": "", "tags": ""}
        answer = browser_of(user).post(reverse("wagtailimages:edit", args=[image.pk]), sent)
        return answer, [image]

    return attempt


def upload(name: str, **sent: str) -> Attempt:
    def attempt(user):
        model = CampaignImage if name == "wagtailimages" else CampaignDocument
        content = webp() if model is CampaignImage else drawn_pdf(sent.get("inside", "Halo"))
        file = ContentFile(content, name=sent.get("file", "berkas.webp" if model is CampaignImage else "berkas.pdf"))
        fields = {"title": sent.get("title", "Judul uji"), "people": "none", "description": "Uji", "collection": 1}
        answer = browser_of(user).post(reverse(f"{name}:add"), fields | {"file": file})
        return answer, model.objects.filter(title=fields["title"])

    return attempt


def tag_of_many(user):
    image = picture()
    address = reverse("wagtail_bulk_action", args=["publishing", "campaignimage", "add_tags"])
    return browser_of(user).post(f"{address}?id={image.pk}&next=/admin/", {"tags": LEAK}), [image]


# --- records, redirects, tags, imports, requests ---


def record(kind: Kind) -> Attempt:
    def attempt(user):
        made = kind.made()
        words = f"https://www.bmkg.go.id/nik-{NIK}" if kind.field == "exit_url" else LEAK
        return kind.send(user, made, "publish", **{kind.field: words}, **REASON), [made]

    return attempt


def nagari(user):
    one = Nagari.objects.first()
    address = reverse("wagtailsnippets_campaigns_nagari:edit", args=[one.pk])
    return browser_of(user).post(address, {"name": one.name, "source": LEAK}), [one]


def heading_of_a_table(user):
    row = SessionColumns.load()
    chosen = streamfield([("column", {"column": "title", "heading": LEAK})])
    address = reverse("wagtailsnippets_campaigns_sessioncolumns:edit", args=[row.pk])
    return browser_of(user).post(address, nested_form_data({"columns": chosen})), [row]


def redirect(**sent: str) -> Attempt:
    def attempt(user):
        fields = {"old_path": "/lama/", "redirect_link": "https://example.org/", "is_permanent": "on"} | sent
        answer = browser_of(user).post(reverse("wagtailredirects:add"), fields)
        return answer, Redirect.objects.filter(automatically_created=False)

    return attempt


def import_row(user):
    day = (timezone.localdate() + timedelta(days=9)).isoformat()
    table = ContentFile(f"Judul;Tanggal mulai;Tempat\nUji;{day};{LEAK}\n".encode(), name="jadwal.csv")
    answer = browser_of(user).post("/admin/jadwal/", {"file": table}, follow=True)
    assert not ScheduleImport.objects.exclude(user=user).exists()
    return answer, SessionPage.objects.filter(venue__contains=NIK[-4:])


def request(user):
    asked = SessionRequest.objects.create(
        institution=f"KAN {LEAK}", nagari="Koto", wished_day=timezone.localdate(), phone="110", name="A"
    )
    answer = browser_of(user).post(f"/admin/permintaan/{asked.pk}/rancang/")
    return answer, SessionPage.objects.filter(title__contains=LEAK)


def planned_by_form(action: str) -> Attempt:
    later = typed(timezone.now() + timedelta(days=2))
    return from_the_form(action, go_live_at=later)


def as_somebody(name: str, role: str) -> User:
    if role == "Pemilik":
        return User.objects.create_superuser(name, password="x")
    return person(name, role)
