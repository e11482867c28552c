from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from home.letters.models import WeeklyLetter
from home.letters.weekly import reader_of


@csrf_exempt  # a mail program sends the form as well (RFC 8058); the token in the address is the proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Opening it changes nothing: programs that look for viruses open every address of a mail."""
    user = reader_of(token)
    if user is None:
        raise Http404
    stopped = request.method == "POST"
    if stopped:
        WeeklyLetter.objects.update_or_create(user=user, defaults={"is_wanted": False})
    return render(request, "home/letters/stop.html", {"stopped": stopped})


urlpatterns = [path("surat/<str:token>/", stop, name="stop_weekly_letter")]
