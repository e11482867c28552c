"""The table of issue 13: role, path, result. Whatever a role tries, no reader sees a number of a person."""

from contextlib import contextmanager

import pytest
from django.db import transaction
from wagtail.models import Revision

from publishing.guard.texts import texts_of
from tests.publishing.guard import paths
from tests.publishing.guard.test_gate import LEAK, NIK
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
    "an alternative text":             (paths.many(paths.with_picture(description=LEAK)), "b H b H H b"),
    "the title of a picture":          (paths.many(paths.with_picture(title=LEAK)), "b H b H H b"),
    "a summary":                       (paths.many(lambda: paths.draft(summary=LEAK)), "b H b H H b"),
    "the title of a search engine":    (paths.many(lambda: paths.draft(seo_title=LEAK)), "b H b H H b"),
    "the words of a search engine":    (paths.many(lambda: paths.draft(search_description=LEAK)), "b H b H H b"),
    "an address":                      (paths.many(lambda: paths.draft(slug=f"nik-{NIK}")), "b H b H H b"),
    "a report":                        (paths.many(paths.session(report=[("text", f"<p>{LEAK}</p>")])), "b H b H H b"),
    "a programme":                     (paths.many(paths.session(programme=[("item", {"what": LEAK})])), "b H b H H b"),
    "a speaker":                       (paths.many(paths.session(speakers=[("speaker", {"name": LEAK})])), "b H b H H b"),
    "a topic":                         (paths.many(paths.tagged),           "b H b H H b"),
    "the title of a material":         (paths.many(paths.material(title=LEAK)), "b H H H H b"),
    "a part of a kit":                 (paths.many(paths.kit_part),         "b H H H H b"),
    "an own picture's words":          (paths.words_of_picture(shown=False), "H H H H H b"),
    "a picture that readers see":      (paths.words_of_picture(shown=True), "H H H H H b"),
    "a new picture":                   (paths.upload("wagtailimages", title=LEAK), "H H H H H b"),
    "words inside a document":         (paths.upload("wagtaildocs", inside=LEAK), "b H H H H b"),
    "the title of a document":         (paths.upload("wagtaildocs", title=LEAK), "b H H H H b"),
    "the name of a file":              (paths.upload("wagtaildocs", file=f"poster {NIK}.pdf"), "b H H H H b"),
    **{f"the record {kind}":           (paths.record(kind),                 "H H b H H b") for kind in KINDS},
    "the source of a place":           (paths.nagari,                       "b H b H H b"),
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
    if answer is not None and MASK in answer.content.decode().replace("\\u2022", "•"):
        return HELD
    drafts = Revision.objects.filter(object_id__in=[str(row.pk) for row in rows], user__username="seseorang")
    return DRAFT if any(LEAK in str(version.content) for version in drafts) else BARRED


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
