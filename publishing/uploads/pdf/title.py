"""Writes into a cleaned PDF what the site knows of it: its title and its language, and nothing else."""

from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Dictionary, Name, String

MADE_HERE = b'x:xmptk="Suluah"'
# Adobe's frame around a description in RDF. https://developer.adobe.com/xmp/docs/
PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Suluah">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
    "<dc:language><rdf:Bag><rdf:li>{plain}</rdf:li></rdf:Bag></dc:language>"
    "</rdf:Description></rdf:RDF></x:xmpmeta>\n"
    '<?xpacket end="r"?>'
)


def write_title(pdf: pikepdf.Pdf, title: str, language: str) -> None:
    """Some readers look into the XMP, others into /Info; the title shows in place of the file's name."""
    root = pdf.Root
    if not str(root.get("/Lang", "")).strip():
        root.Lang = String(language)
    if not isinstance(root.get("/ViewerPreferences"), Dictionary):
        root.ViewerPreferences = Dictionary()
    root.ViewerPreferences.DisplayDocTitle = True
    spoken = str(root.Lang)
    packet = PACKET.format(title=escape(title), plain=escape(spoken))
    root.Metadata = pdf.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(title)))


def was_written_here(metadata: bytes) -> bool:
    """Whether a description of a file was written here, so that nothing of it need be told."""
    return MADE_HERE in metadata[:200]
