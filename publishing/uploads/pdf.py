"""
Takes out of a PDF what runs, what is hidden in it and what tells of its maker. What is read and printed stays.

The file is read object by object and each rule holds wherever an object stands, because a reader follows references
that we need not have thought of. Limits are in the constants below.
"""

import base64
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream
from pikepdf.settings import set_qpdf_limits

from publishing.uploads.pictures.strip import MOST_PIXELS, TELLTALE, strip_jpeg2000, strip_picture
from publishing.uploads.refusals import Refused

MOST_PAGES = 1000
MOST_OBJECTS = 300_000  # a book of 1,000 pages has about 50,000
MEBIBYTE = 1024 * 1024
LARGEST_STREAM = 500 * MEBIBYTE  # unpacked: a picture of A3 at 600 dpi in four colours has 280
LARGEST_TEXT = 100 * MEBIBYTE  # unpacked, all that is no picture
LARGEST_ALL = 2000 * MEBIBYTE  # unpacked, the whole file; it is looked through piece by piece, never held
TAIL = 2048  # bytes in which a whole file ends with its mark

SAFE_LINK = re.compile(rb"\s*(https?|mailto|tel|sms):", re.IGNORECASE)
# What a click may do: go to another page of the file or of the web, show layers, empty a form.
KEPT_ACTIONS = {"/GoTo", "/URI", "/Named", "/SetOCGState", "/ResetForm"}
KEPT_NAMED = {"/NextPage", "/PrevPage", "/FirstPage", "/LastPage", "/Print"}
RUNS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/RichMediaExecute"}
RUNS |= {"/GoTo3DView", "/Movie", "/Sound", "/Thread", "/Hide"}
KEPT_OF_CATALOG = {"/Type", "/Version", "/Extensions", "/Pages", "/PageLabels", "/Names", "/Dests"}
KEPT_OF_CATALOG |= {"/ViewerPreferences"}
KEPT_OF_CATALOG |= {"/PageLayout", "/PageMode", "/Outlines", "/StructTreeRoot", "/MarkInfo", "/Lang", "/OutputIntents"}
KEPT_OF_CATALOG |= {"/OCProperties", "/AcroForm"}
# Notes of those who worked on the file, and whatever plays, opens or holds another file.
DROPPED_ANNOTATIONS = {"/Text", "/Popup", "/Caret", "/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia"}
DROPPED_ANNOTATIONS |= {"/3D"}
DROPPED_ANNOTATIONS |= {"/Projection", "/TrapNet"}
MARKS = {"/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight", "/Underline", "/Squiggly"}
MARKS |= {"/StrikeOut", "/Stamp", "/Ink", "/Redact"}
TOLD_BY_MARKS = {"/T", "/Subj", "/CreationDate", "/M", "/NM", "/Popup", "/IRT", "/RT", "/ExData"}
# Keys that are dropped from every dictionary, and what the editor is told.
DROPPED_KEYS = {
    "/JS": "scripts",
    "/XFA": "scripts",
    "/EF": "attachments",
    "/AF": "attachments",
    "/RichMediaContent": "attachments",
    "/PieceInfo": "metadata",
    "/LastModified": "metadata",
    "/OPI": "metadata",
    "/Alternates": "metadata",
}


def clean(source: BinaryIO, target: BinaryIO) -> set[str]:
    """Write the cleaned copy of `source`, ready to be shown page by page while it loads. Returns what was taken out."""
    _refuse_cut_off(source)
    # Object streams are unpacked while the file is opened, before we see them.
    set_qpdf_limits(parser_max_nesting=100, flate_max_memory=256 * MEBIBYTE, parser_max_container_size=1_000_000)
    try:
        with pikepdf.open(source) as pdf:
            removed = _Cleaner(pdf).run()
            pdf.save(
                target,
                linearize=True,
                deterministic_id=True,  # the same file always becomes the same copy
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                preserve_pdfa=False,
                fix_metadata_version=False,
            )
    except pikepdf.PasswordError as error:
        raise Refused("encrypted") from error
    return removed


def _refuse_cut_off(source: BinaryIO) -> None:
    size = source.seek(0, 2)
    source.seek(max(0, size - TAIL))
    if b"%%EOF" not in source.read():
        raise Refused("cut_off")
    source.seek(0)


