from django.http import HttpRequest

from home.help.points import Help
from publishing.pages import links
from publishing.pages.generation import cache_for_generation


def help_points(request: HttpRequest) -> dict[str, Help]:
    """`help` for every template; the database is asked only when it is used, once a generation."""
    if not hasattr(request, "_help"):
        request._help = cache_for_generation("help", Help)
        links.vouch(lambda: request._help.numbers, lambda: request._help.ways)
    return {"help": request._help}
