"""Addresses of the library that are no pages."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from publishing.pages.models import Crumb
from publishing.pages.navigation import Navigation
from publishing.words.clean import cleaned_query
from resources.downloads.access import may_read_one_of
from resources.materials.listing import MaterialListing
from resources.models import MaterialIndexPage, MaterialPage, PreviewPicture


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


@require_safe
def preview(request: HttpRequest, pk: int, is_large: bool = False) -> FileResponse:
    """
    A preview picture, for those who may open a material that shows it.

    As AVIF, which is a third lighter, where the browser says that it knows it; else as WebP. At one address, so that
    the large picture that a link leads to has both kinds as well, and pages no further lines.
    """
    picture = get_object_or_404(PreviewPicture, pk=pk)
    if not may_read_one_of(request, MaterialPage.objects.filter(files__document__preparation=picture.preparation_id)):
        raise Http404
    webp, avif = (picture.large, picture.large_avif) if is_large else (picture.image, picture.avif)
    kind, file = ("avif", avif) if avif and "image/avif" in request.headers.get("Accept", "") else ("webp", webp)
    try:
        content = file.open("rb")
    except (OSError, ValueError) as error:
        raise Http404 from error
    return FileResponse(content, headers={"Content-Type": f"image/{kind}", "Vary": "Accept"})
