from django.http import HttpRequest

from home.help import Help


def help_points(request: HttpRequest) -> dict[str, Help]:
    """`help` for every template; it asks the database only when it is used, once a request."""
    if not hasattr(request, "_help"):
        request._help = Help()
    return {"help": request._help}
