import os
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.prepared import copy_folder, copy_site, made_once
from tests.server.machine import NGINX, Machine, Server

REQUIRED = os.environ.get("CI") == "true"


@pytest.fixture(scope="session")
def machine(tmp_path_factory) -> Machine:
    """With few pages; a kit of 24 MB and a picture of 12, which fit into no buffer on the way."""
    base = tmp_path_factory.getbasetemp()

    def make(folder: Path) -> None:
        machine = Machine(folder)
        machine.prepare(files=2, megabytes=12, site=partial(copy_site, base, is_small=True))
        machine.large_picture()

    made, _is_mine = made_once(base, "machine-with-kit", make)
    machine = Machine(tmp_path_factory.mktemp("machine"))
    copy_folder(made / "data", machine.data)
    machine.know_kit()
    return machine


@pytest.fixture(scope="session")
def gunicorn(machine) -> Iterator[Server]:
    with machine.gunicorn() as server:
        yield server


@pytest.fixture(scope="session")
def nginx(machine) -> Iterator[Server]:
    if not (NGINX and shutil.which("curl")):
        (pytest.fail if REQUIRED else pytest.skip)("nginx and curl are needed.")
    with machine.nginx(WORKERS="1") as server:
        yield server


@pytest.fixture(params=["gunicorn", "nginx"])
def server(request) -> Server:
    """The site as readers reach it, without and with nginx in front."""
    return request.getfixturevalue(request.param)
