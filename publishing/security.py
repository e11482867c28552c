"""The headers that keep a visit to the visitor: what a browser may load, send, tell and keep."""

from functools import lru_cache

from django.http import HttpResponse

from publishing import inlined

# Every sensor and capability of the device stays off.
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "autoplay", "browsing-topics", "camera",
        "display-capture", "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid",
        "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
        "publickey-credentials-get", "screen-wake-lock", "serial", "usb",
        "xr-spatial-tracking",
    )
)  # fmt: skip

# Wagtail's editor has inline scripts and styles; it loads nothing from elsewhere all the same.
ADMIN_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)


@lru_cache(maxsize=1)
def public_policy() -> str:
    return (
        f"default-src 'none'; style-src 'self' {inlined.style_sources()}; script-src {inlined.script_sources()}; "
        "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def public_headers() -> dict[str, str]:
    return {
        "Content-Security-Policy": public_policy(),
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": PERMISSIONS,
        "Referrer-Policy": "no-referrer",
        "X-Frame-Options": "DENY",
        # Neither the page nor its pictures stay on the device.
        "Cache-Control": "no-store",
    }


def form_headers() -> dict[str, str]:
    """For a page with a form that Django guards: it asks the browser where the form was, so our own site is told."""
    return public_headers() | {"Referrer-Policy": "same-origin"}


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
        "Permissions-Policy": PERMISSIONS,
    }
