"""Asks an address elsewhere whether it is still there, without reading what it holds."""

import socket
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

import requests
from django.conf import settings

from home.links.models import Trouble

LONGEST = (5, 15)  # seconds to connect, and to answer
MOST_STEPS = 5  # of redirects
TELL_NOTHING_OF_HEAD = {403, 404, 405, 501}  # some servers answer so to HEAD only
PORTS = {None, 80, 443}


class NotForUs(Exception):
    """An address within our own network, or one that can't be asked: it is nobody's business what answers there."""


def trouble_with(url: str) -> str:
    """A value of Trouble, or "" where somebody answers. A site that wants no robots is there. Raises NotForUs."""
    with requests.Session() as session:
        session.trust_env = False
        session.headers = {"User-Agent": f"Suluah link check (+{settings.WAGTAILADMIN_BASE_URL})", "Accept": "*/*"}
        try:
            return _judged(_status(session, url))
        except requests.exceptions.SSLError:
            return Trouble.UNSAFE
        except socket.gaierror:
            return Trouble.NO_SITE
        except (requests.RequestException, OSError):
            return Trouble.SILENT


def _judged(status: int) -> str:
    if status in {404, 410}:
        return Trouble.GONE
    return Trouble.BROKEN if status >= 500 else ""


def _status(session: requests.Session, url: str) -> int:
    for _step in range(MOST_STEPS):
        _refuse_our_own_network(url)
        status, location = _ask(session, "HEAD", url)
        if status in TELL_NOTHING_OF_HEAD:
            status, location = _ask(session, "GET", url)
        if not location:
            return status
        url = urljoin(url, location)
    return 310  # it leads in a circle, but somebody answers: perhaps only robots are led so


def _ask(session: requests.Session, method: str, url: str) -> tuple[int, str]:
    with session.request(method, url, timeout=LONGEST, allow_redirects=False, stream=True) as answer:
        return answer.status_code, answer.headers.get("location", "") if answer.is_redirect else ""


def _refuse_our_own_network(url: str) -> None:
    """Whoever writes a link must not learn through us what stands in the city's network."""
    try:
        parts = urlsplit(url)
        allowed = parts.scheme in {"http", "https"} and parts.hostname and parts.port in PORTS
    except ValueError as error:
        raise NotForUs from error
    if not allowed:
        raise NotForUs
    found = socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
    if not all(ip_address(address[0].partition("%")[0]).is_global for *_facts, address in found):
        raise NotForUs
