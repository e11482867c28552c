"""The generation changes with everything that readers can see, in the same transaction, and with nothing else."""

from datetime import timedelta
from threading import Thread

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from campaigns.models import CaseFigure, SessionPage, Village
from home.models import HelpPoint, HelpSettings, PlainPage
from publishing.models import CampaignDocument, CampaignImage, User
from publishing.pages import generation
from publishing.pages.changes import counts
from publishing.pages.generation import cache_for_generation
from publishing.pages.kept import GENERATIONS, Kept
from tests.factories import AdatInstitutionFactory, SessionPageFactory
from tests.resources.factories import MaterialFactory, MaterialFileFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def some_word(db):
    generation.renew()


@pytest.fixture
def page(page_at) -> Page:
    return page_at("/tentang/")


@pytest.fixture
def library(page_at) -> Page:
    return page_at("/materi/")


@pytest.fixture
def draft(home) -> Page:
    return home.add_child(instance=PlainPage(title="Rencana", slug="rencana", live=False))


def changes(what) -> bool:
    before = generation.current()
    what()
    return generation.current() != before


def close(page: Page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)


def save(record, **fields) -> None:
    for name, value in fields.items():
        setattr(record, name, value)
    record.save()


SEEN = {
    "campaigns": "AdatInstitution ArticlePage CaseFigure DataPage District Nagari SessionIndexPage SessionMaterial "
    "SessionPage SessionTopic TopicPage Village WarningSignsPage YearlyReportPage",
    "home": "ContactPage HelpPoint HelpSettings HomePage PlainPage TaskForce",
    "publishing": "CampaignDocument CampaignImage",
    "resources": "KitArchive KitIndexPage KitPage KitPart MaterialFile MaterialIndexPage MaterialPage MaterialTopic "
    "Preparation PreviewPicture",
    "taggit": "Tag",
    "wagtailcore": "Locale Page PageViewRestriction Site",
    "wagtailredirects": "Redirect",
}


def test_of_these_models_readers_see_something():
    """A new model that readers see nothing of says `changes_what_readers_see = False`; any other is added here."""
    found: dict[str, set[str]] = {}
    for model in filter(counts, apps.get_models()):
        found.setdefault(model._meta.app_label, set()).add(model.__name__)
    assert found == {app: set(names.split()) for app, names in SEEN.items()}


PUBLIC = {
    "publishing": lambda page: page.save_revision().publish(),
    "publishing a new page": lambda page: page.add_sibling(instance=PlainPage(title="Baru", slug="baru")),
    "unpublishing": lambda page: page.unpublish(),
    "unpublishing by hand": lambda page: save(page, live=False),
    "deleting": lambda page: page.delete(),
    "another address": lambda page: save(page, slug="lain"),
    "moving": lambda page: page.move(Page.objects.get(slug="privasi"), pos="right"),
    "closing": close,
    "a group that may read": lambda page: close(page).groups.add(Group.objects.first()),
    "the site": lambda page: save(Site.objects.get(), hostname="suluah.example"),
    "a redirect": lambda page: Redirect.objects.create(old_path="/lama", redirect_page=page),
    "a help point": lambda page: save(HelpPoint.objects.first(), hours="setiap hari"),
    "the help settings": lambda page: save(HelpSettings.load(), exit_url="https://www.bmkg.go.id/cuaca"),
    "a figure": lambda page: save(CaseFigure.objects.first(), note="lain"),
    "a place": lambda page: save(Village.objects.first(), name="Nama baru"),
    "deleting a help point": lambda page: HelpPoint.objects.last().delete(),
}


@pytest.mark.parametrize("what", PUBLIC)
def test_what_readers_see_is_a_new_generation(page, what):
    assert changes(lambda: PUBLIC[what](page))


def test_the_parts_of_a_published_page_are_seen(library):
    session = SessionPageFactory(topics=["Lama"])
    material = MaterialFactory(parent=library)
    file = MaterialFileFactory(page=material)
    assert changes(lambda: session.tagged_topics.first().delete())
    assert changes(lambda: AdatInstitutionFactory().sessions.add(session))
    assert changes(lambda: save(file, print_note="Bolak-balik"))
    assert changes(lambda: save(Tag.objects.get(name="Lama"), name="Baru"))
    assert changes(lambda: save(file.document, title="Lain"))
    assert changes(file.delete)


def test_a_page_published_by_its_schedule_is_seen(draft):
    save(draft, go_live_at=timezone.now() + timedelta(days=1))
    revision = draft.save_revision()
    revision.publish()
    revision.refresh_from_db()
    revision.object_id, later = revision.object_id, revision.as_object()
    later.go_live_at = None
    assert changes(lambda: later.save_revision().publish())


HIDDEN = {
    "a draft of a published page": lambda page, draft: page.save_revision(),
    "a new page that is a draft": lambda page, draft: draft.add_sibling(
        instance=PlainPage(title="Lain", slug="lain", live=False)
    ),
    "the draft of a page that is no more published": lambda page, draft: save(draft, title="Lain"),
    "deleting a draft": lambda page, draft: draft.delete(),
    "moving a draft": lambda page, draft: draft.move(page, pos="left"),
    "a word that no page has yet": lambda page, draft: Tag.objects.create(name="Belum dipakai"),
    "an account": lambda page, draft: save(User.objects.create_user("sari"), first_name="Sari"),
    "a picture that is made for a page": lambda page, draft: CampaignImage.objects.first().get_rendition("width-77"),
    "a group": lambda page, draft: Group.objects.create(name="Baru"),
}


@pytest.mark.parametrize("what", HIDDEN)
def test_what_only_editors_see_is_none(page, draft, what):
    assert not changes(lambda: HIDDEN[what](page, draft))


