"""Makes an uploaded file harmless, or says in the editor's words why the site does not take it."""

import hashlib
import tempfile
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from publishing.uploads import sandbox
from publishing.uploads.detect import family_of
from publishing.uploads.names import download_name
from publishing.uploads.refusals import Refused

PICTURES = {"jpeg", "png", "webp"}
TITLED = {"pdf", "zip"}

WORDS = {
    "empty": _("This file is empty. Choose it again."),
    "too_large": _("This file is too large (%(size)s). At most %(most)s; make it smaller first."),
    "unknown": _(
        "The site does not take files of this kind. Use PDF, PPTX, DOCX, ODP, ODT, JPEG, PNG, WebP, MP3, OGG or "
        "MP4. The content counts, not the name."
    ),
    "svg": _("The site takes no SVG, because it can hold programs. Save it as PDF or PNG."),
    "old_office": _(
        "This file is of the old kind (DOC, PPT), or it is locked with a password. Save it as DOCX, PPTX or PDF "
        "without a password."
    ),
    "two_in_one": _(
        "This file is two kinds at once, or something stands before or behind its content. Open it and save it anew."
    ),
    "cut_off": _("This file is not whole: its end is missing. Copy or download it again."),
    "no_picture": _("This picture is damaged, or it is not what it says. Open it and save it anew."),
    "damaged": _("This file is damaged, or it is not what it says. Open it and save it anew."),
    "encrypted": _("This file is locked with a password or restricted. Save it without a password and try again."),
    "too_hard": _(
        "This file is too complicated to be checked. Save it anew, for instance by printing it into a PDF, and try "
        "again."
    ),
    "busy": _(
        "The site is checking another file just now. Wait a minute and send this one again; nothing else is wrong with "
        "it."
    ),
    "bomb": _("This file would become far too large when it is opened. Save it anew with smaller pictures."),
    "pages": _("This PDF has too many pages or parts. At most %(most)s pages; split it."),
    "live_form": _("This PDF is a form that only one program can show. Print it into a PDF first."),
    "macros": _("This file holds macros (small programs). Save it without macros, as DOCX, PPTX, ODT or ODP."),
    "objects": _(
        "Another file lies within this one, such as an Excel table. Put it in as a picture, or upload it on its own."
    ),
    "external": _(
        "This file loads pictures or parts from elsewhere when it is opened. Put them into the file itself, then "
        "upload it again."
    ),
    "field": _(
        "This file has a field that can load or run something: %(name)s. In Word, press Ctrl+A and then Ctrl+Shift+F9 "
        "to turn fields into text, save, and upload it again."
    ),
    "xml_entities": _(
        "This file defines its own abbreviations (XML entities), as no office program does. Save it anew."
    ),
    "zip_names": _("Names within this file lead elsewhere or stand twice. Open it and save it anew."),
    "svg_scripts": _("A drawing (SVG) within this file holds a program. Put it in as a picture."),
    "picture": _(
        "A picture within this file is damaged or of a kind from which place and author can't be taken out. Put it in "
        "again as JPEG or PNG."
    ),
    "media": _(
        "A sound or film within this file is damaged or of a kind from which place and author can't be taken out. Put "
        "it in again as MP3 or MP4."
    ),
    "pixels": _("This picture, or one within this file, has too many pixels. Make it smaller first."),
    "track": _(
        "This video has a track beside picture and sound; it may hold where the camera was at each moment. Export it "
        "with picture and sound only. Subtitles can be drawn into the picture."
    ),
    "no_sound": _("This OGG is no recording in Vorbis or Opus, or it holds several. Save it as MP3."),
}

# What was taken out, as the editor is told.
REMOVED = {
    "metadata": _("names of makers, places and dates"),
    "comments": _("comments"),
    "changes": _("tracked changes (they are accepted)"),
    "scripts": _("programs"),
    "actions": _("actions that open or send something"),
    "attachments": _("files within the file"),
    "tables": _("the tables behind charts"),
    "links": _("links to files on a computer"),
    "signature": _("the digital signature, which no longer fits"),
}


class CleanDocument(File):
    """
    What clean_document made. CampaignDocument stores nothing else.

    Its content lies in a file without a name, so nothing is left of it when it is not stored. `upload_sha256` is that
    of the upload: the copies of one file differ when they were given different titles. `words` are those that it shows,
    `seconds` is how long a recording lasts.
    """

    def __init__(
        self,
        content: BinaryIO,
        name: str,
        removed: list[str],
        upload_sha256: str = "",
        *,
        words: str = "",
        seconds: int | None = None,
    ) -> None:
        super().__init__(content, name)
        self.words = words
        self.seconds = seconds
        self.taken_out = tuple(REMOVED[word] for word in removed)
        self.sha256 = sha256_of(content)
        self.upload_sha256 = upload_sha256


def sha256_of(file: File | BinaryIO) -> str:
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


def clean_document(upload: File, title: str = "") -> CleanDocument:
    """
    Return a copy of `upload` that neither runs anything nor tells of its maker, named for its download.

    PDFs and office files carry `title`, which readers' programs show in place of the file's name, and the site's
    language where they name none.
    Raises ValidationError, in the editor's words, when the content is of no allowed kind, larger than
    WAGTAILDOCS_MAX_UPLOAD_SIZE (bytes), or can't be made harmless. The same file always becomes the same copy. Needs
    little memory here, at most 450 MiB and 120 seconds in a process of its own, and twice the file's size on disk.
    """
    try:
        if upload.size > settings.WAGTAILDOCS_MAX_UPLOAD_SIZE:
            most = filesizeformat(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
            raise Refused("too_large", size=filesizeformat(upload.size), most=most)
        family = family_of(upload)
        return _cleaned(family, upload, title)
    except Refused as refused:
        raise ValidationError(WORDS[refused.code], code=refused.code, params=refused.details) from refused


def words_of(stored: File) -> str | None:
    """What a stored copy says. None when it can't be read just now."""
    try:
        with sandbox.real_file(stored) as source, tempfile.TemporaryFile() as nothing:
            return sandbox.run("publishing.uploads.words_inside:tell", source, nothing)["words"]
    except (Refused, OSError):
        return None


def _cleaned(family: str, upload: File, title: str) -> CleanDocument:
    way, details = family, {}
    if family in PICTURES:
        way = "publishing.uploads.pictures.rewrite:rewrite"
        details = {"most_pixels": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS}
    elif family in TITLED and title:
        details = {"title": title, "language": settings.LANGUAGE_CODE}
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the document that is being stored
    try:
        with sandbox.real_file(upload) as source:
            answer = sandbox.run(way, source, copy, **details)
    except Refused:
        copy.close()
        raise
    name = download_name(upload.name or "", answer["ending"])
    told = {"words": answer.get("words", ""), "seconds": answer.get("seconds")}
    return CleanDocument(copy, name, answer["removed"], sha256_of(upload), **told)
