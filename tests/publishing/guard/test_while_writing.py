"""The guard looks at a form while somebody writes in it: masked, at the field, and nothing is kept."""

import pytest
from django.db import models
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from campaigns.models import District
from home.models import HelpPoint
from publishing.guard.while_writing import field_at
from tests.publishing.guard.test_forms import MASKED
from tests.publishing.guard.test_gate import LEAK, browser_of

MOVED = {
    "body-count": "4", "body-0-deleted": "", "body-0-order": "2", "body-1-deleted": "1", "body-1-order": "0",
    "body-2-deleted": "", "body-2-order": "1", "body-3-deleted": "", "body-3-order": "3",
}  # fmt: skip


@pytest.mark.parametrize(
    ("place", "data", "name"),
    [
        (("title",), {}, "title"),
        (("body", 1, "caption"), None, "body-1-value-caption"),
        (("body", 0), MOVED, "body-2-value"),
        (("body", 1, "items", 0), MOVED | {"body-0-value-items-count": "1"}, "body-0-value-items-0-value"),
        (("body", 7), MOVED, "body-7-value"),
        (("points", 1, "name"), {"points-TOTAL_FORMS": "2"}, "points-1-name"),
    ],
)  # fmt: skip
def test_a_finding_names_its_field_in_the_form_wherever_blocks_were_moved(place, data, name):
    assert field_at(place, data, {"points"}) == name


def sent(**fields) -> dict:
    fields = {"title": "Halaman", "slug": "halaman", "body": streamfield([]), "sources": streamfield([])} | fields
    return nested_form_data(fields)


def ask(client, record: models.Model | type[models.Model], data: dict, query: str = ""):
    number = record.pk if isinstance(record, models.Model) else "baru"
    return client.post(f"/admin/jaga/{record._meta.label_lower}/{number}/{query}", data)


def test_what_is_typed_is_looked_at_though_the_form_is_half_empty_and_nothing_is_stored(writer, page):
    before = Page.objects.get(pk=page.pk).title, Revision.objects.count()
    body = streamfield([("heading", ""), ("text", rich_text(f"<p>{LEAK}. Apabila ragu, telepon.</p>"))])
    answer = ask(browser_of(writer), page, sent(title="", body=body, summary=LEAK))
    told = answer.json()
    assert {one["field"] for one in told["findings"]} == {"summary", "body-1-value"}
    assert {one["masked"] for one in told["findings"]} == {MASKED}
    assert [one["field"] for one in told["hints"]] == ["body-1-value"]
    assert LEAK.split()[-1] not in answer.content.decode()
    assert (Page.objects.get(pk=page.pk).title, Revision.objects.count()) == before


def test_a_page_that_is_not_stored_yet_and_a_record_are_looked_at_too(writer, reviewer, page):
    told = ask(browser_of(writer), type(page), sent(title=LEAK), f"?di={page.get_parent().pk}").json()
    assert "title" in [one["field"] for one in told["findings"]]
    point = {"name": LEAK, "kind": "local", "phone": "0812 3456 7890"}
    told = ask(browser_of(reviewer), HelpPoint, point).json()
    assert [one["field"] for one in told["findings"]] == ["name"], "a number is verified where it is entered"


def test_only_who_may_write_it_is_answered_and_a_wrong_question_is_no_error(client, writer, reviewer, page):
    assert ask(client, page, sent()).status_code == 302
    assert ask(browser_of(writer), District, {"name": "Utara"}).status_code == 302, "sent home with a message"
    reviewing = browser_of(reviewer)
    assert reviewing.get(f"/admin/jaga/home.plainpage/{page.pk}/").status_code == 405
    assert ask(reviewing, page, {}).status_code == 400
    for wrong in ("nichts", "auth.group", "nichts.nichts"):
        assert reviewing.post(f"/admin/jaga/{wrong}/1/", sent()).status_code == 404
    assert reviewing.post("/admin/jaga/home.plainpage/baru/", sent()).status_code == 404
    assert reviewing.post("/admin/jaga/home.plainpage/satu/", sent()).status_code == 400


def test_the_panel_beside_the_form_tells_what_the_draft_holds(reviewer, leaking):
    screen = browser_of(reviewer).get(f"/admin/pages/{leaking.pk}/edit/").content.decode()
    assert 'data-side-panel="guard"' in screen
    assert '"field": "body-0-value"' in screen
    assert 'data-side-panel-toggle="guard"' in screen
    assert 'data-side-panel="guard"' in browser_of(reviewer).get("/admin/snippets/home/helppoint/add/").content.decode()
