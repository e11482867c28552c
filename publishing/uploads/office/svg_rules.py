"""What is left out of the drawings (SVG) inside a document: office programs put icons in so, beside a PNG."""

import re

from publishing.uploads.office.xml_filter import Element, Verdict
from publishing.uploads.refusals import Refused

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
RUNS = {"script", "foreignObject", "handler", "listener", "set", "animate"}
NOTES = {"metadata", "title", "desc"}
FETCHES = re.compile(r"@import|url\(\s*[\"']?\s*[^#\"'\s]", re.IGNORECASE)


class SvgRules:
    def __init__(self) -> None:
        self.style: list[str] | None = None  # the text of the style sheet that is being read

    def alternative(self, space: str, name: str) -> bool:
        return False

    def start(self, element: Element) -> Verdict:
        if element.space != SVG or element.name in NOTES:
            return Verdict.DROP  # what drawing programs note for themselves: file names, authors, dates
        if element.name in RUNS or any(name.lower().startswith("on") for name in element.named("")):
            raise Refused("svg_scripts")
        for space in ("", XLINK):
            if not (element.get(space, "href") or "#").strip().startswith("#"):
                raise Refused("picture")
        if any(FETCHES.search(value) for value in element.attributes.values()):
            raise Refused("picture")
        for name in list(element.attributes):
            prefix = name.partition(":")[0] if ":" in name else ""
            if prefix not in {"", "xmlns", "xml"} and element.spaces.get(prefix) != XLINK:
                del element.attributes[name]
        if element.name == "style":
            self.style = []
        return Verdict.KEEP

    def text(self, text: str) -> str:
        if self.style is not None:
            self.style.append(text)
        return text

    def end(self, space: str, name: str) -> None:
        if name == "style" and FETCHES.search("".join(self.style or [])):
            raise Refused("picture")

    def finish(self) -> None:
        pass
