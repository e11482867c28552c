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
        restriction = PageViewRestriction.objects.create(
            page=page_at(url), restriction_type=PageViewRestriction.GROUPS
        )
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
