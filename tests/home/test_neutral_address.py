"""Quick exit leads to an everyday page that says nothing of the reader."""

import pytest
from django.core.exceptions import ValidationError

from home.help.neutral import neutral_address
from home.models import HelpSettings


@pytest.mark.parametrize(
    "address",
    [
        "http://www.bmkg.go.id/", "https://www.bmkg.go.id/?q=korban", "https://www.bmkg.go.id/#cuaca",
        "https://nama@www.bmkg.go.id/", "https://facebook.com/korban", "https://m.facebook.com/", "https://x.com/",
        "https://contoh.go.id/layanan-korban/", "https://localhost/", "https://intranet/", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_an_address_that_tells_or_is_no_site_is_refused(address):
    with pytest.raises(ValidationError):
        neutral_address(address)


def test_the_weather_will_do():
    neutral_address(HelpSettings._meta.get_field("exit_url").default)


def test_the_screen_says_so_at_the_field(admin_client, db):
    address = admin_client.get("/admin/snippets/home/helpsettings/", follow=True).request["PATH_INFO"]
    answer = admin_client.post(address, {"exit_url": "https://facebook.com/korban"})
    assert "exit_url" in answer.context["form"].errors