class _Cleaner:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.removed: set[str] = set()
        self.unpacked = 0

    def run(self) -> set[str]:
        if self.pdf.is_encrypted:
            raise Refused("encrypted")
        if not len(self.pdf.pages):
            raise Refused("damaged")
        if len(self.pdf.pages) > MOST_PAGES or len(self.pdf.objects) > MOST_OBJECTS:
            raise Refused("pages", most=MOST_PAGES)
        if self.pdf.Root.get("/NeedsRendering"):
            raise Refused("live_form")
        self._catalog()
        for page in self.pdf.pages:
            self._page(page.obj)
        for item in self.pdf.objects:
            self._walk(item)
        return self.removed

    def _drop(self, container: Object, key: str, what: str) -> None:
        if key in container:
            del container[key]
            self.removed.add(what)

    def _empty(self, item: Object, what: str) -> None:
        for key in list(item.keys()):
            del item[key]
        self.removed.add(what)

    def _catalog(self) -> None:
        root = self.pdf.Root
        told = {"/OpenAction": "scripts", "/AA": "scripts", "/AF": "attachments", "/Collection": "attachments"}
        for key in set(root.keys()) - KEPT_OF_CATALOG:
            self._drop(root, key, told.get(key, "metadata"))
        if root.get("/PageMode") == Name.UseAttachments:
            del root["/PageMode"]
        names = root.get("/Names")
        if isinstance(names, Dictionary):
            told = {"/JavaScript": "scripts", "/EmbeddedFiles": "attachments"}
            for key in set(names.keys()) - {"/Dests"}:
                self._drop(names, key, told.get(key, "metadata"))
        self._drop(self.pdf.trailer, "/Info", "metadata")
        if "/ID" in self.pdf.trailer:
            del self.pdf.trailer["/ID"]

    def _page(self, page: Object) -> None:
        self._drop(page, "/Thumb", "metadata")
        self._drop(page, "/Metadata", "metadata")
        self._drop(page, "/AA", "scripts")
        annotations = page.get("/Annots")
        if not isinstance(annotations, Array):
            return
        kept = [item for item in annotations if isinstance(item, Dictionary)]
        kept = [item for item in kept if str(item.get("/Subtype", "")) not in DROPPED_ANNOTATIONS]
        if len(kept) < len(annotations):
            page["/Annots"] = Array(kept)

    def _walk(self, item: Object) -> None:
        if isinstance(item, Stream):
            self._stream(item)
            self._dictionary(item)
        elif isinstance(item, Dictionary):
            self._dictionary(item)
        elif isinstance(item, Array):
            for value in item:
                if isinstance(value, Object) and not value.is_indirect:
                    self._walk(value)

    def _dictionary(self, item: Object) -> None:
        subtype = str(item.get("/Subtype", ""))
        if subtype in DROPPED_ANNOTATIONS and "/Rect" in item:
            self._empty(item, "comments" if subtype in {"/Text", "/Popup", "/Caret"} else "attachments")
            return
        if "/ByteRange" in item and "/Contents" in item:
            self._empty(item, "signature")  # it vouches for the file as it was, and names who signed
            return
        self._action(item)
        for key in [key for key in item.keys() if key in DROPPED_KEYS]:  # noqa: SIM118
            self._drop(item, key, DROPPED_KEYS[key])
        if subtype in MARKS and "/Rect" in item:
            told = TOLD_BY_MARKS if subtype == "/FreeText" else TOLD_BY_MARKS | {"/Contents", "/RC"}
            for key in told:
                self._drop(item, key, "comments" if key in {"/Contents", "/RC"} else "metadata")
        for key, value in list(item.items()):
            if not isinstance(value, Object):
                continue
            if self._is_hidden(item, key, value):
                self._drop(item, key, "scripts" if key in {"/AA", "/A", "/PA"} else "metadata")
            elif not value.is_indirect:
                self._walk(value)

    def _is_hidden(self, item: Object, key: str, value: Object) -> bool:
        if key == "/AA":  # actions that nobody asks for: on opening, closing, printing, typing
            return isinstance(value, Dictionary) and any(
                isinstance(action, Dictionary) and "/S" in action for action in value.values()
            )
        if key in {"/A", "/PA"}:
            return isinstance(value, Dictionary) and "/S" in value and str(value["/S"]) not in KEPT_ACTIONS
        if key == "/Metadata":
            return isinstance(value, Stream) and str(value.get("/Subtype", "")) not in {"/Image", "/Form"}
        return key == "/Ref" and str(item.get("/Subtype", "")) == "/Form"  # a page of another file

    def _action(self, item: Object) -> None:
        kind = str(item.get("/S", "")) if isinstance(item.get("/S"), Name) else ""
        declared = item.get("/Type") == Name.Action
        if not kind or ("/Type" in item and not declared):
            return
        if kind in RUNS or (declared and kind not in KEPT_ACTIONS):
            self._empty(item, "scripts" if kind == "/JavaScript" else "actions")
        elif kind == "/URI" and "/URI" in item and not SAFE_LINK.match(bytes(item["/URI"])):
            self._empty(item, "links")
        elif kind == "/Named" and str(item.get("/N", "")) not in KEPT_NAMED:
            self._empty(item, "actions")

    def _stream(self, stream: Stream) -> None:
        if stream.get("/Type") in {Name.ObjStm, Name.XRef}:
            return  # how the file itself was packed; it is packed anew
        if stream.get("/Type") == Name.Metadata or stream.get("/Subtype") == Name.XML:
            stream.write(b"")
            self.removed.add("metadata")
            return
        if stream.get("/Type") == Name.EmbeddedFile:
            stream.write(b"")
            self.removed.add("attachments")
            return
        for key in ("/F", "/FFilter", "/FDecodeParms"):  # content that lies in another file
            self._drop(stream, key, "links")
        is_picture = stream.get("/Subtype") == Name.Image
        if is_picture and int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > MOST_PIXELS:
            raise Refused("pixels")
        filters = _filters(stream)
        if filters and filters[-1] in {"/DCTDecode", "/DCT", "/JPXDecode"}:
            self._photo(stream, filters)
        else:
            self._look_through(stream, filters, is_picture)

    def _photo(self, stream: Stream, filters: list[str]) -> None:
        packed = b"".join(_unpack(filters[:-1], stream.read_raw_bytes()))
        if filters[-1] == "/JPXDecode":
            stripped = strip_jpeg2000(packed)
        else:
            start = packed.find(b"\xff\xd8\xff")
            if start < 0:
                raise Refused("picture")
            stripped = strip_picture(packed[start:])
        if stripped != packed:
            parameters = stream.get("/DecodeParms")
            if isinstance(parameters, Array):
                parameters = parameters[-1] if len(parameters) else None
            stream.write(stripped, filter=Name(filters[-1]), decode_parms=parameters)
            self.removed.add("metadata")

    def _look_through(self, stream: Stream, filters: list[str], is_picture: bool) -> None:
        """Unpack once, piece by piece, so that no bomb and no photo drawn within the text goes out to readers."""
        if set(filters) - set(UNPACK):
            return  # packings of black and white, or of a program before 1996; they can't grow much
        size, tail = 0, b""
        for piece in _unpack(filters, stream.read_raw_bytes()):
            size += len(piece)
            self.unpacked += len(piece)
            if size > (LARGEST_STREAM if is_picture else LARGEST_TEXT) or self.unpacked > LARGEST_ALL:
                raise Refused("bomb")
            if not is_picture and any(sign in tail + piece for sign in TELLTALE[:2]):
                raise Refused("picture")
            tail = piece[-32:]


