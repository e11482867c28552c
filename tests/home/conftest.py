from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import connection, transaction


@pytest.fixture(scope="module")
def with_examples(django_db_setup, django_db_blocker):
    """
    The examples beside the starter content: loaded once for all tests of a module that ask for them, for it takes six
    seconds. Those that want a site without examples run before (tests/conftest.py).
    """
    # Each test is a transaction within this one. Django closes the connection after a test, which would end both.
    with django_db_blocker.unblock(), patch.object(connection, "close"), transaction.atomic():
        call_command("load_starter_content", "--with-examples", verbosity=0)
        yield
        transaction.set_rollback(True)
