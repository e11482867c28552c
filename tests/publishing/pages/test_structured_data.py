import json
import re

import pytest
from wagtail.models import Page

from publishing.templatetags.publishing_tags import json_ld


def test_no_title_breaks_out_of_the_structured_data(client, page_at):
    page = page_at("/kekerasan/fisik/")
    page.title = "</script><script>alert(1)</script> & <!--"
    page.save_revision().publish()
    html = client.get("/kekerasan/fisik/").content.decode()
    assert "<script>alert" not in html
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    assert any(item.get("headline") == page.title for item in json.loads(data))


def test_an_article_describes_itself_its_place_and_its_questions(client):
    html = client.get("/kekerasan/fisik/").content.decode()
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    assert {"BreadcrumbList", "Article", "FAQPage"} == {item["@type"] for item in json.loads(data)}


def test_the_home_page_names_the_government_office(client):
    html = client.get("/").content.decode()
    assert "GovernmentOrganization" in html


def test_nothing_to_say_is_nothing():
    assert json_ld([]) == ""


@pytest.mark.parametrize("address", ["/kekerasan/fisik/", "/kegiatan/rapat-koordinasi-2024/", "/materi/", "/"])
def test_a_page_works_out_its_address_once_for_readers_and_for_machines(client, page_at, monkeypatch, address):
    asked, full_url = [], Page.get_full_url
    monkeypatch.setattr(Page, "get_full_url", lambda page, *args: asked.append(page.pk) or full_url(page, *args))
    assert client.get(address).status_code == 200
    assert asked.count(page_at(address).pk) == 1
