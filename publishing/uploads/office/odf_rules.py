"""What is left out of the XML of a file of LibreOffice while it is copied."""

import posixpath
import re
from collections import Counter
from collections.abc import Callable

from publishing.uploads.office.xml_filter import Element, Verdict
from publishing.uploads.refusals import Refused

URN = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT = f"{URN}text:1.0"
OFFICE = f"{URN}office:1.0"
DRAW = f"{URN}drawing:1.0"
STYLE = f"{URN}style:1.0"
SVG = f"{URN}svg-compatible:1.0"
PRESENTATION = f"{URN}presentation:1.0"
ANIMATION = f"{URN}animation:1.0"
FORM = f"{URN}form:1.0"
CONFIG = f"{URN}config:1.0"
XFORMS = "http://www.w3.org/2002/xforms"
XLINK = "http://www.w3.org/1999/xlink"

WEB_LINK = re.compile(r"\s*((https?|mailto|tel|sms):|#)", re.IGNORECASE)
WITHIN = {"", ".", ".."}  # a chart names the document around it so
# What refers to a file of the archive, and what kind of file it is.
SHOWN = {
    (DRAW, "image"): "picture",
    (DRAW, "fill-image"): "picture",
    (DRAW, "opacity"): "picture",
    (STYLE, "background-image"): "picture",
    (TEXT, "list-level-style-image"): "picture",
    (DRAW, "object"): "object",
    (DRAW, "plugin"): "media",
    (PRESENTATION, "sound"): "media",
    (ANIMATION, "audio"): "media",
    (SVG, "font-face-uri"): "font",
}
FRAME = (DRAW, "frame")
SOUNDS = {(PRESENTATION, "sound"), (ANIMATION, "audio")}
LINKS = {(TEXT, "a"), (DRAW, "a"), (TEXT, "alphabetical-index-auto-mark-file")}
RUNS = {(TEXT, "execute-macro"), (TEXT, "script")}
OBJECTS = {(DRAW, "object-ole"), (DRAW, "applet"), (DRAW, "floating-frame")}
FETCHES = {(OFFICE, "dde-source"), (TEXT, "dde-connection-decl"), (TEXT, "dde-connection"), (TEXT, "section-source")}
FETCHES |= {(TEXT, "database-display"), (TEXT, "database-next"), (TEXT, "database-row-select")}
# Dropped in silence: the frame of programs, which LibreOffice writes even when there are none.
FRAMES = {(OFFICE, "scripts"), (FORM, "connection-resource")}
COMMENTS = {(OFFICE, "annotation"), (OFFICE, "annotation-end")}
CHANGES = {(TEXT, "tracked-changes"), (TEXT, "change"), (TEXT, "change-start"), (TEXT, "change-end")}
# What a click on a slide may do.
SAFE_CLICKS = re.compile(r"(next|previous|first|last)-page|show|stop|fade-out|none|sound|verb")
COMPUTERS = re.compile(r"Printer.*|CurrentDatabase.*|.*Password.*|EmbeddedDatabaseName|RedlineProtectionKey")


class ContentRules:
    """
    `named` gathers the files that the part shows: name in the archive -> what kind of file it must be.

    A frame may hold one picture in several formats. Those that are `odd`, of a kind that can't be cleaned, are dropped;
    when no other is left, the file is refused.
    """

    def __init__(
        self, folder: str, named: dict[str, str], removed: set[str], odd: Callable[[str], bool] = lambda name: False
    ) -> None:
        self.folder, self.named, self.removed, self.odd = folder, named, removed, odd
        self.frames: list[Counter[str]] = []  # of each open frame, how many pictures are shown and how many are not

    def alternative(self, space: str, name: str) -> bool:
        return False

    def start(self, element: Element) -> Verdict:
        key = (element.space, element.name)
        if key in RUNS:
            raise Refused("macros")
        if key in OBJECTS:
            raise Refused("objects")
        if key in FETCHES:
            raise Refused("external")
        if key == (OFFICE, "binary-data"):
            raise Refused("picture")
        if key == FRAME:
            self.frames.append(Counter())
        if key in FRAMES or element.space == XFORMS:
            return Verdict.DROP
        if key in COMMENTS:
            self.removed.add("comments")
            return Verdict.DROP
        if key in CHANGES:
            self.removed.add("changes")
            return Verdict.DROP
        if element.name == "event-listener":
            if element.space == PRESENTATION and SAFE_CLICKS.fullmatch(element.get(PRESENTATION, "action") or ""):
                return Verdict.KEEP
            self.removed.add("actions")
            return Verdict.DROP
        return self._link(element, key)

    def _link(self, element: Element, key: tuple[str, str]) -> Verdict:
        link = element.get(XLINK, "href")
        if link is None or link in WITHIN:
            return Verdict.KEEP
        if element.space == FORM:  # where a form is sent, or what it loads
            element.remove(XLINK, "href")
            self.removed.add("actions")
            return Verdict.KEEP
        if key in SHOWN:
            name = self._name(link)
            if name is None and key in SOUNDS:
                return Verdict.DROP  # a sound of the maker's own computer
            if name is None:
                raise Refused("external")
            if SHOWN[key] == "picture" and self.frames and self.odd(name):
                self.frames[-1]["odd"] += 1
                return Verdict.DROP
            if self.frames:
                self.frames[-1]["shown"] += 1
            if SHOWN[key] == "object" or name not in self.named:
                self.named[name] = SHOWN[key]
            return Verdict.KEEP
        if WEB_LINK.match(link):
            return Verdict.KEEP
        if key in LINKS:
            self.removed.add("links")
            return Verdict.UNWRAP  # the words stay
        raise Refused("external")

    def _name(self, link: str) -> str | None:
        """The name of the file in the archive; nothing for what lies outside."""
        if re.match(r"\s*([a-z][a-z0-9+.-]*:|/|\\)", link, re.IGNORECASE):
            return None
        name = posixpath.normpath(posixpath.join(self.folder, link))
        return None if name.startswith("..") else name

    def text(self, text: str) -> str:
        return text

    def end(self, space: str, name: str) -> None:
        if (space, name) == FRAME and self.frames:
            frame = self.frames.pop()
            if frame["odd"] and not frame["shown"]:
                raise Refused("picture")

    def finish(self) -> None:
        pass


class SettingsRules:
    """How the file is shown stays; printers, databases and keys go."""

    def alternative(self, space: str, name: str) -> bool:
        return False

    def start(self, element: Element) -> Verdict:
        named = element.get(CONFIG, "name") or ""
        return Verdict.DROP if element.space == CONFIG and COMPUTERS.fullmatch(named) else Verdict.KEEP

    def text(self, text: str) -> str:
        return text

    def end(self, space: str, name: str) -> None:
        pass

    def finish(self) -> None:
        pass
