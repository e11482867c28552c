"""The process that gunicorn starts: an event loop with the connections, and the threads behind it."""

import asyncio
import contextlib
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker
from uvicorn.config import Config
from uvicorn.server import Server

from suluah.server import limits


class Serving(Server):
    """uvicorn's server, told by gunicorn when to end."""

    def __init__(self, config: Config, worker: "PageWorker") -> None:
        super().__init__(config)
        self.worker = worker

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.end)
        loop.add_signal_handler(signal.SIGQUIT, self.end, True)
        yield

    def end(self, at_once: bool = False) -> None:
        self.should_exit = True
        self.force_exit = self.force_exit or at_once

    async def on_tick(self, counter: int) -> bool:
        if counter % 10 == 0:
            self.worker.notify()
            if self.worker.ppid != os.getppid():
                self.should_exit = True
        if counter % (limits.LOOK_EVERY * 10) == 0:
            self.look_at_the_clocks()
        return await super().on_tick(counter)

    def look_at_the_clocks(self) -> None:
        now = asyncio.get_running_loop().time()
        for connection in list(self.server_state.connections):
            connection.look_at_the_clock(now)

    async def shutdown(self, sockets=None) -> None:
        watch = asyncio.create_task(self._watch_the_end())
        await super().shutdown(sockets)
        watch.cancel()

    async def _watch_the_end(self) -> None:
        """gunicorn goes on hearing from the process while its last requests are answered."""
        while True:
            self.worker.notify()
            self.look_at_the_clocks()
            await asyncio.sleep(1)


class PageWorker(Worker):
    @classmethod
    def check_config(cls, cfg, log) -> None:
        """Nothing of gunicorn's settings can be wrong for this worker."""

    def init_signals(self) -> None:
        for number in self.SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGUSR1, self.handle_usr1)

    def load_wsgi(self) -> None:
        super().load_wsgi()
        # Only now that the site is loaded. What fails here ends gunicorn, instead of one process after the other.
        from suluah.server import refusals

        refusals.prepare()

    def run(self) -> None:
        _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        sys.setswitchinterval(limits.TURN)
        from suluah.server.uploads import is_invited, may_upload

        config = configuration(
            self.wsgi,
            self.cfg.threads,
            may_upload,
            is_invited,
            backlog=self.cfg.backlog,
            timeout_graceful_shutdown=max(1, self.cfg.graceful_timeout - 2),
        )
        server = Serving(config, self)
        server.run([listener.sock for listener in self.sockets])
        if not server.started:
            sys.exit(Arbiter.WORKER_BOOT_ERROR)


def configuration(
    application: Callable,
    threads: int,
    may_upload: Callable[[str], bool],
    is_invited: Callable[[str], bool] = lambda path: False,
    **more: object,
) -> Config:
    """uvicorn, with our connections before it and the WSGI `application` behind it."""
    from suluah.server.bridge import Bridge
    from suluah.server.connection import Connection

    return Config(
        Bridge(application, threads, may_upload, is_invited),
        interface="asgi3",
        http=Connection,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=limits.IDLE_TIME,
        **more,
    )
