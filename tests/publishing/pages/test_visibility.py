"""What is unpublished, or closed to strangers, is named and linked nowhere."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.storage import default_storage
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from publishing.models import User
from publishing.pages import share_card, visibility
from publishing.pages.visibility import is_open, is_shared_with


def may_read(request, page) -> bool:
    """Wagtail's own answer, asked of every restriction above the page."""
    return page.live and all(restriction.accept_request(request) for restriction in page.get_view_restrictions())


@pytest.fixture
def close(page_at):
    """Close a page, and what is below it, to everybody but the partners."""

    def restrict(url: str) -> None:
        restriction = PageViewRestriction.objects.create(page=page_at(url), restriction_type=PageViewRestriction.GROUPS)
        restriction.groups.add(Group.objects.get(name="Mitra Adat"))

    return restrict


@pytest.fixture
def partner(db):
    """A client logged in as somebody whom the restrictions of `close` let through."""
    client = Client()
    client.force_login(make_user("mitra", "Mitra Adat"))
    return client


def test_a_search_result_does_not_name_a_parent_that_is_not_published(client, page_at):
    page_at("/tppo/").unpublish()
    main = client.get("/cari/?q=paspor").content.decode().split("<main")[1].split("</main>")[0]
    assert "/tppo/cek-tawaran-kerja/" in main
    assert 'class="kicker">Cegah TPPO' not in main


def test_an_address_below_a_closed_page_does_not_name_it(client, page_at, close):
    close("/tppo/")
    html = client.get("/tppo/tidak-ada/").content.decode()
    assert page_at("/tppo/").title not in html
    assert 'href="/tppo/"' not in html


def test_a_closed_page_among_the_quiet_ones_is_not_in_the_footer_below_its_address(client, close):
    close("/tentang/")
    assert 'href="/tentang/"' not in client.get("/tentang/tidak-ada/").content.decode()


def test_whoever_may_read_a_closed_branch_finds_its_way_there(partner, close):
    close("/tppo/")
    html = partner.get("/tppo/apa-itu-tppo/").content.decode()
    assert 'href="/tppo/"' in html.split('class="crumbs"')[1].split("</nav>")[0]
    assert "/tppo/tanda-bahaya/" in partner.get("/tppo/").content.decode().split("<main")[1]


def test_the_home_page_has_no_card_that_leads_to_a_closed_page(client, close):
    assert "/tppo/" in client.get("/").content.decode().split("<main")[1].split("</main>")[0]
    close("/tppo/")
    assert "/tppo/" not in client.get("/").content.decode().split("<main")[1].split("</main>")[0]


def test_without_any_card_the_home_page_does_not_ask_what_is_going_on(client, close):
    close("/tppo/")
    close("/kekerasan/")
    assert 'class="wide band"' not in client.get("/").content.decode()


def test_the_figures_of_a_closed_page_are_no_file_either(client, partner, close):
    assert "/data/kasus.csv" in client.get("/data/").content.decode()
    close("/data/")
    assert client.get("/data/kasus.csv").status_code == 404
    assert "/data/kasus.csv" not in partner.get("/data/").content.decode()
    assert "/data/" not in client.get("/").content.decode()


def test_the_figures_of_an_unpublished_page_are_no_file_either(client, page_at):
    page_at("/data/").unpublish()
    assert client.get("/data/kasus.csv").status_code == 404
    assert "/data/" not in client.get("/").content.decode()


@pytest.fixture
def asking(rf):
    """asking(user): the request of somebody who has logged in, or of a stranger."""

    def request(user=None):
        request = rf.get("/")
        request.user, request.session = user or AnonymousUser(), SessionStore()
        return request

    return request


def make_user(name: str, *groups: str, **options) -> User:
    user = User.objects.create_user(name, password="rahasia-sekali", **options)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def test_a_stranger_may_read_what_is_open_and_published_only(asking, page_at, close):
    page = page_at("/tppo/apa-itu-tppo/")
    assert may_read(asking(), page)
    close("/tppo/")
    assert not may_read(asking(), page)
    assert may_read(asking(), page_at("/kekerasan/"))
    page_at("/kekerasan/").unpublish()
    assert not may_read(asking(), page_at("/kekerasan/"))


