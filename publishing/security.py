"""The headers that keep a visit to the visitor: what a browser may load, send, tell and keep."""

from functools import lru_cache

from publishing import inlined

# Every sensor and capability of the device stays off.
SENSORS = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "compute-pressure",
    "display-capture", "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid",
    "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock", "serial", "usb",
    "window-management", "xr-spatial-tracking",
)  # fmt: skip
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


def permissions(*features: str) -> str:
    return ", ".join(f"{feature}=()" for feature in features)


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
        "Permissions-Policy": permissions(*SENSORS, *EDITORS_NEED),
        "Referrer-Policy": "no-referrer",
        # The names of the sites that a page links to are asked for only when somebody goes there.
        "X-DNS-Prefetch-Control": "off",
        "X-Frame-Options": "DENY",
        # Neither the page nor its pictures stay on the device.
        "Cache-Control": "no-store",
    }


def form_headers() -> dict[str, str]:
    """For a page with a form that Django guards: it asks the browser where the form was, so our own site is told."""
    return public_headers() | {"Referrer-Policy": "same-origin"}


def admin_headers() -> dict[str, str]:
    return {
        "Content-Security-Policy": ADMIN_POLICY,
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": permissions(*SENSORS),
    }
