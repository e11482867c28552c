import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.prepared import copy_site
from tests.production.demo import Production
from tests.production.faults import LONG, seen
from tests.server.conftest import REQUIRED
from tests.server.front import NGINX


@pytest.fixture(scope="session" if LONG else "module")
def site(tmp_path_factory) -> Iterator[Production]:
    if not NGINX:
        (pytest.fail if REQUIRED else pytest.skip)("nginx is needed.")
    site = Production(tmp_path_factory.mktemp("production"))
    with ExitStack() as stack:
        if LONG:
            site.open(stack)
            site.prepare()
        else:
            copy_site(tmp_path_factory.getbasetemp(), site.machine.data, is_small=True)
            site.environment["WORKERS"] = "1"  # two nodes are two processes
            stack.callback(site.stop_all)
        site.configure()
        for name in ("node 0", "node 1", "nginx", "worker 0", "editor"):
            site.start(name)
        site.pages = re.findall(r"<loc>http://localhost([^<]*)</loc>", site.get("/sitemap.xml").text)
        site.settle()
        yield site


def pytest_terminal_summary(terminalreporter) -> None:
    """The table of docs/decisions/0082, as this run has seen it."""
    if not (LONG and seen):
        return
    terminalreporter.section("What readers got")
    for each in seen:
        numbers = f"{each.reads:6,} reads, {each.failed} failed, longest {each.longest * 1000:5,.0f} ms"
        terminalreporter.write_line(f"{numbers}  {each.test}")
