"""What is left out of the XML of a Word or PowerPoint file while it is copied."""

import re

from publishing.uploads.office.xml_filter import Element, Verdict
from publishing.uploads.refusals import Refused

TRANSITIONAL = "http://schemas.openxmlformats.org/"
STRICT = "http://purl.oclc.org/ooxml/"
# The same vocabulary has an address in each edition of the standard.
WORD = {f"{TRANSITIONAL}wordprocessingml/2006/main", f"{STRICT}wordprocessingml/main"}
SLIDES = {f"{TRANSITIONAL}presentationml/2006/main", f"{STRICT}presentationml/main"}
DRAWING = {f"{TRANSITIONAL}drawingml/2006/main", f"{STRICT}drawingml/main"}
CHART = {f"{TRANSITIONAL}drawingml/2006/chart", f"{STRICT}drawingml/chart"}
REFERENCES = {f"{TRANSITIONAL}officeDocument/2006/relationships", f"{STRICT}officeDocument/relationships"}
COMPATIBLE = f"{TRANSITIONAL}markup-compatibility/2006"
OFFICE = "urn:schemas-microsoft-com:office:office"
VML = "urn:schemas-microsoft-com:vml"

# Changes that were tracked: what was added stays, what was deleted goes, who and when goes.
ADDED = {"ins", "moveTo"}
DELETED = {"del", "moveFrom"}
CHANGES = re.compile(r".*(Change|RangeStart|RangeEnd)|cellIns|cellDel|cellMerge")
COMMENTS = {"commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"}
# Data, sources and names of people and programs behind the text.
BEHIND = {"docVars", "rsids", "mailMerge", "attachedSchema", "saveThroughXslt", "permStart", "permEnd", "dataBinding"}
BEHIND |= {"entryMacro", "exitMacro", "attachedTemplate"}
OBJECTS = {"OLEObject", "oleObj", "control", "altChunk", "subDoc"}

# Fields that only write text. Others fetch files, run programs or ask for data (DDEAUTO, INCLUDEPICTURE, LINK...).
FIELDS = {"=", "ADDRESSBLOCK", "ADVANCE", "AUTHOR", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "BARCODE", "BIBLIOGRAPHY"}
FIELDS |= {"CITATION", "COMMENTS", "COMPARE", "CREATEDATE", "DATE", "DISPLAYBARCODE", "DOCPROPERTY", "EDITTIME", "EQ"}
FIELDS |= {"FILENAME", "FILESIZE", "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT", "GREETINGLINE", "HYPERLINK", "IF"}
FIELDS |= {"INDEX"}
FIELDS |= {"INFO", "KEYWORDS", "LASTSAVEDBY", "LISTNUM", "MERGEFIELD", "MERGEREC", "MERGESEQ", "NEXT", "NEXTIF"}
FIELDS |= {"NOTEREF"}
FIELDS |= {"NUMCHARS", "NUMPAGES", "NUMWORDS", "PAGE", "PAGEREF", "PRINTDATE", "QUOTE", "REF", "REVNUM", "SAVEDATE"}
FIELDS |= {"SECTION", "SECTIONPAGES", "SEQ", "SET", "SKIPIF", "STYLEREF", "SUBJECT", "SYMBOL", "TA", "TC", "TEMPLATE"}
FIELDS |= {"TIME", "TITLE", "TOA", "TOC", "USERADDRESS", "USERINITIALS", "USERNAME", "XE"}
WEB_LINK = re.compile(r'HYPERLINK\s+((\\[a-z]\s+)*"?\s*(https?|mailto|tel|sms):|\\l\b|"?#|$)', re.IGNORECASE)
NESTED = "\x00"

KEPT_CLICKS = ("ppaction://hlinksldjump", "ppaction://hlinkshowjump", "ppaction://media", "ppaction://customshow")
KEPT_CLICKS += ("ppaction://noaction",)
CLICKS = {"hlinkClick", "hlinkHover", "hlinkMouseOver"}
LOCAL_PATH = re.compile(r"\s*([a-z]:[\\/]|\\\\|file:|/(home|users|media|mnt)/)", re.IGNORECASE)
WEB = re.compile(r"\s*https?:", re.IGNORECASE)


