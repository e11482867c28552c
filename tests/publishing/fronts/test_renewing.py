"""What is fetched anew, and in which order, without a server in front: the fetching is noted in a list."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from publishing.fronts.backend import NotRenewed
from publishing.fronts.models import Front
from publishing.fronts.renewing import Renewal
from publishing.pages import generation

pytestmark = pytest.mark.django_db
PLACE = "http://10.0.0.1:8081"


class Asked(list):
    """Stands for a front that confirms everything."""

    @contextmanager
    def connected(self) -> Iterator[Callable[[str], None]]:
        yield lambda url: self.append(url.removeprefix("http://localhost:8000"))


class Silent:
    @contextmanager
    def connected(self) -> Iterator[Callable[[str], None]]:
        yield self.renew

    def renew(self, url: str) -> None:
        raise NotRenewed("TimeoutError", is_silent=True)


@pytest.fixture
def renewal(settings) -> Renewal:
    """Of a front that has everything."""
    settings.FRONTS = [PLACE]
    settings.WAGTAILADMIN_BASE_URL = "http://localhost:8000"
    backend = "publishing.fronts.backend.RenewingFront"
    settings.WAGTAILFRONTENDCACHE = {PLACE: {"BACKEND": backend, "LOCATION": PLACE}}
    generation.renew()
    renewal = Renewal(PLACE)
    renewal.backend = Asked()
    renewal.look()
    renewal.backend.clear()
    return renewal


def test_what_changes_while_new_pictures_are_looked_for_is_not_forgotten(renewal, monkeypatch):
    def changes_meanwhile() -> list[str]:
        monkeypatch.undo()
        generation.renew()
        return ["/media/images/baru.webp"]

    monkeypatch.setattr(renewal, "_new_pictures", changes_meanwhile)
    renewal.look()
    renewal.look()
    assert "/hubungi/" in renewal.backend
    assert Front.objects.get().renewed == generation.current()


def test_what_is_gone_comes_first_then_every_page_above_it_and_those_that_name_it(renewal, page_at):
    page_at("/kekerasan/psikis/").save_revision().publish()  # lately published: it would come first otherwise
    page_at("/kekerasan/fisik/").unpublish()
    renewal.look()
    assert renewal.backend[0] == "/kekerasan/fisik/"
    assert set(renewal.backend[1:3]) == {"/", "/kekerasan/"}
    assert renewal.backend[3] == "/kekerasan/dalam-rumah-tangga/"  # by a link in its text


def test_a_front_that_is_silent_has_done_nothing_of_the_new_change(renewal, page_at):
    done = Front.objects.get().done
    renewal.backend = Silent()
    page_at("/kekerasan/fisik/").unpublish()
    renewal.look()
    front = Front.objects.get()
    assert done
    assert (front.done, front.failures) == (0, 1)
