import pytest
from django.test import Client


@pytest.fixture
def client_without_database() -> Client:
    """Whatever would ask the database in a test with this client fails: pytest-django has it closed."""
    return Client(raise_request_exception=True)
