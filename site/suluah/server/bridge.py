"""Between the event loop and Django: requests go to a thread whole, and answers come back whole."""

import asyncio
import contextlib
import logging
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import IO, Any

from suluah.server import limits, refusals
from suluah.server.wsgi import Answer, call, environment

BLOCK = 128 * 1024
READERS = 4  # threads that read files from the disk
NOTHING = BytesIO()

log = logging.getLogger(__name__)


class Bridge:
    """
    The ASGI application that runs a WSGI application in `threads` threads.

    What the application has `at_hand` (see publishing.responses.page_cache) is answered at once, without a thread.
    `may_upload` tells of a Cookie header whether its sender may send more than a form, `is_invited` of a path below
    limits.FIELD_REPORTS whether anybody may; both are asked in a thread.
    """

    def __init__(
        self,
        application: Callable,
        threads: int,
        may_upload: Callable[[str], bool],
        is_invited: Callable[[str], bool],
    ) -> None:
        self.application, self.may_upload, self.is_invited = application, may_upload, is_invited
        self.at_hand = getattr(application, "at_hand", None)
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="pages")
        self.readers = ThreadPoolExecutor(READERS, thread_name_prefix="files")
        self.strangers, self.senders = map(asyncio.Semaphore, limits.for_strangers(threads))
        self.most, self.under_way = threads * (1 + limits.WAITING), 0

    async def __call__(self, scope: dict[str, Any], receive: Callable, send: Callable) -> None:
        if self.at_hand and not expects_a_body(scope) and (found := self.at_hand(environment(scope, NOTHING))):
            await self._send(Answer.of(*found), scope["method"] == "HEAD", send)
            return
        body = tempfile.SpooledTemporaryFile(limits.IN_MEMORY)  # noqa: SIM115 - closed below
        try:
            if await self._is_taken_in(scope, body, receive):
                await self._answer(scope, body, send)
        finally:
            with contextlib.suppress(OSError):  # what could not be written is tried once more
                body.close()

    async def _is_taken_in(self, scope: dict[str, Any], body: IO[bytes], receive: Callable) -> bool:
        try:
            return await self._take_in(scope, body, receive)
        except OSError:
            log.exception("There is no room for the body of a request")
            scope["refuse"](507)
        except Exception:  # the database, which knows who may upload
            log.exception("A request could not be taken in")
            scope["refuse"](500)
        return False

    async def _take_in(self, scope: dict[str, Any], body: IO[bytes], receive: Callable) -> bool:
        """Whether all of the request's body is there now. More than a form is kept for those only who may upload."""
        is_known = False
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return False
            if not is_known and body.tell() + len(message["body"]) > limits.BODY:
                is_known = await self._in(self.pool, self._may_send_more, scope)
                if not is_known:
                    scope["refuse"](413)
                    return False
            body.write(message["body"])
            if not message["more_body"]:
                body.seek(0)
                return True

    def _may_send_more(self, scope: dict[str, Any]) -> bool:
        if scope["path"].startswith(limits.FIELD_REPORTS):
            return self.is_invited(scope["path"])
        cookies = b";".join(value for name, value in scope["headers"] if name == b"cookie")
        return self.may_upload(cookies.decode("latin-1"))

    async def _answer(self, scope: dict[str, Any], body: IO[bytes], send: Callable) -> None:
        # Strangers alone never fill all of the places.
        if self.under_way >= (2 * self.most if scope["has_session"] else self.most):
            await refuse(503, send)
            return
        self.under_way += 1
        try:
            async with self._turn(scope):
                answer = await self._in(self.pool, self._work, scope, body)
        except Exception:
            log.exception("A request could not be answered")
            await refuse(500, send)
            return
        finally:
            self.under_way -= 1
        if answer:
            try:
                await self._send(answer, scope["method"] == "HEAD", send)
            finally:
                if answer.file:
                    await self._in(self.pool, answer.close)

    @contextlib.asynccontextmanager
    async def _turn(self, scope: dict[str, Any]) -> AsyncIterator[None]:
        """Until a thread may work for this one."""
        queues = [self.senders] if scope["method"] == "POST" else []
        async with contextlib.AsyncExitStack() as turns:
            for queue in [] if scope["has_session"] else [*queues, self.strangers]:
                await turns.enter_async_context(queue)
            yield

    def _work(self, scope: dict[str, Any], body: IO[bytes]) -> Answer | None:
        """In a thread. Nobody works for a reader who has gone while the request waited for its turn."""
        if scope["is_gone"]():
            return None
        return call(self.application, environment(scope, body))

    async def _send(self, answer: Answer, is_head: bool, send: Callable) -> None:
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        if answer.file and not is_head:
            while block := await self._in(self.readers, answer.file.read, BLOCK):
                await send({"type": "http.response.body", "body": block, "more_body": True})
        await send({"type": "http.response.body", "body": answer.body})

    def _in(self, pool: ThreadPoolExecutor, work: Callable, *arguments: object) -> Awaitable:
        return asyncio.get_running_loop().run_in_executor(pool, work, *arguments)


def expects_a_body(scope: dict[str, Any]) -> bool:
    return any(name in (b"content-length", b"transfer-encoding") for name, _value in scope["headers"])


async def refuse(status: int, send: Callable) -> None:
    await send({"type": "http.response.start", "status": status, "headers": refusals.headers(status)})
    await send({"type": "http.response.body", "body": refusals.page(status)})
