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
BEHIND = {
    "docVars",
    "rsid",
    "rsids",
    "mailMerge",
    "attachedSchema",
    "saveThroughXslt",
    "permStart",
    "permEnd",
    "dataBinding",
}
BEHIND |= {"entryMacro", "exitMacro", "attachedTemplate"}
# Random numbers of the file, of each session of work on it and of each of its parts: by them copies of one original,
# and texts of one computer, can be told to belong together.
NUMBERED = "http://schemas.microsoft.com/office/word/20"
NUMBERS = re.compile(r"rsid.*")
PARAGRAPH_NUMBERS = {"paraId", "textId"}
SLIDE_NUMBERS = {
    "{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}",
    "{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}",
}  # of shapes, slides
SLIDE_NUMBERS |= {"{0D108BD9-81ED-4DB2-BD59-A6C34878D82A}", "{9D8B030D-6E8A-4147-A177-3AD203B41FA5}"}  # rows, columns
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
# What a program for citations notes for itself. It shows nothing and does nothing; only its name is copied.
NOTE = "ADDIN"
WEB_LINK = re.compile(r'HYPERLINK\s+((\\[a-z]\s+)*"?\s*(https?|mailto|tel|sms):|\\l\b|"?#|$)', re.IGNORECASE)
NESTED = "\x00"

KEPT_CLICKS = ("ppaction://hlinksldjump", "ppaction://hlinkshowjump", "ppaction://media", "ppaction://customshow")
KEPT_CLICKS += ("ppaction://noaction",)
CLICKS = {"hlinkClick", "hlinkHover", "hlinkMouseOver"}
LOCAL_PATH = re.compile(r"\s*([a-z]:[\\/]|\\\\|file:|/(home|users|media|mnt)/)", re.IGNORECASE)
WEB = re.compile(r"\s*https?:", re.IGNORECASE)


def _is_note(instruction: str) -> bool:
    return instruction.split(maxsplit=1)[:1] == [NOTE] and NESTED not in instruction


class Field:
    """A field that is open: first comes its instruction, then (behind a mark) the text that it wrote."""

    def __init__(self) -> None:
        self.instruction: list[str] = []
        self.has_result = False


class PartRules:
    """
    The rules for one part. `dropped`: ids of relationships that are gone, with them what refers to them.

    `odd`: those of them that led to a picture of a kind that can't be cleaned. Where another way to show it stands
    beside it, that one is shown; elsewhere the picture would be missed, and the file is refused. What is found on the
    way is added to `removed`.
    """

    def __init__(self, dropped: set[str], removed: set[str], odd: frozenset[str] | set[str] = frozenset()) -> None:
        self.dropped, self.removed, self.odd = dropped, removed, odd
        self.fields: list[Field] = []
        self.in_instruction = False
        self.choices = 0  # how many elements that offer several ways are open

    def alternative(self, space: str, name: str) -> bool:
        return space == COMPATIBLE and name == "Choice"

    def start(self, element: Element) -> Verdict:
        if element.space == COMPATIBLE and element.name == "AlternateContent":
            self.choices += 1
        verdict = self._references(element)
        if verdict is Verdict.KEEP and element.name in OBJECTS and element.space in WORD | SLIDES | {OFFICE}:
            raise Refused("objects")
        if verdict is not Verdict.KEEP:
            return verdict
        if self._is_number(element):
            return Verdict.DROP
        self._forget_numbers(element)
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
        ids = {element.attributes[name] for name in written} & self.dropped - {""}
        if not ids:
            return Verdict.KEEP
        if ids & self.odd and not self.choices:
            raise Refused("picture")
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
            if self.fields and not self.fields[-1].has_result:
                self.fields[-1].instruction.append(NESTED)
            self.fields.append(Field())
        elif self.fields and kind == "separate":
            self._check_field("".join(self.fields[-1].instruction))
            self.fields[-1] = Field()
            self.fields[-1].has_result = True
        elif self.fields and kind == "end":
            self._check_field("".join(self.fields.pop().instruction))

    def _check_field(self, instruction: str) -> None:
        words = instruction.split()
        if not words or _is_note(instruction):
            return
        name = "=" if words[0].startswith("=") else words[0].upper()
        # A name that another field writes can become any name.
        if name not in FIELDS or (name == "HYPERLINK" and not WEB_LINK.match(instruction.strip())):
            raise Refused("field", name=words[0].replace(NESTED, "{ }")[:30])

    def text(self, text: str) -> str:
        if not self.in_instruction:
            return text
        if not self.fields:
            self.fields.append(Field())
        instruction = self.fields[-1].instruction
        began_as_note = _is_note("".join(instruction))
        instruction.append(text)
        if not _is_note("".join(instruction)):
            return text
        return "" if began_as_note else f" {NOTE} "

    def end(self, space: str, name: str) -> None:
        if name == "instrText":
            self.in_instruction = False
        elif space == COMPATIBLE and name == "AlternateContent":
            self.choices -= 1

    def finish(self) -> None:
        for field in self.fields:
            self._check_field("".join(field.instruction))

    def _click(self, element: Element) -> Verdict:
        action = element.get("", "action") or ""
        if action and not action.lower().startswith(KEPT_CLICKS):
            self.removed.add("actions")
            return Verdict.DROP
        element.remove("", "invalidUrl")  # the address as it was typed, often a path on somebody's computer
        return Verdict.KEEP

    def _is_number(self, element: Element) -> bool:
        if element.name == "docId":
            return element.space.startswith(NUMBERED)
        return element.name == "ext" and element.get("", "uri") in SLIDE_NUMBERS

    def _forget_numbers(self, element: Element) -> None:
        for space in element.used_spaces():
            if space in WORD:
                for name in element.named(space):
                    if NUMBERS.fullmatch(name):
                        element.remove(space, name)
            elif space.startswith(NUMBERED):
                for name in PARAGRAPH_NUMBERS:
                    element.remove(space, name)

    def _old_drawing(self, element: Element) -> None:
        """Drawings of Word 2003 can fetch pictures from anywhere."""
        for space in ("", OFFICE):
            element.remove(space, "src")
            element.remove(space, "althref")
            element.remove(space, "gfxdata")  # the drawing once more, packed, with whatever is in it
            if not WEB.match(element.get(space, "href") or ""):
                element.remove(space, "href")

    def _forget_path(self, element: Element) -> None:
        """Office describes a picture by where it lay on the maker's computer when nobody describes it."""
        if element.name in {"cNvPr", "docPr"} and LOCAL_PATH.match(element.get("", "descr") or ""):
            element.remove("", "descr")
