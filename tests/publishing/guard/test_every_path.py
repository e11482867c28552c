"""The table of issue 13: role, path, result. Whatever a role tries, no reader sees a number of a person."""

from contextlib import contextmanager

import pytest
from django.contrib.messages import get_messages
from django.db import transaction
from django.urls import reverse
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Revision

from home.models import HomePage, PlainPage
from publishing.guard import confirmations
from publishing.guard.gate import HeldBack, open_findings
from publishing.guard.texts import texts_of
from publishing.pages.review.second_person import OwnWork
from tests.factories import SessionPageFactory
from tests.publishing.guard import paths
from tests.publishing.guard.test_gate import LEAK, NIK, browser_of
from tests.publishing.records.kinds import KINDS

pytestmark = pytest.mark.django_db
MASK = "13•••••••••••01"

# What happens: the guard holds it back and says why; it is kept as a draft that no reader sees; the role may not do it.
HELD, DRAFT, BARRED = "held", "draft", "barred"
ROLES = ("Penulis", "Peninjau", "Pengelola Materi", "Administrator", "Pemilik", "Mitra Adat")
# fmt: off
H, D, b = HELD, DRAFT, BARRED
TABLE = {
    #                                                                      Pn Pj PM Ad Pe Mi
    "a workflow is approved":          (paths.approve,                      "b H b b H b"),
    "the form publishes":              (paths.from_the_form("publish"),     "H H b H H b"),
    "the form submits":                (paths.from_the_form("submit"),      "H H b H H b"),
    "the form saves":                  (paths.from_the_form(""),            "D D b D D b"),
    "the form publishes later":        (paths.planned_by_form("publish"),   "H H b H H b"),
    "the form saves with a date":      (paths.planned_by_form(""),          "D D b D D b"),
    "a schedule runs":                 (paths.planned_and_due,              "H H H H H H"),
    "an older version is published":   (paths.restore,                      "H H b H H b"),
    "many are published":              (paths.many(paths.draft),            "b H b H H b"),
    "a page is copied and published":  (paths.copy(publish_copies="on"),    "D H b H H b"),
    "a page gets an alias":            (paths.copy(alias="on"),             "D H b H H b"),
    "a caption":                       (paths.many(paths.with_picture(caption=LEAK)), "b H b H H b"),
    "what search engines are told":    (paths.many(paths.found_by_words),   "b H b H H b"),
    "the words of a picture":          (paths.many(paths.with_picture(description=LEAK, title=LEAK)), "b H b H H b"),
    "report, programme and speakers":  (paths.many(paths.reported),         "b H b H H b"),
    "title and text of a document":    (paths.upload("wagtaildocs", inside=LEAK, title=LEAK), "b H H H H b"),
    "an address":                      (paths.many(lambda: paths.draft(slug=f"nik-{NIK}")), "b H b H H b"),
    "a topic":                         (paths.many(paths.tagged),           "b H b H H b"),
    "the title of a material":         (paths.many(paths.material(title=LEAK)), "b H H H H b"),
    "a part of a kit":                 (paths.many(paths.kit_part),         "b H H H H b"),
    "an own picture's words":          (paths.words_of_picture(shown=False), "H H H H H b"),
    "a picture that readers see":      (paths.words_of_picture(shown=True), "H H H H H b"),
    "a new picture":                   (paths.upload("wagtailimages", title=LEAK), "H H H H H b"),
    "a tag of many pictures":          (paths.tag_of_many,                  "b H H H H b"),
    "the name of a file":              (paths.upload("wagtaildocs", file=f"poster {NIK}.pdf"), "b H H H H b"),
    **{f"the record {kind}":           (paths.record(kind),                 "H H b H H b") for kind in KINDS},
    "the source of a place":           (paths.nagari,                       "b H b H H b"),
    "a heading of a table":            (paths.heading_of_a_table,           "b H b H H b"),
    "an address that leads on":        (paths.redirect(old_path=f"/nik-{NIK}/"), "b b b H H b"),
    "where an address leads":          (paths.redirect(redirect_link=f"https://example.org/nik-{NIK}"), "b b b H H b"),
    "a row of a schedule":             (paths.import_row,                   "H H b H H b"),
    "a stranger's request":            (paths.request,                      "b H b H H b"),
}
# fmt: on


