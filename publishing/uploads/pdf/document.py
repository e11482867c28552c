"""
Takes out of a PDF what runs, what is hidden in it and what tells of its maker. What is read and printed stays.

From the catalog on, every reference is followed and each rule holds wherever an object stands, because a reader follows
references that we need not have thought of. What nothing kept leads to is not looked at and not written. The finished
copy is opened, and its pages counted, before it counts as clean. Limits are in the constants below.
"""

from typing import BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream
from pikepdf.settings import set_qpdf_limits

from publishing.uploads.pdf import rules
from publishing.uploads.pdf.kinds import has_leaves, holds_stream, is_drawn, is_ours, kind_of, told_of, what_it_does
from publishing.uploads.pdf.streams import LARGEST_TEXT, MEBIBYTE, UNPACK, filters_of, unpack
from publishing.uploads.pdf.title import write_title
from publishing.uploads.pictures.strip import MOST_PIXELS, TELLTALE, strip_jpeg2000, strip_picture
from publishing.uploads.refusals import Refused

MOST_PAGES = 1000
MOST_OBJECTS = 300_000  # a book of 1,000 pages has about 50,000
LARGEST_STREAM = 500 * MEBIBYTE  # unpacked: a picture of A3 at 600 dpi in four colours has 280
LARGEST_ALL = 2000 * MEBIBYTE  # unpacked, the whole file; it is looked through piece by piece, never held
TAIL = 2048  # bytes in which a whole file ends with its mark
KEPT_OF_TRAILER = {"/Root", "/Size"}


def clean(source: BinaryIO, target: BinaryIO, *, title: str = "", language: str = "") -> set[str]:
    """
    Write the cleaned copy of `source`, ready to be shown page by page while it loads. Returns what was taken out.

    The copy carries `title`, if there is one, and the language where the file does not say its own.
    """
    _refuse_cut_off(source)
    # Object streams are unpacked while the file is opened, before we see them.
    set_qpdf_limits(parser_max_nesting=100, flate_max_memory=256 * MEBIBYTE, parser_max_container_size=1_000_000)
    try:
        with pikepdf.open(source) as pdf:
            pages = len(pdf.pages)
            removed = _Cleaner(pdf).run()
            if title:
                write_title(pdf, title, language)
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
    _refuse_broken(target, pages)
    return removed


def _refuse_cut_off(source: BinaryIO) -> None:
    size = source.seek(0, 2)
    source.seek(max(0, size - TAIL))
    if b"%%EOF" not in source.read():
        raise Refused("cut_off")
    source.seek(0)


