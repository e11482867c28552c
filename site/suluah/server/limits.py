"""What one client may take of the server. Sizes are bytes, times are seconds."""

import os
import resource

from django.conf import settings

ADDRESS = 8 * 1024
HEAD = 32 * 1024  # the request line with all headers
HEADERS = 100
# Strangers send short forms. Uploads are the editors', whose login sets a cookie; the view looks at who they are.
BODY = 256 * 1024
# By a link that the office made, photos come without a login (campaigns.field_reports): four, even ones too large.
BY_LINK, FIELD_REPORTS = 64 * 1024 * 1024, "/kirim-laporan/"
UPLOAD = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE + 1024 * 1024
IN_MEMORY = 64 * 1024  # of a body; what is longer waits on the disk for its thread

# From the first byte of a request to the last of its headers, and between two requests of a connection.
HEAD_TIME = 10
IDLE_TIME = 20
# In each span of time at least so many bytes must move, both ways. A telephone in a dead valley may lose its download;
# it goes on later where it stopped.
BODY_TIME, BODY_PACE = 20, 4 * 1024
ANSWER_TIME, ANSWER_PACE = 60, 16 * 1024
LOOK_EVERY = 2  # how often the clocks are read
LINGER = 2  # what a refused client still sends is taken, or it would never read why

# How long a thread may have Python to itself while others wait. The loop, which answers most readers by itself, stands
# in one queue with all threads that make pages: with Python's own 0.005 it waits 13 to 19 ms (mean) behind eight busy
# ones. Half a millisecond costs the threads no more than a whole one (decisions 77 and 82).
TURN = 0.0005

# Of who has no session; others reach nothing of the site. Wagtail's area asks by DELETE and PATCH too.
METHODS = (b"GET", b"HEAD", b"OPTIONS", b"POST")

WAITING = 16  # requests for each thread; who comes beyond that is asked to come again
RETRY = 30


def connections() -> int:
    """How many a process may hold. Each may have a file of its own open; the site itself needs some too."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return max(64, min(int(os.environ.get("CONNECTIONS", "2000")), (most - 128) // 2))


def body(has_session: bool, path: str) -> int:
    if path.startswith(FIELD_REPORTS):
        return BY_LINK
    return UPLOAD if has_session else BODY


def for_strangers(threads: int) -> tuple[int, int]:
    """
    How many of so many threads work for who has no session, and how many of these for what they send.

    The others are there for editors however many strangers come, and the loop waits for half as many busy ones. Forms
    and passwords, which may wait for each other, leave some to who only reads.
    """
    return max(1, threads // 2), max(1, threads // 4)
