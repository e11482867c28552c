import pytest
from django.core.exceptions import ValidationError

from home.models import HelpSettings

NOTICE = "HP diperiksa orang?"


@pytest.mark.parametrize("url", ["/kekerasan/", "/kekerasan/fisik/", "/tppo/tanda-bahaya/"])
def test_pages_on_violence_name_the_page_on_safe_browsing(client, url):
    html = client.get(url).content.decode()
    assert f'<a href="/aman-menjelajah/">{NOTICE}' in html


def test_quiet_pages_carry_no_notice(client):
    for url in ("/", "/hubungi/", "/tentang/"):
        assert NOTICE not in client.get(url).content.decode()


def test_the_notice_goes_when_its_page_is_unpublished(client, page_at):
    page_at("/aman-menjelajah/").unpublish()
    assert NOTICE not in client.get("/kekerasan/fisik/").content.decode()


def test_the_office_may_choose_only_a_page_directly_below_the_home_page(page_at):
    chosen = HelpSettings.load()
    chosen.safety_page = page_at("/kekerasan/fisik/")
    with pytest.raises(ValidationError) as refused:
        chosen.full_clean()
    assert "safety_page" in refused.value.message_dict
