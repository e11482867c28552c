"""
The numbers and reasons, at an address that only this machine reaches.

Not an address of the site that looks at who asks: behind a proxy everybody comes from 127.0.0.1. The worker listens on
the loopback interface, at a port that no proxy forwards to (METRICS_PORT): /metrics for Prometheus, /sehat as JSON.
"""

import json
import logging
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from django.conf import settings
from django.db import close_old_connections, connections
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from home.health import checks
from resources import beat, worker

HOST = "127.0.0.1"
logger = logging.getLogger(__name__)


class State:
    """What is looked up at the moment of asking."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        well = GaugeMetricFamily("suluah_well", "1 where all is well, by what was looked at.", labels=["check"])
        results = checks.results()
        for result in results:
            well.add_metric([result.name], float(result.ok))
        yield well
        age = beat.age()
        if age is not None:
            yield GaugeMetricFamily("suluah_worker_beat_age_seconds", "Since the worker last looked.", value=age)
        if any(result.name == "database" and result.ok for result in results):
            waiting = worker.tasks().ready().count()
            yield GaugeMetricFamily("suluah_tasks_waiting", "Background tasks nobody has begun.", value=waiting)


class Numbers(BaseHTTPRequestHandler):
    server_version, sys_version = "Suluah", ""
    timeout = 10  # seconds; whoever sends nothing is let go

    def do_GET(self) -> None:
        close_old_connections()
        try:
            if self.path == "/metrics":
                self._answer(200, "text/plain; version=0.0.4; charset=utf-8", metrics())
            elif self.path == "/sehat":
                results = checks.results()
                is_well = all(result.ok for result in results)
                self._answer(200 if is_well else 503, "application/json", as_json(results).encode())
            else:
                self._answer(404, "text/plain", b"")
        finally:
            connections.close_all()

    def _answer(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments) -> None:
        """Who asked is written nowhere, here neither."""


def metrics() -> bytes:
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(settings.METRICS_DIR))
    registry.register(State())
    return generate_latest(registry)


def as_json(results: list[checks.Result]) -> str:
    found = {result.name: {"ok": result.ok, "essential": result.essential, "says": result.says} for result in results}
    return json.dumps({"well": all(result.ok for result in results), "checks": found}, indent=2)


def listen(port: int) -> ThreadingHTTPServer | None:
    """In a thread that ends with the process. A port that is taken is no reason for the worker not to work."""
    try:
        server = ThreadingHTTPServer((HOST, port), Numbers)
    except OSError:
        logger.warning("Port %s is taken: there are no numbers for Prometheus.", port)
        return None
    server.daemon_threads = True
    Thread(target=server.serve_forever, name="numbers", daemon=True).start()
    return server