def test_what_an_open_page_answers_does_not_depend_on_who_asks(rf, page_at):
    """Neither session nor account is looked at: rf.get() has none of them."""
    assert may_read(rf.get("/"), page_at("/tppo/"))


def test_a_group_opens_what_is_closed_to_others_and_nothing_that_lies_closed_within(asking, page_at, close):
    partner, editor = make_user("mitra", "Mitra Adat"), make_user("penulis", "Penulis")
    close("/tppo/")
    page = page_at("/tppo/apa-itu-tppo/")
    assert may_read(asking(partner), page)
    assert not may_read(asking(editor), page)
    inner = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    inner.groups.add(Group.objects.get(name="Penulis"))
    assert not may_read(asking(partner), page)
    assert not may_read(asking(editor), page)
    assert may_read(asking(make_user("keduanya", "Mitra Adat", "Penulis")), page)


def test_any_account_opens_what_asks_for_a_login(asking, page_at):
    PageViewRestriction.objects.create(page=page_at("/tppo/"), restriction_type=PageViewRestriction.LOGIN)
    page = page_at("/tppo/apa-itu-tppo/")
    assert not may_read(asking(), page)
    assert may_read(asking(make_user("siapa-saja")), page)


def test_editors_are_not_offered_a_password_for_a_page(admin_client, page_at):
    form = admin_client.get(f"/admin/pages/{page_at('/tentang/').pk}/privacy/").json()["html"]
    assert 'value="groups"' in form
    assert 'value="password"' not in form


def test_a_password_opens_its_page_for_those_who_gave_it(asking, page_at):
    restriction = PageViewRestriction.objects.create(
        page=page_at("/tppo/"), restriction_type=PageViewRestriction.PASSWORD, password="kunci"
    )
    request, page = asking(), page_at("/tppo/apa-itu-tppo/")
    assert not may_read(request, page)
    restriction.mark_as_passed(request)
    assert may_read(request, page)


def test_an_account_that_was_switched_off_reads_nothing_closed(partner, page_at, close):
    close("/tppo/")
    assert partner.get("/tppo/").status_code == 200
    User.objects.filter(username="mitra").update(is_active=False)
    assert partner.get("/tppo/").status_code == 302


def test_what_is_shared_with_an_account_is_what_it_may_read_beyond_the_public(asking, page_at, close):
    """The condition in a query and the answer about one page agree, for every page and kind of account."""
    close("/tppo/")
    inner = PageViewRestriction.objects.create(
        page=page_at("/tppo/korban-tppo/"), restriction_type=PageViewRestriction.GROUPS
    )
    inner.groups.add(Group.objects.get(name="Penulis"))
    PageViewRestriction.objects.create(page=page_at("/data/"), restriction_type=PageViewRestriction.LOGIN)
    PageViewRestriction.objects.create(page=page_at("/tentang/"), restriction_type="password", password="kunci")
    page_at("/tppo/tanda-bahaya/").unpublish()
    accounts = [
        make_user("mitra", "Mitra Adat"),
        make_user("penulis", "Penulis"),
        make_user("keduanya", "Mitra Adat", "Penulis"),
        make_user("tanpa-grup"),
        make_user("pengelola", is_superuser=True),
    ]
    for user in accounts:
        pages = Page.objects.filter(depth__gt=1)
        closed = [page for page in pages if not may_read(asking(), page)]
        wanted = {page.pk for page in closed if may_read(asking(user), page)}
        assert set(pages.filter(is_shared_with(user)).values_list("pk", flat=True)) == wanted, user
        assert wanted, user


def test_somebody_known_but_not_invited_is_told_so_and_not_sent_round_in_a_circle(page_at, close, db):
    close("/tppo/")
    browser = Client()
    browser.force_login(make_user("peninjau", "Peninjau"))
    for _ in range(2):
        response = browser.get("/tppo/apa-itu-tppo/")
        assert response.status_code == 403
        assert page_at("/tppo/apa-itu-tppo/").title not in response.content.decode()