def _filters(stream: Stream) -> list[str]:
    value = stream.get("/Filter")
    if value is None:
        return []
    return [str(name) for name in value] if isinstance(value, Array) else [str(value)]


def _unpack(filters: list[str], packed: bytes) -> Iterator[bytes]:
    """The content behind filters that pack without loss, in pieces. Only the last may grow without bounds."""
    for position, name in enumerate(filters):
        if name not in UNPACK:
            raise Refused("picture")
        pieces = UNPACK[name](packed)
        if position == len(filters) - 1:
            yield from pieces
            return
        packed = _joined(pieces)
    yield packed


def _joined(pieces: Iterator[bytes]) -> bytes:
    together = bytearray()
    for piece in pieces:
        together += piece
        if len(together) > LARGEST_TEXT:
            raise Refused("bomb")
    return bytes(together)


def _inflate(packed: bytes) -> Iterator[bytes]:
    inflater = zlib.decompressobj()
    try:
        for start in range(0, len(packed), 65_536):
            waiting = packed[start : start + 65_536]
            while waiting and not inflater.eof:
                yield inflater.decompress(waiting, MEBIBYTE)
                waiting = inflater.unconsumed_tail
    except zlib.error:
        return  # readers stop here too


def _from_base85(packed: bytes) -> Iterator[bytes]:
    text = packed.strip().removeprefix(b"<~").partition(b"~")[0]
    try:
        yield base64.a85decode(text)
    except ValueError as error:
        raise Refused("damaged") from error


def _from_hex(packed: bytes) -> Iterator[bytes]:
    digits = re.sub(rb"[^0-9a-fA-F]", b"", packed.partition(b">")[0])
    yield bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


UNPACK = {
    "/FlateDecode": _inflate,
    "/Fl": _inflate,
    "/ASCII85Decode": _from_base85,
    "/A85": _from_base85,
    "/ASCIIHexDecode": _from_hex,
    "/AHx": _from_hex,
}
