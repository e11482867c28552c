"""Steps of the Back and Forward buttons, which end when the page is really there."""

import re

from playwright.sync_api import Error, Page, expect

ATTEMPTS = 50


def back(page: Page, url: str | re.Pattern, heading: str) -> list[str]:
    """One step back to `url`. Returns every address that came up on the way, the last one included."""
    return _step(page, page.go_back, url, heading)


def forward(page: Page, url: str | re.Pattern, heading: str) -> list[str]:
    return _step(page, page.go_forward, url, heading)


def _step(page: Page, button, url: str | re.Pattern, heading: str) -> list[str]:
    came_up: list[str] = []

    def note(frame) -> None:
        if frame == page.main_frame:
            came_up.append(frame.url)

    page.on("framenavigated", note)
    _press(page, button)
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    expect(page).to_have_url(url)
    page.remove_listener("framenavigated", note)
    return came_up


def _press(page: Page, button) -> None:
    """
    Waits for the new document only ("commit"): one that comes out of the back/forward cache never loads again.

    While Chromium still exchanges the documents of the step before, it refuses to tell its history; nothing has moved
    then, so the button may be pressed again. Any other error counts.
    """
    for _attempt in range(ATTEMPTS):
        try:
            button(wait_until="commit")
        except Error as error:
            if "Not attached to an active page" not in error.message:
                raise
            page.wait_for_timeout(100)
        else:
            return
    raise AssertionError("Chromium never finished the step before.")
