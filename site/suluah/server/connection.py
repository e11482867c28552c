"""One client's connection: uvicorn's HTTP, with limits on what it may send and on how long it may take."""

import socket
import struct
from functools import partial

import httptools
from django.conf import settings
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from suluah.server import limits, refusals

ACKNOWLEDGED_AND_RECEIVED = struct.Struct("QQ")  # at byte 120 of Linux's struct tcp_info
SESSION_COOKIE = f"{settings.SESSION_COOKIE_NAME}=".encode()


class Refused(Exception):
    """Stops the parser; the answer is on its way."""


class Connection(HttpToolsProtocol):
    def connection_made(self, transport) -> None:
        super().connection_made(transport)
        self.is_deaf = self.is_refused = False  # what comes is no longer read, and why
        self.head_size = self.header_count = self.body_size = self.body_limit = 0
        self.head_since: float | None = None
        self.waits_since = self.loop.time()
        self.paced: tuple[str, float, int] | None = None  # what is waited for, since when, how much had moved by then
        if len(self.connections) > limits.connections():
            self._let_the_slowest_go()

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_deaf = True
        super().connection_lost(exc)

    # --- what comes in ---

    def data_received(self, data: bytes) -> None:
        if self.is_deaf:
            return
        self._unset_keepalive_if_required()
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade:  # offered to everybody by some clients; the answer is plain HTTP
            self.is_deaf = True
            self.cycle.keep_alive = False
        except httptools.HttpParserError:
            if not self.is_deaf:
                self.refuse(400)
        else:
            if self.head_since is not None:  # a header without an end reaches no callback
                self.head_size += len(data)
                if self.head_size > limits.HEAD:
                    self.refuse(431)

    def on_message_begin(self) -> None:
        self.head_size = self.header_count = self.body_size = 0
        self.head_since = self.loop.time()
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        if len(self.url) > limits.ADDRESS:
            self._stop(414)

    def on_header(self, name: bytes, value: bytes) -> None:
        self.header_count += 1
        if self.header_count > limits.HEADERS or len(name) + len(value) > limits.HEAD:
            self._stop(431)
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self.head_since = None
        names = [name for name, _value in self.headers]
        if names.count(b"host") > 1:
            self._stop(400)
        if sum(len(name) + len(value) for name, value in self.headers) > limits.HEAD:
            self._stop(431)
        has_session = any(name == b"cookie" and SESSION_COOKIE in value for name, value in self.headers)
        if not has_session and self.parser.get_method() not in limits.METHODS and self.url.startswith(b"/"):
            self._stop(405)  # what names no page at all is left to the parser
        self.body_limit = limits.body(has_session, self.url.decode("ascii", "replace"))
        if any(name == b"content-length" and int(value) > self.body_limit for name, value in self.headers):
            self._stop(413)
        super().on_headers_complete()
        self.scope |= {
            "has_session": has_session,
            "is_gone": partial(getattr, self.cycle, "disconnected"),
            "refuse": partial(self.refuse, is_of_body=True),
        }

    def on_body(self, body: bytes) -> None:
        self.body_size += len(body)
        if self.body_size > self.body_limit:
            self._stop(413)
        super().on_body(body)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self.waits_since = self.loop.time()

    # --- what is refused ---

    def _stop(self, status: int) -> None:
        self.refuse(status)
        raise Refused

    def refuse(self, status: int, is_of_body: bool = False) -> None:
        """
        Answer with our words and end the connection.

        An answer that is already under way is finished instead, unless it is the body of its request that is at fault.
        """
        self.is_deaf = True
        self.head_since = None
        under_way = self.cycle if self.cycle and not self.cycle.response_complete else None
        if under_way and not is_of_body and (under_way.response_started or not under_way.more_body):
            under_way.keep_alive = False
            return
        if self.is_refused or self.transport.is_closing():
            return
        self.is_refused = True
        if under_way:  # the one whose body is at fault
            under_way.disconnected = True
            under_way.message_event.set()
        self.flow.resume_reading()
        self.transport.write(refusals.answer(status))
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self.loop.call_later(limits.LINGER, self.transport.close)

    # --- who takes too long ---

    def look_at_the_clock(self, now: float) -> None:
        """Let a client go that has taken too long. Called every few seconds."""
        what = self._waits_for()
        if what == "head" and now - self.head_since > limits.HEAD_TIME:
            self.refuse(408)
        elif what == "request" and now - self.waits_since > limits.IDLE_TIME:
            self.transport.close()
        elif what in ("body", "reading"):
            self._keep_pace(what, now)
        if what not in ("body", "reading"):
            self.paced = None

    def _waits_for(self) -> str:
        if self.transport.get_write_buffer_size():
            return "reading"
        if self.is_refused:
            return "us"
        if self.cycle and not self.cycle.response_complete:
            return "body" if self.cycle.more_body and not self.flow.read_paused else "us"
        return "request" if self.head_since is None else "head"

    def _keep_pace(self, what: str, now: float) -> None:
        moved = self._moved()[0 if what == "reading" else 1]
        if not self.paced or self.paced[0] != what:
            self.paced = (what, now, moved)
            return
        time, pace = (
            (limits.ANSWER_TIME, limits.ANSWER_PACE) if what == "reading" else (limits.BODY_TIME, limits.BODY_PACE)
        )
        if now - self.paced[1] < time:
            return
        if moved - self.paced[2] >= pace:
            self.paced = (what, now, moved)
        elif what == "reading":
            self.transport.abort()
        else:
            self.refuse(408)

    def _moved(self) -> tuple[int, int]:
        """Bytes that have reached the client, and that have come from it, as the kernel counts them."""
        try:
            info = self.transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 136)
            return ACKNOWLEDGED_AND_RECEIVED.unpack_from(info, 120)
        except (AttributeError, OSError, struct.error):  # not Linux, or gone by now
            return -self.transport.get_write_buffer_size(), self.body_size

    def _let_the_slowest_go(self) -> None:
        """There are more connections than one process can hold. Who is waited for longest makes room."""
        waiting = (other for other in self.connections if other is not self and other._waits_for() != "us")
        slowest = min(waiting, key=lambda other: other.waits_since, default=self)
        self.connections.discard(slowest)
        slowest.transport.abort()
