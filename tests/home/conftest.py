import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from tests import kept_site


@pytest.fixture(scope="module")
def with_examples(django_db_setup, django_db_blocker, tmp_path_factory):
    """
    The examples beside the starter content, for all tests of a module that ask for them: they take many seconds.

    Those that want a site without examples run before (tests/conftest.py). The worker has not looked yet: of its
    pictures of the files, which take most of the time, no test of these modules speaks.
    """
    later = {**settings.TASKS, "background": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}

    def load() -> None:
        with override_settings(TASKS=later):
            call_command("load_starter_content", "--with-examples", verbosity=0)

    with django_db_blocker.unblock(), kept_site.beside(tmp_path_factory.getbasetemp(), "with-examples", load):
        yield
