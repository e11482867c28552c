"""Files as editors and attackers send them, each made here by code."""

import struct
import zipfile
from io import BytesIO

import pikepdf
from docx import Document
from pikepdf import Array, Dictionary, Name, String
from PIL import Image
from pptx import Presentation

GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112
CAMERA = "Kamera rahasia"
AUTHOR = "Siti Rahma"
PROGRAM = "Kantor Serba Bisa 7.4"
SECRETS = (CAMERA.encode(), AUTHOR.encode(), b"Nama orang", b"catatan rahasia")


def photo(turned: int = 1, size: tuple[int, int] = (80, 40), kind: str = "JPEG") -> bytes:
    """A photo that tells where it was taken, with which camera, and carries a comment."""
    exif = Image.Exif()
    exif[MAKE] = CAMERA
    exif[ORIENTATION] = turned
    exif.get_ifd(GPS)[1] = "S"
    written = BytesIO()
    note = {"comment": b"Nama orang"} if kind in {"JPEG", "GIF"} else {}
    Image.new("RGB", size, "#1b6b66").save(written, kind, exif=exif, **note)
    return written.getvalue()


def drawn_pdf(text: str = "Kenali tanda TPPO", pages: int = 1, pictures: tuple[bytes, ...] = ()) -> bytes:
    """A PDF as a program of the office writes it, with its author."""
    written = BytesIO()
    with pikepdf.new() as paper:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        for _page in range(pages):
            page = paper.add_blank_page(page_size=(595, 842))
            page.Resources = Dictionary(Font=Dictionary(F1=font))
            page.Contents = paper.make_stream(f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode("latin-1"))
        paper.trailer.Info = paper.make_indirect(Dictionary(Author=AUTHOR, Title="catatan rahasia", Producer=PROGRAM))
        paper.save(written, deterministic_id=True)
    if not pictures:
        return written.getvalue()
    return changed_pdf(lambda pdf: [put_photo(pdf, picture) for picture in pictures], written.getvalue())


def put_photo(pdf: pikepdf.Pdf, content: bytes, filters: list[str] | None = None) -> None:
    with Image.open(BytesIO(content)) as picture:
        width, height = picture.size
    stream = pdf.make_stream(
        content,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
    )
    names = filters or ["/DCTDecode"]
    stream["/Filter"] = Array([Name(name) for name in names]) if len(names) > 1 else Name(names[0])
    page = pdf.pages[0]
    page.obj["/Resources"]["/XObject"] = Dictionary(Photo=stream)
    page.contents_add(b"q 100 0 0 50 72 500 cm /Photo Do Q")


def changed_pdf(change, content: bytes | None = None, **options) -> bytes:
    with pikepdf.open(BytesIO(content or drawn_pdf())) as pdf:
        change(pdf)
        written = BytesIO()
        pdf.save(written, stream_decode_level=pikepdf.StreamDecodeLevel.none, **options)
        return written.getvalue()


def script(code: str = "app.alert(1)") -> Dictionary:
    return Dictionary(Type=Name.Action, S=Name.JavaScript, JS=String(code))


def annotation(pdf: pikepdf.Pdf, subtype: str, **facts) -> None:
    page = pdf.pages[0].obj
    if "/Annots" not in page:
        page["/Annots"] = Array()
    item = Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=Array([0, 0, 9, 9]), **facts)
    page["/Annots"].append(pdf.make_indirect(item))


def docx(*pictures: bytes, text: str = "Pidato untuk wirid") -> bytes:
    document = Document()
    document.add_heading("Pidato")
    document.add_paragraph(text)
    for picture in pictures:
        document.add_picture(BytesIO(picture))
    document.core_properties.author = AUTHOR
    document.core_properties.comments = "catatan rahasia"
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def pptx(*pictures: bytes) -> bytes:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Kenali tanda TPPO"
    for picture in pictures:
        slide.shapes.add_picture(BytesIO(picture), 0, 0)
    deck.core_properties.author = AUTHOR
    written = BytesIO()
    deck.save(written)
    return written.getvalue()


ODF = "urn:oasis:names:tc:opendocument:xmlns:"
ODF_SPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        **{name: f"{ODF}{name}:1.0" for name in ("office", "text", "draw", "script", "presentation", "form", "config")},
        "draw": f"{ODF}drawing:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)


