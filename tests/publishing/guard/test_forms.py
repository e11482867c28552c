"""The editor is told at the field, gives a reason where the site asks, and loses nothing."""

import pytest
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import rich_text, streamfield

from home.models import PlainPage
from publishing.guard.confirmations import CONFIRMED
from publishing.models import Confirmation
from tests.publishing.guard.test_gate import LEAK, browser_of, is_public
from tests.publishing.pages.forms import save

MASKED = "13•••••••••••01"
# The form as it was opened: nothing is changed by sending it.
SAME = {"body": streamfield([]), "summary": ""}


def body_errors(answer) -> dict:
    return answer.context["form"].errors.as_data()["body"][0].as_json_data()


def test_a_finding_stands_at_its_block_and_all_that_was_typed_is_there(writer, page):
    blocks = [("heading", "Bagian"), ("text", rich_text(f"<p>{LEAK}</p>"))]
    answer = save(browser_of(writer), page, "submit", body=streamfield(blocks), summary="Ringkasan yang diketik")
    assert list(body_errors(answer)["blockErrors"]) == [1]
    assert MASKED in body_errors(answer)["blockErrors"][1]["messages"][0]
    assert LEAK in answer.context["form"].data["body-1-value"]
    assert answer.context["form"]["summary"].value() == "Ringkasan yang diketik"
    assert MASKED in answer.content.decode()
    assert not page.current_workflow_state


@pytest.mark.parametrize("field", ["title", "slug", "summary", "seo_title", "search_description"])
def test_a_finding_stands_at_its_field(writer, page, field):
    answer = save(browser_of(writer), page, "submit", **{field: "nik-1376014505090001"})
    assert MASKED in answer.context["form"].errors[field][0]


@pytest.mark.parametrize("live", [False, True])
def test_a_draft_is_free(writer, page, live):
    PlainPage.objects.filter(pk=page.pk).update(live=live)
    save(browser_of(writer), page, title=LEAK)
    page.refresh_from_db()
    assert page.draft_title == LEAK


def test_what_the_site_asks_is_confirmed_once_with_a_reason(asking, writer, page):
    editor = browser_of(writer)
    answer = save(editor, page, "submit", title="Korban Mawar")
    assert "M•••" in answer.context["form"].errors["title"][0]
    assert not Confirmation.objects.exists()
    save(editor, page, "submit", title="Korban Mawar", guard_reason="Mawar adalah nama bunga di sini")
    assert page.current_workflow_state
    entry = PageLogEntry.objects.get(page=page.pk, action=CONFIRMED)
    assert (entry.user, entry.data["reason"]) == (writer, "Mawar adalah nama bunga di sini")
    assert "Mawar" not in "".join(entry.data["findings"])
    assert "Korban Mawar" not in str(Confirmation.objects.values_list().get())


def test_it_is_not_asked_anew_while_the_words_stay(asking, writer, reviewer, page):
    save(browser_of(writer), page, "submit", title="Korban Mawar", guard_reason="Nama bunga")
    task = page.current_workflow_task_state
    task.task.specific.on_action(task, reviewer, "approve")
    assert is_public(page)


@pytest.mark.parametrize(("words", "passes"), [("Nomor 1376014505090001", True), (f"Korban dengan {LEAK}", False)])
def test_a_second_person_lifts_a_false_stop_and_never_one_beside_somebody_of_a_case(
    writer, reviewer, page, words, passes
):
    page.title = words
    page.save_revision(user=writer)
    form = browser_of(reviewer).get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert ("guard_lift" in form) is passes
    for user in (writer, reviewer):  # the author can't lift it
        save(browser_of(user), page.get_latest_revision_as_object(), title=words, guard_lift="Nomor contoh", **SAME)
    save(browser_of(writer), page.get_latest_revision_as_object(), "submit", title=words)
    assert bool(page.current_workflow_state) is passes


def test_a_reason_lifts_no_stop(writer, page):
    answer = save(browser_of(writer), page, "submit", title=LEAK, guard_reason="Boleh saja")
    assert "title" in answer.context["form"].errors
    assert not Confirmation.objects.exists()
