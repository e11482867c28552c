"""
Counts answers for Prometheus (METRICS_PORT): of what kind, and how they ended. No address, no reader, no time.

Processes count into files of their own below DATA_DIR/metrics; who is asked for the numbers adds them up.
"""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    from prometheus_client import Counter

# By the name of the address's pattern. What has none here is counted as "other".
KINDS = {
    "page": "page",
    "search": "search",
    "search_library": "search",
    "material_file": "file",
    "whatsapp_copy": "file",
    "kit_archive": "file",
    "material_preview": "picture",
    "material_preview_large": "picture",
    "material_cover": "picture",
    "media": "picture",
    "calendar": "calendar",
    "news": "feed",
    "sitemap": "feed",
    "alive": "health",
    "ready": "health",
    "well": "health",
}
AREAS = {"admin": "editors", "mitra": "partners"}


@cache
def answers() -> "Counter":
    return _counter(
        "suluah_answers", "Answers made by Django, by kind of address and class of status.", "kind", "status"
    )


def of_page_cache(outcome: str) -> None:
    """Count a page that was asked of the cache: "hit" where it had it, "miss" where Django made it."""
    if settings.METRICS_PORT:
        page_cache().labels(outcome).inc()


@cache
def page_cache() -> "Counter":
    return _counter("suluah_page_cache", "Pages asked of the cache, by whether it had them.", "outcome")


def _counter(name: str, says: str, *labels: str) -> "Counter":
    from prometheus_client import Counter  # two megabytes that a site without numbers does without

    return Counter(name, says, labels)


class Counted:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.METRICS_PORT:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        answers().labels(kind_of(request), f"{response.status_code // 100}xx").inc()
        return response


def kind_of(request: HttpRequest) -> str:
    found = request.resolver_match
    if found is None:
        return "other"
    area = AREAS.get(found.route.partition("/")[0])
    return area or KINDS.get(found.url_name, "other")
