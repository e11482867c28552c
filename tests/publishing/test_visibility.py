"""What is unpublished, or closed to strangers, is named and linked nowhere."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import PageViewRestriction

from publishing.models import User


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
    user = User.objects.create_user("mitra", password="rahasia-sekali")
    user.groups.add(Group.objects.get(name="Mitra Adat"))
    client = Client()
    client.force_login(user)
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