def _refuse_broken(copy: BinaryIO, pages: int) -> None:
    """A damaged file can be read half and written as something that no reader opens."""
    copy.seek(0)
    try:
        with pikepdf.open(copy) as pdf:
            whole = len(pdf.pages) == pages and all(isinstance(page.obj, Dictionary) for page in pdf.pages)
    except Exception as error:  # pikepdf has half a dozen for it
        raise Refused("damaged") from error
    if not whole:
        raise Refused("damaged")


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
        self._trailer()
        self._catalog()
        for page in self.pdf.pages:
            self._page(page.obj)
        self._follow(self.pdf.Root)
        return self.removed

    def _follow(self, root: Object) -> None:
        """Each object once, its rules before what it leads to: what they drop is not followed."""
        waiting, seen = [root], set()
        while waiting:
            item = waiting.pop()
            if item.is_indirect:
                if item.objgen in seen:
                    continue
                seen.add(item.objgen)
            if isinstance(item, Array):
                waiting.extend(value for value in item if isinstance(value, Array | Dictionary | Stream))
                continue
            self._dictionary(item)
            if isinstance(item, Stream):
                self._stream(item)
            waiting.extend(value for value in item.values() if isinstance(value, Array | Dictionary | Stream))

    def _drop(self, container: Object, key: str, what: str) -> None:
        """`what` is told; nothing for what readers of the file don't miss."""
        if key in container:
            del container[key]
            if what:
                self.removed.add(what)

    def _keep_only(self, item: Object, kept: frozenset[str]) -> None:
        for key in [key for key in item.keys() if key not in kept]:  # noqa: SIM118
            value = item[key]
            self._drop(item, key, told_of(value) if key in {"/AA", "/A", "/PA"} else rules.DROPPED_KEYS.get(key, ""))

    def _empty(self, item: Object, what: str) -> None:
        for key in list(item.keys()):
            del item[key]
        self.removed.add(what)

    def _trailer(self) -> None:
        trailer = self.pdf.trailer
        for key in set(trailer.keys()) - KEPT_OF_TRAILER:
            value = trailer[key]
            if key == "/Info":
                told = "metadata" if isinstance(value, Dictionary) and set(value.keys()) - {"/Title"} else ""
            else:
                told = "attachments" if key == "/AdditionalStreams" or holds_stream(value) else ""
            self._drop(trailer, key, told)

    def _catalog(self) -> None:
        root = self.pdf.Root
        opening = root.get("/OpenAction")
        if isinstance(opening, Dictionary) and opening.get("/S") != Name.GoTo:
            self._drop(root, "/OpenAction", told_of(opening))
        for key in set(root.keys()) - rules.CATALOG:
            value = root[key]
            if key == "/AA":
                told = told_of(value)
            elif key in {"/AF", "/Collection"}:
                told = "attachments" if len(value) else ""
            else:
                told = "" if key == "/Metadata" and is_ours(value) else "metadata"
            self._drop(root, key, told)
        if root.get("/PageMode") == Name.UseAttachments:
            del root["/PageMode"]
        names = root.get("/Names")
        if isinstance(names, Dictionary):
            for key, told in {"/JavaScript": "scripts", "/EmbeddedFiles": "attachments"}.items():
                self._drop(names, key, told if has_leaves(names.get(key)) else "")
        for key, kept in rules.KEPT_IN_CATALOG.items():
            if isinstance(root.get(key), Dictionary):
                self._keep_only(root[key], kept)
        self._layers(root.get("/OCProperties"))

    def _layers(self, layers: Object | None) -> None:
        if not isinstance(layers, Dictionary):
            return
        alternatives = layers.get("/Configs")
        for shown in [layers.get("/D"), *(alternatives if isinstance(alternatives, Array) else [])]:
            if isinstance(shown, Dictionary):
                self._keep_only(shown, rules.LAYERS_SHOWN)

    def _page(self, page: Object) -> None:
        self._keep_only(page, rules.KEPT_KEYS["/Page"])
        annotations = page.get("/Annots")
        if not isinstance(annotations, Array):
            return
        kept = []
        for item in annotations:
            subtype = str(item.get("/Subtype", "")) if isinstance(item, Dictionary) else ""
            if subtype in rules.DROPPED_ANNOTATIONS:
                self.removed.add("comments" if subtype in rules.NOTES else "attachments")
            elif isinstance(item, Dictionary) and len(item):
                kept.append(item)
        if len(kept) < len(annotations):
            page["/Annots"] = Array(kept)

    def _dictionary(self, item: Object) -> None:
        keys = set(item.keys())
        subtype = str(item["/Subtype"]) if "/Subtype" in keys else ""
        if subtype in rules.DROPPED_ANNOTATIONS and "/Rect" in keys:
            self._empty(item, "comments" if subtype in rules.NOTES else "attachments")
        elif "/ByteRange" in keys and "/Contents" in keys:
            self._empty(item, "signature")  # it vouches for the file as it was, and names who signed
        elif len(rules.TELLS & keys) > 1:
            self._empty(item, "metadata")
        elif "/Type" in keys and item["/Type"] == Name.Filespec:
            self._empty(item, "attachments" if "/EF" in keys else "links")
        elif told := what_it_does(item, keys):
            self._empty(item, told)
        else:
            self._keep_known(item, keys, subtype)
            for key in keys:
                if (key in rules.DROPPED_KEYS or rules.PRIVATE.match(key)) and not is_drawn(item.get(key)):
                    self._drop(item, key, rules.DROPPED_KEYS.get(key, "metadata"))
            for key in rules.MAY_HIDE & keys:
                self._hidden(item, key)

    def _keep_known(self, item: Object, keys: set[str], subtype: str) -> None:
        kind = kind_of(item, keys, subtype)
        if kind in rules.KEPT_KEYS:
            self._keep_only(item, rules.KEPT_KEYS[kind])
        elif "/Rect" in keys and subtype == "/Widget":
            self._keep_only(item, rules.KEPT_OF_ANNOTATION | rules.WIDGET)
        elif "/Rect" in keys and subtype in rules.MARKS:
            if {"/Contents", "/RC"} & keys and subtype != "/FreeText":
                self.removed.add("comments")
            self._keep_only(item, rules.KEPT_OF_FREE_TEXT if subtype == "/FreeText" else rules.KEPT_OF_MARK)
        elif "/Rect" in keys and subtype == "/Link":
            self._keep_only(item, rules.KEPT_OF_ANNOTATION)
        if kind == "/OCG" and isinstance(item.get("/Usage"), Dictionary):
            self._keep_only(item["/Usage"], rules.LAYER_USAGE)

    def _hidden(self, item: Object, key: str) -> None:
        """What hides behind a key that may also be the name of something drawn."""
        value = item.get(key)
        if not isinstance(value, Dictionary | Stream):
            return
        if key == "/AA":  # actions that nobody asks for: on opening, closing, printing, typing
            if not len(value) or any(isinstance(action, Dictionary) and "/S" in action for action in value.values()):
                self._drop(item, key, told_of(value))
        elif key in {"/A", "/PA"}:
            kind = value.get("/S")
            if isinstance(value, Dictionary) and isinstance(kind, Name) and str(kind) not in rules.KEPT_ACTIONS:
                self._drop(item, key, told_of(value))
        elif key == "/Metadata":
            if isinstance(value, Stream) and not is_drawn(value):
                self._drop(item, key, "metadata")
        elif key == "/Info" and not is_drawn(value):
            self._drop(item, key, "metadata")

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
        if is_picture:
            is_black_and_white = stream.get("/ImageMask") is True or stream.get("/BitsPerComponent") == 1
            most = MOST_PIXELS * (4 if is_black_and_white else 1)  # scanned at 1,200 dpi
            if int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > most:
                raise Refused("pixels")
        filters = filters_of(stream)
        if filters and filters[-1] in {"/DCTDecode", "/DCT", "/JPXDecode"}:
            self._photo(stream, filters)
        else:
            self._look_through(stream, filters, is_picture)

    def _photo(self, stream: Stream, filters: list[str]) -> None:
        packed = b"".join(unpack(filters[:-1], stream.read_raw_bytes()))
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
        for piece in unpack(filters, stream.read_raw_bytes()):
            size += len(piece)
            self.unpacked += len(piece)
            if size > (LARGEST_STREAM if is_picture else LARGEST_TEXT) or self.unpacked > LARGEST_ALL:
                raise Refused("bomb")
            if not is_picture and any(sign in tail + piece for sign in TELLTALE[:2]):
                raise Refused("picture")
            tail = piece[-32:]
