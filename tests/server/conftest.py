import os
import shutil
from collections.abc import Iterator
from functools import partial

import pytest

from tests.prepared import copy_site
from tests.server.machine import NGINX, Machine, Server

REQUIRED = os.environ.get("CI") == "true"


@pytest.fixture(scope="session")
def machine(tmp_path_factory) -> Machine:
    """With a kit of 24 MB, which fits into no buffer on the way."""
    machine = Machine(tmp_path_factory.mktemp("machine"))
    machine.prepare(files=2, megabytes=12, site=partial(copy_site, tmp_path_factory.getbasetemp()))
    return machine


@pytest.fixture(scope="session")
def gunicorn(machine) -> Iterator[Server]:
    with machine.gunicorn() as server:
        yield server


@pytest.fixture(scope="session")
def nginx(machine) -> Iterator[Server]:
    if not (NGINX and shutil.which("curl")):
        (pytest.fail if REQUIRED else pytest.skip)("nginx and curl are needed.")
    with machine.nginx() as server:
        yield server


@pytest.fixture(params=["gunicorn", "nginx"])
def server(request) -> Server:
    """The site as readers reach it, without and with nginx in front."""
    return request.getfixturevalue(request.param)
