from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from publishing.pages.navigation import Crumb, Navigation
from publishing.words.clean import cleaned_query
from resources.library.listing import MaterialListing
from resources.library.models import MaterialIndexPage


@csrf_exempt  # it only reads, and a token would be a cookie
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """
    Words within the library. They come by POST only, with the filters that go with them: nothing is in the address.

    Whoever comes without words is led to the library itself, with the filters that were sent.
    """
    navigation = Navigation.of(request)
    opened = navigation.first_level if navigation else []
    library = next((page for page in opened if page.specific_class is MaterialIndexPage), None)
    if library is None:
        raise Http404
    words = cleaned_query(request.POST.get("kata", ""))
    listing = MaterialListing(request.POST, words)
    if not words:
        address = listing.filters.address_of_page(listing.filters.page)
        return redirect(library.get_url(request) + address.removesuffix("?"))
    context = {
        "library": library,
        "listing": listing,
        "crumbs": [Crumb(library.title, library.get_url(request)), Crumb(gettext("Search"), "")],
    }
    return render(request, "resources/search.html", context)
