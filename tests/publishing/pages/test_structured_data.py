import json
import re

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
