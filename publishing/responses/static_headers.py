"""Headers of static files. The settings import this, so it imports nothing of ours before it is called."""

# What public pages load leaves no copy on the device; the rest is Wagtail's, and editors' browsers may keep it.
PUBLIC = ("/static/css/", "/static/img/", "/static/js/")


def add_headers(headers, path: str, url: str) -> None:
    from publishing.responses import headers as ours  # not before the settings are complete

    for name, value in ours.static_file_headers(url).items():
        headers[name] = value
    if url.startswith(PUBLIC):
        headers["Cache-Control"] = "no-store"
