"""What is compressed, and for whom."""

import gzip
import re

import pytest
from django.template import Context, Template

from publishing.pages.sheets import exit_script, style_sheet


@pytest.mark.parametrize("accepted", ["gzip", "br;q=1.0, gzip;q=0.8", "GZIP", "gzip;q=0.001", "gzip; q=1"])
def test_words_are_compressed_for_who_takes_gzip(client, accepted):
    assert client.get("/", headers={"accept-encoding": accepted}).headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("accepted", ["", "gzip;q=0", "gzip; q=0.0", "br, gzip;q=0.000", "GZIP;Q=0"])
@pytest.mark.parametrize("url", ["/", "/admin/login/"])
def test_who_refuses_gzip_gets_none(client, url, accepted):
    response = client.get(url, headers={"accept-encoding": accepted})
    assert "Content-Encoding" not in response.headers
    assert "Accept-Encoding" in response.headers["Vary"]


def test_pages_lose_the_indentation_of_their_templates_and_keep_style_and_script_as_they_are(client):
    html = gzip.decompress(client.get("/kekerasan/fisik/", headers={"accept-encoding": "gzip"}).content).decode()
    assert not re.search(r"\n\s", html)
    assert style_sheet("page") in html
    assert exit_script() in html


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        (
            "<ul>\n  <li>\n    <a href='/'>\n      Satu</a>\n  </li>\n</ul>\n",
            "<ul>\n<li><a href='/'>Satu</a></li></ul>\n",
        ),
        ("x<b>\n y</b>z", "x<b>\ny</b>z"),
        ("<p>\n  Satu\n  <b>dua</b>\n  tiga\n</p>\n", "<p>\nSatu\n<b>dua</b>\ntiga</p>\n"),
        ("<p> <img src=a>\n Satu</p>", "<p> <img src=a>\nSatu</p>"),
        ("<b>satu\n</b>dua", "<b>satu\n</b>dua"),
        ("<p>\n <textarea>\n  a\n</textarea>", "<p>\n <textarea>\n  a\n</textarea>"),
    ],
)
def test_white_space_that_no_reader_sees_is_not_sent(written, sent):
    assert (
        Template("{% load publishing_tags %}{% for_readers %}" + written + "{% endfor_readers %}").render(Context())
        == sent
    )