@pytest.mark.parametrize("most", [40, 1, 0])
def test_what_is_open_is_the_same_in_whichever_way_it_is_asked(monkeypatch, asking, page_at, close, most):
    """Branch by branch; those without pages below them as one; or, where even the others are many, page by page."""
    alias = page_at("/tentang/").create_alias(parent=page_at("/"), update_slug="tentang-lagi")
    for url in ("/tppo/", "/kekerasan/fisik/", "/tentang/"):
        close(url)
    page_at("/kekerasan/psikis/").unpublish()
    monkeypatch.setattr(visibility, "MOST_CLOSED", most)
    pages = Page.objects.filter(depth__gt=1)
    opened = {page.pk for page in pages if may_read(asking(), page)}
    assert set(pages.filter(is_open()).values_list("pk", flat=True)) == opened
    for url in ("/tppo/", "/kekerasan/fisik/"):
        page = page_at(url)
        inside = opened | {below.pk for below in pages.filter(path__startswith=page.path, live=True)}
        assert set(pages.filter(is_open(seen_from=page)).values_list("pk", flat=True)) == inside, url
    of_source = opened | {page_at("/tentang/").pk, alias.pk}  # one restriction closes both
    assert set(pages.filter(is_open(seen_from=page_at("/tentang/"))).values_list("pk", flat=True)) == of_source


def test_hundreds_of_closed_pages_make_no_condition_longer(page_at, monkeypatch):
    monkeypatch.setattr(visibility, "MOST_CLOSED", 2)
    lengths = []
    for number in (3, 9):
        for page in page_at("/kekerasan/").get_children()[:number]:
            PageViewRestriction.objects.get_or_create(page=page, restriction_type=PageViewRestriction.LOGIN)
        lengths.append(len(str(Page.objects.filter(is_open()).query)))
    assert lengths[0] == lengths[1]


def test_an_alias_of_a_closed_page_is_named_to_nobody(client, page_at, close):
    """Wagtail closes the alias with its source; our lists must know it as well."""
    alias = page_at("/tentang/").create_alias(parent=page_at("/"), update_slug="tentang-lagi")
    assert "/tentang-lagi/" in client.get("/").content.decode()
    close("/tentang/")
    assert client.get("/tentang-lagi/").status_code == 302
    assert "/tentang-lagi/" not in client.get("/").content.decode()
    assert not Page.objects.filter(is_open(), pk=alias.pk).exists()
    assert "/tentang-lagi/" not in client.get("/cari/?q=tentang").content.decode()


@pytest.mark.parametrize("url", ["/", "/kekerasan/fisik/", "/cari/", "/tidak-ada/", "/data/kasus.csv", "/media/x.jpg"])
def test_an_answer_to_a_stranger_is_the_same_for_all_and_sets_nothing(client, url):
    response = client.get(url)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("url", ["/", "/kekerasan/fisik/", "/tppo/apa-itu-tppo/", "/cari/", "/tidak-ada/"])
def test_an_answer_to_somebody_known_stays_out_of_every_cache_on_the_way(partner, close, url):
    close("/tppo/")
    assert partner.get(url).headers["Cache-Control"] == "private, no-store"


def test_the_way_from_a_closed_page_to_the_login_is_not_kept_either(client, close):
    close("/tppo/")
    assert client.get("/tppo/").headers["Cache-Control"] == "private, no-store"


def test_a_closed_page_has_no_picture_for_messengers(page_at, close):
    page = page_at("/tppo/apa-itu-tppo/")
    share_card.draw_for(page)
    name = share_card.name_of(page.heading)
    assert default_storage.exists(name)
    close("/tppo/")
    assert not default_storage.exists(name)
    page.save_revision().publish()
    assert not default_storage.exists(name)
    PageViewRestriction.objects.all().delete()
    assert default_storage.exists(name)


def test_a_page_that_is_taken_back_has_no_picture_for_messengers_either(page_at):
    page = page_at("/tppo/apa-itu-tppo/")
    page.save_revision().publish()
    name = share_card.name_of(page.heading)
    assert default_storage.exists(name)
    page.unpublish()
    assert not default_storage.exists(name)


def test_a_page_moved_into_a_closed_branch_loses_its_picture_for_messengers(page_at, close):
    page = page_at("/kekerasan/fisik/")
    share_card.draw_for(page)
    close("/tppo/")
    page.move(page_at("/tppo/"), pos="last-child")
    assert not default_storage.exists(share_card.name_of(page.heading))


def test_closing_one_of_the_help_pages_leaves_their_common_picture(page_at, close):
    share_card.draw_for(page_at("/hubungi/"))
    close("/hubungi/")
    assert default_storage.exists(share_card.name_of(""))