class PartRules:
    """
    The rules for one part. `dropped`: ids of relationships that are gone, with them what refers to them.

    What is found on the way is added to `removed`.
    """

    def __init__(self, dropped: set[str], removed: set[str]) -> None:
        self.dropped, self.removed = dropped, removed
        self.fields: list[list[str]] = []
        self.in_instruction = False

    def alternative(self, space: str, name: str) -> bool:
        return space == COMPATIBLE and name == "Choice"

    def start(self, element: Element) -> Verdict:
        verdict = self._references(element)
        if verdict is Verdict.KEEP and element.name in OBJECTS and element.space in WORD | SLIDES | {OFFICE}:
            raise Refused("objects")
        if verdict is not Verdict.KEEP:
            return verdict
        if element.space in WORD or element.name == "dataBinding":
            return self._word(element)
        if element.space in DRAWING and element.name in CLICKS:
            return self._click(element)
        if element.space in CHART and element.name == "externalData":
            return Verdict.DROP
        if element.space in {VML, OFFICE}:
            self._old_drawing(element)
        self._forget_path(element)
        return Verdict.KEEP

    def _references(self, element: Element) -> Verdict:
        spaces = [*REFERENCES, OFFICE]
        written = [name for space in spaces for name in element.named(space).values()]
        if not any(element.attributes[name] in self.dropped for name in written if element.attributes[name]):
            return Verdict.KEEP
        if element.name == "hyperlink" and element.space in WORD:
            return Verdict.UNWRAP  # the words stay
        if element.name in CLICKS:
            return Verdict.DROP
        return Verdict.SPOIL

    def _word(self, element: Element) -> Verdict:
        name = element.name
        if name in ADDED:
            self.removed.add("changes")
            return Verdict.UNWRAP
        if name in DELETED or (CHANGES.fullmatch(name) and name not in COMMENTS):
            self.removed.add("changes")
            return Verdict.DROP
        if name in COMMENTS:
            self.removed.add("comments")
            return Verdict.DROP
        if name in BEHIND:
            return Verdict.DROP
        if name == "fldSimple":
            self._check_field(element.get(element.space, "instr") or "")
        elif name == "fldChar":
            self._field_mark(element.get(element.space, "fldCharType") or "")
        elif name == "instrText":
            self.in_instruction = True
        return Verdict.KEEP

    def _field_mark(self, kind: str) -> None:
        if kind == "begin":
            if self.fields:
                self.fields[-1].append(NESTED)
            self.fields.append([])
        elif self.fields and kind == "separate":
            self._check_field("".join(self.fields[-1]))
            self.fields[-1] = []
        elif self.fields and kind == "end":
            self._check_field("".join(self.fields.pop()))

    def _check_field(self, instruction: str) -> None:
        words = instruction.split()
        if not words:
            return
        name = "=" if words[0].startswith("=") else words[0].upper()
        # A name that another field writes can become any name.
        if name not in FIELDS or (name == "HYPERLINK" and not WEB_LINK.match(instruction.strip())):
            raise Refused("field", name=words[0].replace(NESTED, "{ }")[:30])

    def text(self, text: str) -> None:
        if self.in_instruction:
            if not self.fields:
                self.fields.append([])
            self.fields[-1].append(text)

    def end(self, space: str, name: str) -> None:
        if name == "instrText":
            self.in_instruction = False

    def finish(self) -> None:
        for field in self.fields:
            self._check_field("".join(field))

    def _click(self, element: Element) -> Verdict:
        action = element.get("", "action") or ""
        if action and not action.lower().startswith(KEPT_CLICKS):
            self.removed.add("actions")
            return Verdict.DROP
        element.remove("", "invalidUrl")  # the address as it was typed, often a path on somebody's computer
        return Verdict.KEEP

    def _old_drawing(self, element: Element) -> None:
        """Drawings of Word 2003 can fetch pictures from anywhere."""
        for space in ("", OFFICE):
            element.remove(space, "src")
            element.remove(space, "althref")
            if not WEB.match(element.get(space, "href") or ""):
                element.remove(space, "href")

    def _forget_path(self, element: Element) -> None:
        """Office describes a picture by where it lay on the maker's computer when nobody describes it."""
        if element.name in {"cNvPr", "docPr"} and LOCAL_PATH.match(element.get("", "descr") or ""):
            element.remove("", "descr")