def test_the_parts_of_a_draft_are_hidden(library):
    session = SessionPageFactory(live=False)
    session.institutions.add(AdatInstitutionFactory())
    session.topics.add("Topik dari draf")
    assert not changes(session.save)
    material = MaterialFactory(parent=library, live=False)
    file = MaterialFileFactory(page=material)
    assert not changes(lambda: save(file, print_note="Bolak-balik"))


def test_a_draft_that_is_saved_in_the_editors_area_is_hidden_until_it_is_published(admin_client, home):
    address = f"/admin/pages/{home.pk}/edit/"
    form = BeautifulSoup(admin_client.get(address).content.decode(), "html.parser").select_one("form[data-edit-form]")
    sent = {field["name"]: field.get("value", "") for field in form.select("input[name]:not([type=checkbox])")}
    sent |= {field["name"]: field.text for field in form.select("textarea[name]")}
    sent |= {f"{name}-count": "0" for name in ("situations", "help_steps", "sources")} | {"title": "Judul baru"}
    assert not changes(lambda: admin_client.post(address, sent))
    home.refresh_from_db()
    assert home.draft_title == "Judul baru"
    sent |= {"action-publish": "action-publish", "emergency_reason": "Uji"}
    assert changes(lambda: admin_client.post(address, sent))


def test_a_draft_with_published_pages_below_it_is_seen_in_their_addresses(page_at):
    topic = page_at("/tppo/")
    topic.unpublish()
    assert changes(lambda: save(topic, slug="perdagangan-orang"))


def test_a_change_that_is_taken_back_leaves_its_word_to_no_other(page):
    before = generation.current()
    words = set()
    for _time in range(2):
        with transaction.atomic():
            save(page, title="Judul")
            words.add(generation.current())
            transaction.set_rollback(True)
        assert generation.current() == before
    assert len(words | {before}) == 3


def test_a_transaction_writes_one_word_however_much_it_changes(page):
    generation.current()
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        for number in range(5):
            save(page, title=f"Judul {number}")
    assert sum("publishing_generation" in query["sql"] for query in queries) == 1


def test_a_change_after_the_word_was_read_is_another_word(page):
    with transaction.atomic():
        assert changes(lambda: save(page, title="Satu"))
        assert changes(lambda: save(page, title="Dua"))


def test_a_part_of_a_transaction_that_is_taken_back_does_not_take_the_word_of_the_rest(page):
    def save_twice() -> None:
        with transaction.atomic():
            with transaction.atomic():
                save(page, title="Batal")
                transaction.set_rollback(True)
            save(page, title="Tetap")

    assert changes(save_twice)


def test_a_request_reads_the_word_once(client):
    client.get("/kegiatan/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/kegiatan/")
    assert sum("publishing_generation" in query["sql"] for query in queries) == 1


def test_a_request_that_changes_something_reads_its_own_change(page, admin_client):
    generation._begin_request()
    try:
        assert changes(lambda: save(page, title="Judul"))
    finally:
        generation._end_request()


def test_a_value_is_made_once_a_generation():
    made = []
    for _time in range(3):
        cache_for_generation("once", lambda: made.append(1))
    assert len(made) == 1
    generation.renew()
    cache_for_generation("once", lambda: made.append(1))
    assert len(made) == 2


def test_a_value_that_is_nothing_is_kept_too():
    made = []
    for _time in range(2):
        assert cache_for_generation("nothing", lambda: made.append(1)) is None
    assert made == [1]


def test_a_value_ends_at_its_moment():
    kept = Kept(lambda: "word", most=10)
    moments = iter([timezone.now() - timedelta(seconds=1), timezone.now() + timedelta(days=1)])
    made = []
    for _time in range(4):
        kept.get("key", lambda: made.append(1), until=lambda value: next(moments))
    assert len(made) == 2


def test_before_the_first_generation_nothing_is_kept():
    kept, made = Kept(lambda: "", most=10), []
    for _time in range(2):
        kept.get("key", lambda: made.append(1))
    assert len(made) == 2


def test_what_was_used_last_stays_within_the_limit():
    kept, made = Kept(lambda: "word", most=3, weigh=len), []

    def get(key: str) -> None:
        kept.get(key, lambda: made.append(key) or "x")

    for key in ("a", "b", "c", "a", "d", "a"):
        get(key)
    assert made == ["a", "b", "c", "d"]
    get("b")
    assert made == ["a", "b", "c", "d", "b"]
    assert kept._generations["word"].weight == 3


def test_former_generations_are_forgotten():
    words = iter(range(10))
    kept = Kept(lambda: str(next(words)), most=10)
    for _change in range(10):
        kept.get("key", object)
    assert len(kept._generations) == GENERATIONS


def test_a_value_that_many_ask_for_at_once_is_made_by_one():
    kept, made, answers = Kept(lambda: "word", most=10), [], []

    def build() -> int:
        made.append(1)
        Thread(target=lambda: None).start()  # gives the others their turn
        return 7

    threads = [Thread(target=lambda: answers.append(kept.get("key", build))) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (made, answers) == ([1], [7] * 8)
    assert not kept._being_made


def test_what_could_not_be_made_is_tried_again():
    kept = Kept(lambda: "word", most=10)
    with pytest.raises(ZeroDivisionError):
        kept.get("key", lambda: 1 / 0)
    assert kept.get("key", lambda: 7) == 7


def test_every_process_starts_from_what_the_database_says():
    generation.renew()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE publishing_generation SET word = 'of another'")
    assert generation.current() == "of another"


def test_a_document_that_is_in_no_page_yet_is_not_seen():
    assert not changes(lambda: CampaignDocument.objects.create(title="Baru", file="x.pdf", file_size=1))
    assert SessionPage.objects.exists()
