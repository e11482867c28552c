"""A real S3 server (SeaweedFS) on this machine, for tests and demonstrations. It keeps what it has in one folder."""

import json
import random
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import boto3
from botocore.client import Config
from botocore.exceptions import BotoCoreError, ClientError

BUCKET, KEY, SECRET = "suluah", "only-for-tests", "only-for-tests-only-for-tests"


def program() -> str | None:
    beside = Path(sys.executable).with_name("weed")
    return str(beside) if beside.exists() else shutil.which("weed")


class S3:
    """A server with an empty bucket in `folder`, which may be stopped and started again; `environment` leads there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        master, volume, filer, port = _ports(4)
        rights = ["Admin", "Read", "Write", "List"]
        who = {"name": "suluah", "credentials": [{"accessKey": KEY, "secretKey": SECRET}], "actions": rights}
        (folder / "s3.json").write_text(json.dumps({"identities": [who]}))
        options = {
            "dir": folder, "ip": "127.0.0.1", "ip.bind": "127.0.0.1", "master.port": master, "volume.port": volume,
            "master.volumeSizeLimitMB": 256, "volume.max": 8, "filer.port": filer, "s3.port": port,
            "s3.config": folder / "s3.json", "master.telemetry": "false",
        }  # fmt: skip
        self.command = [program(), "server", "-s3", *(f"-{name}={value}" for name, value in options.items())]
        self.process: subprocess.Popen | None = None
        self.environment = {
            "S3_ENDPOINT": f"http://127.0.0.1:{port}", "S3_BUCKET": BUCKET, "S3_ACCESS_KEY": KEY,
            "S3_SECRET_KEY": SECRET,
        }  # fmt: skip

    def start(self) -> None:
        journal = self.folder / "journal"
        with journal.open("w") as file:
            self.process = subprocess.Popen(self.command, cwd=self.folder, stdout=file, stderr=subprocess.STDOUT)
        _make_bucket(self.environment["S3_ENDPOINT"], journal)

    def stop(self) -> None:
        if self.process:
            self.process.kill()  # it would wait for half a minute
            self.process.wait()
            self.process = None


@contextmanager
def s3(folder: Path) -> Iterator[dict[str, str]]:
    """The environment of a site whose files lie in an empty bucket; the server lives in this block."""
    server = S3(folder)
    try:
        server.start()
        yield server.environment
    finally:
        server.stop()


def _ports(number: int) -> list[int]:
    """Free ones, by lot: others start a server at this moment too. It also takes each plus ten thousand."""
    found: list[int] = []
    for port in random.sample(range(21000, 31000, 7), 1400):
        if all(_is_free(each) for each in (port, port + 10000)):
            found.append(port)
            if len(found) == number:
                break
    return found


def _is_free(port: int) -> bool:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _make_bucket(endpoint: str, journal: Path) -> None:
    config = Config(connect_timeout=1, read_timeout=5, retries={"max_attempts": 0}, s3={"addressing_style": "path"})
    client = boto3.client(
        "s3", endpoint_url=endpoint, aws_access_key_id=KEY, aws_secret_access_key=SECRET, region_name="us-east-1",
        config=config,
    )  # fmt: skip
    end = time.monotonic() + 60
    while True:
        try:
            with suppress(client.exceptions.BucketAlreadyExists, client.exceptions.BucketAlreadyOwnedByYou):
                client.create_bucket(Bucket=BUCKET)  # it is there when the server was only stopped
            client.put_object(Bucket=BUCKET, Key="probe", Body=b"1")
            client.delete_object(Bucket=BUCKET, Key="probe")
            return
        except (BotoCoreError, ClientError) as error:
            if time.monotonic() > end:
                raise AssertionError(f"The S3 server does not start: {journal.read_text()[-2000:]}") from error
            time.sleep(0.3)
