"""What may stay in a PDF: keys of each kind of dictionary, actions, annotations. The names are those of ISO 32000."""

import re


def _names(words: str) -> frozenset[str]:
    return frozenset(f"/{word}" for word in words.split())


CATALOG = _names(
    "Type Version Extensions Pages PageLabels Names Dests ViewerPreferences PageLayout PageMode Outlines OpenAction "
    "StructTreeRoot MarkInfo Lang OutputIntents OCProperties AcroForm"
)
NAME_TREES = _names("Dests")
# What stays in a dictionary of this kind, whatever a program added for itself. Kinds that are not listed (fonts,
# colours, functions) are looked through by DROPPED_KEYS alone.
KEPT_KEYS = {
    "/Catalog": CATALOG,
    "/Pages": _names("Type Parent Kids Count Resources MediaBox CropBox Rotate"),
    "/Page": _names(
        "Type Parent Resources MediaBox CropBox BleedBox TrimBox ArtBox Contents Rotate Group Dur Trans Annots "
        "StructParents Tabs UserUnit"
    ),
    "/Outlines": _names("Type First Last Count"),
    "/OutlineItem": _names("Title Parent Prev Next First Last Count Dest A SE C F"),
    "/StructTreeRoot": _names("Type K IDTree ParentTree ParentTreeNextKey RoleMap ClassMap Namespaces"),
    "/StructElem": _names("Type S P ID Ref Pg K A C R T Lang Alt E ActualText NS PhoneticAlphabet Phoneme"),
    "/OCG": _names("Type Name Intent Usage"),
    "/OCMD": _names("Type OCGs P VE"),
    "/Image": _names(
        "Type Subtype Width Height ColorSpace BitsPerComponent Intent ImageMask Mask Decode Interpolate SMask "
        "SMaskInData Matte Name StructParent OC Length Filter DecodeParms"
    ),
    "/Form": _names(
        "Type Subtype FormType BBox Matrix Resources Group StructParent StructParents OC Name Length Filter DecodeParms"
    ),
}
# The same for dictionaries that the catalog holds, by their key there.
KEPT_IN_CATALOG = {
    "/Names": NAME_TREES,
    "/MarkInfo": _names("Marked UserProperties Suspects"),
    "/ViewerPreferences": _names(
        "HideToolbar HideMenubar HideWindowUI FitWindow CenterWindow DisplayDocTitle NonFullScreenPageMode Direction "
        "ViewArea ViewClip PrintArea PrintClip PrintScaling Duplex PickTrayByPDFSize PrintPageRange NumCopies"
    ),
    "/AcroForm": _names("Fields NeedAppearances DR DA Q"),
    "/OCProperties": _names("OCGs D Configs"),
}
LAYERS_SHOWN = _names("Name BaseState ON OFF Intent AS Order ListMode RBGroups Locked")  # of a configuration of layers
LAYER_USAGE = _names("Language Export Zoom Print View PageElement")  # neither its creator nor its users

SAFE_LINK = re.compile(rb"\s*(https?|mailto|tel|sms):", re.IGNORECASE)
# What a click may do: go to another page of the file or of the web, show layers, empty a form.
KEPT_ACTIONS = _names("GoTo URI Named SetOCGState ResetForm")
KEPT_NAMED = _names("NextPage PrevPage FirstPage LastPage Print")
RUNS = _names("JavaScript Launch SubmitForm ImportData GoToR GoToE Rendition RichMediaExecute")
RUNS |= _names("GoTo3DView Movie Sound Thread Hide")
PROGRAMS = _names("JavaScript Launch")  # of these, what is a program

# Notes of those who worked on the file, and whatever plays, opens or holds another file.
DROPPED_ANNOTATIONS = _names("Text Popup Caret FileAttachment Sound Movie Screen RichMedia 3D Projection TrapNet")
NOTES = _names("Text Popup Caret")
KEPT_OF_ANNOTATION = _names(
    "Type Subtype Rect F AP AS Border C StructParent OC Contents BM ca CA Lang A PA Dest H QuadPoints BS Parent FT "
    "Kids TU Ff V DV DA Q DS MaxLen Opt TI I MK P"
)
MARKS = _names("FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp Ink Redact")
KEPT_OF_MARK = (KEPT_OF_ANNOTATION - _names("Contents TU V DV")) | _names(
    "IC LE L LL LLE LLO Cap CO IT CP Vertices InkList RD BE CL RO OverlayText Repeat Name"
)
KEPT_OF_FREE_TEXT = KEPT_OF_MARK | _names("Contents RC")  # its words stand on the page
WIDGET = _names("T")  # the name of a field of a form, not of a person

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
MAY_HIDE = _names("AA A PA Metadata Info")  # what is dropped from any dictionary unless it is something drawn
PRIVATE = re.compile(r"/PTEX\.")  # what TeX notes of figures that it took over: file, author, dates
# A dictionary with two of these tells of a file and who made it, wherever it stands.
TELLS = _names("Author Creator Producer CreationDate ModDate Company")
