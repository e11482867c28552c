"""How the admin reads a day or an hour while it is typed: the picker's script asks, and shows the answer at the box."""

from django.http import HttpRequest, HttpResponseBadRequest, JsonResponse

from publishing.words import moments
from publishing.words.unreadable import Unreadable

READERS = {"day": moments.day, "hour": moments.hour, "moment": moments.moment}


def how_it_is_read(request: HttpRequest) -> JsonResponse | HttpResponseBadRequest:
    """
    `?kind=moment&text=5/12/2026 9.00` gives {"words": "Sabtu, 5 Desember 2026 …", "at": "2026-12-05T09:00:00"}.

    What can't be read gives {"problem": the reason}.
    """
    reader = READERS.get(request.GET.get("kind", ""))
    if reader is None:
        return HttpResponseBadRequest()
    try:
        value = reader(request.GET.get("text", ""))
    except Unreadable as unreadable:
        return JsonResponse({"problem": str(unreadable)})
    return JsonResponse({"words": moments.in_words(value), "at": value.isoformat()})
