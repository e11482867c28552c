from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag


def only_if_changed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The response with an ETag of its content; 304 for a program that asks again for the same."""
    response.headers["ETag"] = etag = quote_etag(sha256(response.content).hexdigest()[:32])
    return get_conditional_response(request, etag=etag, response=response)
