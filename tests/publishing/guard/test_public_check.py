"""What is public already is looked at again."""

import json
from contextlib import suppress
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from home.models import HelpPoint
from publishing.models import PublicFinding
from tests.publishing.guard.test_gate import LEAK


def look() -> list[dict]:
    written = StringIO()
    with suppress(CommandError):
        call_command("check_published", "--json", stdout=written)
    return json.loads(written.getvalue())


def test_all_that_is_public_is_named_with_masked_values(page):
    Page.objects.filter(pk=page.pk).update(title=LEAK, live=True)
    found = look()
    assert [(one["object_id"], one["masked"]) for one in found] == [(str(page.pk), "13•••••••••••01")]
    with pytest.raises(CommandError):
        call_command("check_published", stdout=StringIO())


def test_the_starter_content_has_nothing_that_nobody_confirmed(db):
    assert look() == []


def test_pages_that_show_a_number_are_listed_when_it_is_verified_no_more(admin_client, page):
    point = HelpPoint.objects.shown().exclude(whatsapp="").first()
    page.body = [("text", f"<p>WhatsApp {point.whatsapp_number}</p>")]
    page.save_revision().publish()
    assert look() == []
    point.verified_on = None
    point.save()
    assert [one["kind"] for one in look() if one["object_id"] == str(page.pk)] == ["phone"]
    assert PublicFinding.objects.filter(object_id=page.pk).exists()
    assert f"/admin/pages/{page.pk}/edit/" in admin_client.get("/admin/").content.decode()
