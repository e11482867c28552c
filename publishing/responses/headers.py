"""The headers that keep a visit to the visitor: what a browser may load, send, tell and keep."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpResponse

from publishing.pages import sheets

# Every sensor and capability of the device stays off.
SENSORS = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "compute-pressure",
    "display-capture", "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid",
    "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "screen-wake-lock", "serial", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip
# The login's second factor, where editors log in and nowhere else (publishing.accounts.factor.passkeys).
PASSKEYS = ("publickey-credentials-create", "publickey-credentials-get")
# What an editor's browser may have to do, and a reader's never.
EDITORS_NEED = (
    "clipboard-read", "clipboard-write", "identity-credentials-get", "keyboard-map", "otp-credentials",
    "storage-access", "sync-xhr", "unload",
)  # fmt: skip

# Wagtail's date fields and repeated panels are filled by inline scripts, its rich text has inline styles. Nothing comes
# from elsewhere all the same, nothing is evaluated from text, and no attribute may hold a script.
ADMIN_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; script-src-attr 'none'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self' data:; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)


def permissions(*features: str, ours: tuple[str, ...] = ()) -> str:
    """None of `features` for anybody, and `ours` for our own pages alone."""
    return ", ".join([*(f"{feature}=()" for feature in features), *(f"{feature}=(self)" for feature in ours)])


READERS_PERMISSIONS = permissions(*SENSORS, *PASSKEYS, *EDITORS_NEED)
EDITORS_PERMISSIONS = permissions(*SENSORS, ours=PASSKEYS)


@lru_cache(maxsize=len(sheets.SHEETS) + 2)
def public_policy(style: str = "") -> str:
    """`style` allows the page's own sheet (publishing.pages.sheets.style_source); without it, the error page's."""
    style = style or sheets.error_page_source()
    return (
        f"default-src 'none'; style-src 'self' {style}; script-src {sheets.script_sources()}; "
        "img-src 'self' data:; media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def public_headers(style: str = "") -> dict[str, str]:
    """`style` as `public_policy` takes it."""
    return {
        "Content-Security-Policy": public_policy(style),
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": READERS_PERMISSIONS,
        "Referrer-Policy": "no-referrer",
        # The names of the sites that a page links to are asked for only when somebody goes there.
        "X-DNS-Prefetch-Control": "off",
        "X-Frame-Options": "DENY",
        # Neither the page nor its pictures stay on the device.
        "Cache-Control": "no-store",
    }


def complete_headers() -> dict[str, str]:
    """Everything that a public page carries, for an answer that passes by Django's own middleware."""
    headers = public_headers() | {
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "X-Content-Type-Options": "nosniff",
    }
    if settings.SECURE_HSTS_SECONDS:
        headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload"
    return headers


def static_file_headers(url: str) -> dict[str, str]:
    """
    For a file that is no page. A drawing that somebody opens by its address keeps its own style.

    A style sheet or a script is never what a browser opens: there is nothing whose sensors could be closed.
    """
    headers = public_headers() | {
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    }
    del headers["Cache-Control"]
    if url.endswith((".css", ".js")):
        del headers["Permissions-Policy"]
    return headers


def form_headers(style: str = "") -> dict[str, str]:
    """For a page with a form that Django guards: it asks the browser where the form was, so our own site is told."""
    return public_headers(style) | {"Referrer-Policy": "same-origin"}


def saved_headers() -> dict[str, str]:
    """For a file to save. Should a browser open it here all the same, nothing in it runs."""
    return public_headers() | {"Content-Security-Policy": "sandbox; default-src 'none'"}


def personal_headers() -> dict[str, str]:
    """For an answer that is meant for one reader. No cache on the way may keep it, whatever it does with the others."""
    return {"Cache-Control": "private, no-store"}


def admin_headers(response: HttpResponse) -> dict[str, str]:
    download = "Content-Disposition" in response.headers
    return {
        # A file that is handed out runs nothing, wherever it is opened.
        "Content-Security-Policy": "default-src 'none'" if download else ADMIN_POLICY,
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": EDITORS_PERMISSIONS,
    }