def odt(body: str = "<text:p>Undangan</text:p>", kind: str = "text", **files: bytes) -> bytes:
    """A text as LibreOffice writes it; `files` by their names in the archive, "__" for "/"."""
    mime = f"application/vnd.oasis.opendocument.{kind}"
    content = (
        f"<office:document-content {ODF_SPACES}><office:scripts/><office:body><office:{kind}>{body}"
        f"</office:{kind}></office:body></office:document-content>"
    )
    creator = f"<office:meta><dc:creator>{AUTHOR}</dc:creator></office:meta>"
    meta = f"<office:document-meta {ODF_SPACES}>{creator}</office:document-meta>"
    named = {
        "content.xml": content.encode(),
        "meta.xml": meta.encode(),
        "settings.xml": f"<office:document-settings {ODF_SPACES}><office:settings><config:config-item-set "
        f'config:name="x"><config:config-item config:name="PrinterName">{AUTHOR}</config:config-item>'
        f"</config:config-item-set></office:settings></office:document-settings>".encode(),
        "Thumbnails/thumbnail.png": photo(kind="PNG"),
        **{name.replace("__", "/"): value for name, value in files.items()},
    }
    entries = "".join(f'<manifest:file-entry manifest:full-path="{n}" manifest:media-type=""/>' for n in named)
    space = f"{ODF}manifest:1.0"
    named["META-INF/manifest.xml"] = (
        f'<manifest:manifest xmlns:manifest="{space}"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{mime}"/>{entries}</manifest:manifest>'
    ).encode()
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("mimetype", mime)
        for name, value in named.items():
            archive.writestr(name, value, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def entries(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(content: bytes, **changes: bytes | None) -> bytes:
    """The archive with some entries replaced, added or (None) left out; "__" stands for "/" and "_dot_" for "."."""
    held = entries(content)
    for key, value in changes.items():
        name = key.replace("__", "/").replace("_dot_", ".")
        held.pop(name, None)
        if value is not None:
            held[name] = value
    return zipped(held)


def zipped(held: dict[str, bytes]) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, value in held.items():
            archive.writestr(name, value)
    return written.getvalue()


def edited(content: bytes, name: str, *replacements: tuple[str, str]) -> bytes:
    """The archive with words of one of its XML files replaced."""
    held = entries(content)
    text = held[name].decode()
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new)
    held[name] = text.encode()
    return zipped(held)


def related(content: bytes, part: str, kind: str, target: str, *, external: bool = False, space: str = "") -> bytes:
    """The archive with one relationship more, "rIdX", from a part."""
    folder, _slash, base = part.rpartition("/")
    space = space or "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    mode = ' TargetMode="External"' if external else ""
    line = f'<Relationship Id="rIdX" Type="{space}/{kind}" Target="{target}"{mode}/></Relationships>'
    return edited(content, f"{folder}/_rels/{base}.rels", ("</Relationships>", line))


def mp3(frames: int = 40, tags: bool = True, behind: bytes = b"") -> bytes:
    """Silence: MPEG 1 Layer III, 128 kbit/s, 44.1 kHz, with the name of who made it before and behind."""
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    name = b"TPE1" + struct.pack(">IH", len(AUTHOR) + 1, 0) + b"\0" + AUTHOR.encode()
    before = b"ID3\x03\0\0" + bytes([0, 0, 0, len(name)]) + name if tags else b""
    last = b"TAG" + AUTHOR.encode().ljust(125, b"\0") if tags else b""
    return before + frame * frames + behind + last


def ogg(kind: str = "opus", comments: int = 1, pages: int = 3) -> bytes:
    """A recording in Opus or Vorbis whose packet of comments names who made it, `comments` times."""
    note = f"ARTIST={AUTHOR}".encode()
    listed = struct.pack("<I", 4) + b"Lavf" + struct.pack("<I", comments)
    listed += (struct.pack("<I", len(note)) + note) * comments
    if kind == "opus":
        first, headers = b"OpusHead" + bytes(11), [b"OpusTags" + listed]
    else:
        first, headers = b"\x01vorbis" + bytes(23), [b"\x03vorbis" + listed + b"\x01", b"\x05vorbis" + bytes(40)]
    lengths = [length for packet in headers for length in [*[255] * (len(packet) // 255), len(packet) % 255]]
    content, written, number = b"".join(headers), [ogg_page(first, 0, flags=2)], 1
    for start in range(0, len(lengths), 255):
        lacing = bytes(lengths[start : start + 255])
        written.append(ogg_page(content[: sum(lacing)], number, lacing=lacing))
        content, number = content[sum(lacing) :], number + 1
    written += [ogg_page(bytes([page]) * 50, number + page, granule=page * 960) for page in range(1, pages + 1)]
    return b"".join(written)


def ogg_page(
    body: bytes, number: int, *, flags: int = 0, granule: int = 0, lacing: bytes | None = None, serial=7
) -> bytes:
    lacing = bytes([len(body)]) if lacing is None else lacing
    head = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, granule, serial, number, 0, len(lacing))
    page = head + lacing + body
    return page[:22] + struct.pack("<I", ogg_checksum(page)) + page[26:]


def ogg_checksum(content: bytes) -> int:
    """Bit by bit, as the standard describes it."""
    value = 0
    for byte in content:
        value ^= byte << 24
        for _bit in range(8):
            value = (value << 1 ^ 0x04C11DB7 if value & 0x80000000 else value << 1) & 0xFFFFFFFF
    return value


def box(name: str, *content: bytes) -> bytes:
    inside = b"".join(content)
    return struct.pack(">I", len(inside) + 8) + name.encode("latin-1") + inside


def track(handler: str = "vide", reference: bytes = b"", description: bytes = b"") -> bytes:
    date = struct.pack(">II", 3_900_000_000, 3_900_000_001)
    head = box("tkhd", bytes(4), date, bytes(72))
    name = box("hdlr", bytes(8), handler.encode(), bytes(12), AUTHOR.encode() + b"\0")
    data = box("dref", bytes(4), struct.pack(">I", 1), reference or box("url ", b"\0\0\0\1"))
    samples = box("stbl", description or box("stsd", bytes(8)), box("stco", bytes(8)))
    media = box("mdia", box("mdhd", bytes(4), date, bytes(12)), name, box("minf", box("dinf", data), samples))
    return box("trak", head, media, box("udta", box("name", AUTHOR.encode())))


def mp4(*, tracks: bytes | None = None, brand: str = "isom", more: bytes = b"", inside: bytes = b"") -> bytes:
    """A film as a phone writes it: place, phone and dates among the boxes; the picture itself is noise."""
    place = box("udta", box("\xa9xyz", b"\0\x15\x15\xc7+00.2200+100.6300/"), box("meta", CAMERA.encode()))
    head = box("mvhd", bytes(4), struct.pack(">II", 3_900_000_000, 3_900_000_001), bytes(88))
    kept = box("moov", head, track() + track("soun") if tracks is None else tracks, place, inside)
    return box("ftyp", brand.encode(), bytes(4), brand.encode()) + kept + more + box("mdat", b"gambar dan suara" * 40)