@contextmanager
def undone():
    """What happens within leaves nothing behind."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def outcome(answer, rows) -> str:
    if MASK in told(answer):
        return HELD
    drafts = Revision.objects.filter(object_id__in=[str(row.pk) for row in rows], user__username="seseorang")
    return DRAFT if any(LEAK in str(version.content) for version in drafts) else BARRED


def told(answer) -> str:
    """All that the user is told, at the fields and above them."""
    request = getattr(answer, "wsgi_request", None)
    messages = " ".join(map(str, get_messages(request))) if request else ""
    return f"{messages} {answer.content.decode()}".replace("\\u2022", "•")


def is_read(row) -> bool:
    """Whether readers see the number in what the database holds of it."""
    stored = type(row)._base_manager.filter(pk=row.pk).first()
    return bool(stored and getattr(stored, "live", True) and any(NIK[-4:] in text.words for text in texts_of(stored)))


@pytest.mark.parametrize("path", TABLE)
def test_no_role_makes_a_number_public_by_this_path(path):
    """One test a path: each role tries it on a site where nobody has."""
    attempt, cells = TABLE[path]
    found = {}
    for role in ROLES:
        with undone():
            user = paths.as_somebody("seseorang", role)
            answer, rows = attempt(user)
            rows = list(rows)
            assert not any(is_read(row) for row in rows), role
            found[role] = outcome(answer, rows)
    expected = [{"H": H, "D": D, "b": b}[cell] for cell in cells.split()]
    assert found == dict(zip(ROLES, expected, strict=True))


def test_an_approval_of_own_work_is_offered_to_nobody():
    for role in ROLES:
        with undone():
            user = paths.as_somebody("seseorang", role)
            answer, (page,) = paths.approve(user, by=user)
            assert outcome(answer, [page]) != HELD, "he does not get as far as the guard"
            assert page.current_workflow_state.status == "in_progress"


def test_a_tag_is_not_renamed_to_it():
    tag = Tag.objects.create(name="Topik uji", slug="topik-uji")
    tag.name = LEAK
    with pytest.raises(HeldBack):
        tag.save()


def test_an_alias_follows_its_page_only_to_what_may_be_public_and_asks_nothing_anew(asking):
    page = paths.draft(title="Mawar")
    confirmations.answer(page, open_findings(page), "Nama bunga", None)
    page.live = True
    page.save()
    alias = page.create_alias(update_slug="alias")
    assert alias.live
    page.title = "Mawar merah"
    page.save_revision().publish()
    assert Page.objects.get(pk=alias.pk).title == "Mawar merah"


def test_a_draft_that_was_copied_with_its_live_page_is_still_somebodys_work():
    home, user = HomePage.objects.get(), paths.as_somebody("seseorang", "Peninjau")
    page = home.add_child(instance=PlainPage(title="Terbit", slug="terbit"))
    page.summary = "Tulisan sendiri"
    page.save_revision(user=user)
    sent = {"new_title": "Salinan", "new_slug": "salinan", "new_parent_page": home.pk, "publish_copies": "on"}
    browser_of(user).post(reverse("wagtailadmin_pages:copy", args=[page.pk]), sent)
    copied = PlainPage.objects.get(slug="salinan")
    assert (copied.live, copied.summary) == (True, "")
    with pytest.raises(OwnWork):
        copied.get_latest_revision().publish(user=user)


def test_what_the_site_itself_leads_on_is_never_held_back():
    Redirect.add_redirect(f"/nik-{NIK}/", f"/{LEAK}/", automatically_created=True)
    assert Redirect.objects.exists()


def test_a_redirect_is_made_with_the_reason_that_the_site_asks_for(asking):
    browser = browser_of(paths.as_somebody("seseorang", "Administrator"))
    sent = {"old_path": "/Mawar/", "redirect_link": "https://example.org/", "is_permanent": "on"}
    asked = browser.post(reverse("wagtailredirects:add"), sent)
    assert "M•••" in asked.context["form"].errors["old_path"][0]
    assert 'name="guard_reason"' in asked.content.decode()
    browser.post(reverse("wagtailredirects:add"), sent | {"guard_reason": "Nama bunga"})
    assert Redirect.objects.filter(old_path="/Mawar").exists()


ECHOES = (
    "/kegiatan/", "/kegiatan/kalender.ics", "/sitemap.xml", "/", "/kegiatan/{slug}/", "/kegiatan/{slug}/kalender.ics",
    "/kegiatan/lembaga/kan-uji/", "/kegiatan/lembaga/kan-uji/kalender.ics", "/materi/",
)  # fmt: skip


def test_the_draft_of_what_is_live_is_echoed_nowhere(client):
    kan = KINDS[0].made()
    session = SessionPageFactory(institutions=[kan], title="Kegiatan yang terbit")
    for record, fields in ((kan, ("description",)), (session, ("title", "venue", "summary", "slug"))):
        for name in fields:
            setattr(record, name, NIK)
        record.save_revision(clean=False)
    for address in ECHOES:
        answer = client.get(address.format(slug="kegiatan-yang-terbit"))
        assert NIK not in b"".join(answer).decode() or answer.status_code == 404, address
