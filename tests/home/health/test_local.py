"""What only the machine itself learns."""

import json
import socket
import urllib.error
import urllib.request

import pytest
from prometheus_client import CollectorRegistry

from home.health import checks, local
from tests.server.machine import free_port


@pytest.fixture
def numbers(settings, monkeypatch, tmp_path):
    """The address of the numbers, with the database and its counters left aside."""
    settings.METRICS_DIR = tmp_path
    monkeypatch.setattr(checks, "CHECKS", [checks.Check("disk", lambda: "77 MB free")])
    monkeypatch.setattr(local.connections, "close_all", lambda: None)
    monkeypatch.setattr(local, "MultiProcessCollector", lambda registry, path: None)
    server = local.listen(free_port())
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def ask(address: str) -> str:
    with urllib.request.urlopen(address, timeout=5) as response:
        return response.read().decode()


def test_prometheus_gets_numbers(numbers):
    assert 'suluah_well{check="disk"} 1.0' in ask(f"{numbers}/metrics")


def test_people_on_the_machine_get_the_reasons(numbers):
    assert json.loads(ask(f"{numbers}/sehat"))["checks"]["disk"]["says"] == "77 MB free"


def test_nothing_else_is_there(numbers):
    with pytest.raises(urllib.error.HTTPError, match="404"):
        ask(f"{numbers}/admin/")


def test_no_other_machine_reaches_it(numbers):
    port = int(numbers.rpartition(":")[2])
    with socket.socket() as other:
        other.bind(("127.0.0.2", port))  # it has not taken every address of the machine


def test_a_port_that_is_taken_does_not_keep_the_worker_from_working():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert local.listen(taken.getsockname()[1]) is None


def test_the_registry_holds_what_was_looked_up_when_it_was_asked(monkeypatch):
    monkeypatch.setattr(checks, "CHECKS", [checks.Check("disk", lambda: 1 / 0)])
    registry = CollectorRegistry()
    registry.register(local.State())
    assert registry.get_sample_value("suluah_well", {"check": "disk"}) == 0.0
