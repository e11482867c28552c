from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from publishing.accounts.areas import may_have_a_session
from publishing.pages.navigation import Navigation


def frame(request: HttpRequest) -> dict[str, object]:
    """What base.html needs on any page; read only when a template asks for it."""
    return {
        "navigation": SimpleLazyObject(lambda: Navigation.of(request)),
        "has_session": may_have_a_session(request),
    }
