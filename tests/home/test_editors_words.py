"""What editors read of pages and records: what each is for, and what is true of it."""

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from wagtail.blocks import ListBlock
from wagtail.fields import StreamField

from campaigns.models import ArticlePage, SessionRequest, TopicPage
from home.models import HelpPoint
from publishing.models import SitePage, User

PAGES = [model for model in apps.get_models() if issubclass(model, SitePage)]


@pytest.fixture
def owner(db) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("kantor", password="x"))
    return client


def test_every_kind_of_page_says_what_it_is_for_with_a_picture():
    pictures = {path.stem for path in (settings.ROOT / "static/img/page_types").glob("*.svg")}
    assert pictures == {model._meta.model_name for model in PAGES}
    assert [model.__name__ for model in PAGES if len(str(model.page_description)) < 25] == []


def repeats(block, above: str, path: str):
    """Where the name of a field is that of the one in which it stands."""
    children = block.child_blocks.items() if hasattr(block, "child_blocks") else []
    children = [("", block.child_block)] if isinstance(block, ListBlock) else children
    for name, child in children:
        label = str(child.label or name)
        if label.casefold() == above.casefold():
            yield f"{path} > {label}"
        yield from repeats(child, label, f"{path} > {label}")


def test_no_field_bears_the_name_of_the_one_around_it():
    with override("id"):
        found = [
            where
            for model in PAGES
            for field in model._meta.get_fields()
            if isinstance(field, StreamField)
            for where in repeats(field.stream_block, str(field.verbose_name), f"{model.__name__}.{field.verbose_name}")
        ]
    assert not found


def test_kinds_are_chosen_by_what_they_are_for(owner):
    screen = owner.get(f"/admin/pages/{TopicPage.objects.first().pk}/add_subpage/").content.decode()
    assert str(ArticlePage.page_description) in screen
    assert "img/page_types/articlepage" in screen
    assert "Halaman yang menggunakan" not in screen


def state(client: Client, record) -> str:
    answer = client.get(f"/admin/snippets/{record._meta.label_lower.replace('.', '/')}/edit/{record.pk}/")
    panel = BeautifulSoup(answer.content, "html.parser").select_one('[data-side-panel="status"]')
    return " ".join(panel.get_text(" ").split())


def test_a_record_says_what_readers_see_of_it(owner):
    request = SessionRequest.objects.create(
        institution="KAN", nagari="Koto", name="A", email="a@contoh.id", wished_day=timezone.localdate(), topic="T"
    )
    assert "Hanya untuk kantor: Baru" in state(owner, request)
    shown = next(point for point in HelpPoint.objects.all() if point.is_shown)
    assert "Ditampilkan situs dengan sendirinya" in state(owner, shown)
    hidden = next(point for point in HelpPoint.objects.all() if not point.is_shown)
    assert "Belum tampil bagi pembaca" in state(owner, hidden)
    for record in (request, shown, hidden):
        assert "0 kali" not in state(owner, record)
    for record in (request, hidden):
        assert "Terbit" not in state(owner, record)


def test_a_new_article_begins_with_questions_that_are_no_text(owner):
    topic = TopicPage.objects.first()
    form = owner.get(f"/admin/pages/add/campaigns/articlepage/{topic.pk}/").context["form"]
    kinds = [block.block_type for block in form.instance.body]
    assert kinds.count("prompt") == 7
    assert {"heading", "text", "signs", "steps", "questions"} <= set(kinds)
    assert not owner.get(f"/admin/pages/add/campaigns/warningsignspage/{topic.pk}/").context["form"].instance.body
