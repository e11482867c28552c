import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve

from publishing.responses.counted import Counted, answers, kind_of


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/", "page"), ("/kekerasan/fisik/", "page"), ("/cari/", "search"), ("/materi/berkas/1/a.pdf", "file"),
        ("/media/images/a.avif", "picture"), ("/admin/pages/3/edit/", "editors"), ("/mitra/", "partners"),
        ("/sehat/siap/", "health"), ("/robots.txt", "other"),
    ],
)  # fmt: skip
def test_answers_are_counted_by_kind_and_never_by_address(address, kind):
    request = RequestFactory().get(address)
    request.resolver_match = resolve(address)
    assert kind_of(request) == kind


def test_an_address_that_is_none_counts_as_other():
    request = RequestFactory().get("/x")
    request.resolver_match = None
    assert kind_of(request) == "other"


def test_nothing_is_counted_where_nobody_asks(settings):
    settings.METRICS_PORT = None
    with pytest.raises(MiddlewareNotUsed):
        Counted(lambda request: HttpResponse())


def test_each_answer_counts_once(settings):
    settings.METRICS_PORT = 9
    request = RequestFactory().get("/tidak-ada")
    request.resolver_match = None
    number = answers().labels("other", "4xx")._value.get()
    Counted(lambda request: HttpResponse(status=404))(request)
    assert answers().labels("other", "4xx")._value.get() == number + 1
