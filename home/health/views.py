"""What a stranger may know: one word. The reasons are told by `manage.py health` and by home.health.local."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from home.health import checks


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nobody else, so that a database that is down has no process started anew."""
    return _word("sehat", True)


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """For a balancer: whether to send readers here."""
    is_ready = checks.ready()
    return _word("siap" if is_ready else "belum siap", is_ready)


@require_safe
def well(request: HttpRequest) -> HttpResponse:
    """For a monitor that calls a person: also what readers do not notice yet, such as a worker that stopped."""
    is_well = all(result.ok for result in checks.results())
    return _word("beres" if is_well else "belum beres", is_well)


def _word(word: str, is_good: bool) -> HttpResponse:
    return HttpResponse(word, status=200 if is_good else 503, content_type="text/plain; charset=utf-8")
