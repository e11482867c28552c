"""Headers of static files. The settings import this, so it imports nothing of ours."""

# What public pages load leaves no copy on the device; the rest is Wagtail's, and editors' browsers may keep it.
PUBLIC = ("/static/css/", "/static/img/", "/static/js/")


def add_headers(headers, path: str, url: str) -> None:
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if url.startswith(PUBLIC):
        headers["Cache-Control"] = "no-store"
