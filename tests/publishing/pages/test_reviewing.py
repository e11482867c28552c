"""A reviewer sees what is new first, then what the guard says, and answers once."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page

from publishing.models import User
from tests.publishing.conftest import person
from tests.publishing.guard.test_gate import browser_of


@pytest.fixture
def submitted(page, writer):
    page.title, page.body = "Halaman ditinjau", [("heading", "Siapa yang membantu?")]
    page.save_revision(user=writer)
    page.get_workflow().start(page, writer)
    return page


def review(page) -> str:
    return reverse("review_page", args=[page.pk])


def answer(user: User, page: Page, action: str, **fields):
    fields = {"action": action, "revision": Page.objects.get(pk=page.pk).latest_revision_id} | fields
    return browser_of(user).post(review(page), fields, follow=True)


def words(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def test_who_may_approve_comes_to_the_difference_first_and_others_to_the_editor(
    submitted,
    writer,
    reviewer,
):
    edit = reverse("wagtailadmin_pages:edit", args=[submitted.pk])
    assert browser_of(reviewer).get(edit).headers["Location"] == review(submitted)
    assert browser_of(reviewer).get(edit + "?sunting=1").status_code == 200
    assert browser_of(writer).get(edit).status_code == 200
    assert browser_of(writer).get(review(submitted)).headers["Location"].startswith(edit)
    submitted.title = "Diubah peninjau"
    submitted.save_revision(user=reviewer)
    assert browser_of(reviewer).get(edit).status_code == 200, "nobody is asked about his own work"


def test_of_a_new_page_the_whole_text_is_shown_and_of_a_live_one_what_differs(submitted, writer, reviewer):
    new = words(browser_of(reviewer).get(review(submitted)))
    assert "Halaman baru: seluruh teksnya" in new
    assert "Siapa yang membantu?" in new
    approved = answer(reviewer, submitted, "approve")
    live = Page.objects.get(pk=submitted.pk)
    assert live.live
    assert live.url in approved.content.decode(), "the answer leads to what readers see"
    draft = live.specific
    draft.summary = "Ringkasan baru"
    draft.save_revision(user=writer)
    draft.get_workflow().start(draft, writer)
    screen = BeautifulSoup(browser_of(reviewer).get(review(submitted)).content, "html.parser").select_one(".review")
    difference = screen.select_one("section").get_text(" ")
    assert "Ringkasan baru" in difference
    assert "Siapa yang membantu?" not in difference
    headings = [heading.get_text(strip=True) for heading in screen.select("h2")]
    assert headings == ["Yang baru", "Kata penjaga terbit", "Jawaban Anda"]


def test_asking_for_changes_needs_words_and_brings_them_to_the_author(submitted, reviewer):
    assert "Tulis dalam beberapa kata" in words(answer(reviewer, submitted, "reject", comment="  "))
    assert submitted.current_workflow_task_state
    answer(reviewer, submitted, "reject", comment="Tambahkan sumber")
    state = Page.objects.get(pk=submitted.pk).current_workflow_state
    assert (state.status, state.current_task_state.comment) == ("needs_changes", "Tambahkan sumber")


def test_what_the_guard_holds_back_is_told_masked_and_can_not_be_approved(leaking, writer, reviewer):
    leaking.get_workflow().start(leaking, writer)
    screen = browser_of(reviewer).get(review(leaking))
    assert "13•••••••••••01" in words(screen)
    assert 'value="approve"' not in screen.content.decode()
    answer(reviewer, leaking, "approve")
    assert not Page.objects.get(pk=leaking.pk).live


def test_what_changed_after_the_look_is_shown_before_it_is_approved(submitted, writer, reviewer):
    old = submitted.latest_revision_id
    submitted.summary = "Berubah lagi"
    submitted.save_revision(user=writer)
    assert "Berubah lagi" in words(answer(reviewer, submitted, "approve", revision=old))
    assert not Page.objects.get(pk=submitted.pk).live


@pytest.mark.parametrize("role", ["Penulis", "Pengelola Materi", "Administrator"])
def test_who_reviews_nothing_can_neither_approve_nor_ask_for_changes_here(submitted, role):
    somebody = person("seseorang", role)
    for action in ("approve", "reject", "nichts"):
        answer(somebody, submitted, action, comment="Kata")
    assert submitted.current_workflow_task_state
    assert not Page.objects.get(pk=submitted.pk).live
