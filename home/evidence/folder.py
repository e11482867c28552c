"""What lies where in the folder, and the folder as one ZIP that is written while it is sent."""

import zipfile
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.core.files.base import File as StoredFile
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext
from wagtail.models import Page

from campaigns.models import SessionPage
from campaigns.sessions import table
from campaigns.sessions.columns import chosen_columns
from campaigns.sessions.report import GROUPS, Held, totals
from home.evidence.pages import File, StandingPages
from home.evidence.periods import Period
from publishing.media.models import CampaignImage
from publishing.spreadsheets import writing

AT_ONCE = 50  # sessions that are read from the database together
LONGEST_NAME = 60  # of a session's folder, beside day and kind: some programs open no long paths
COMPRESSED = (".html", ".txt", ".csv", ".svg", ".css", ".js")
README = "BACA-DULU.txt"


class Evidence:
    """The folder of a period. `left_out` says in words what it lacks; it is complete once all `files` were taken."""

    def __init__(self, period: Period) -> None:
        self.period, self.moment = period, timezone.localtime()
        self.name = f"bukti-kegiatan-{period.name}"
        self.left_out: list[str] = []
        self._pages = StandingPages(render_to_string("home/evidence_notice.html", {"moment": self.moment}))
        self._columns = chosen_columns().values()
        self._rows: list[list[object]] = []
        self._held: list[Held] = []
        self._used: Counter[int] = Counter()  # sessions by the page of a material or kit

    def files(self) -> Iterator[File]:
        for session in self._sessions():
            self._note(session)
            yield from self._of(session)
        yield from self._tables()
        about = {"period": self.period, "moment": self.moment, "left_out": self.left_out, "count": len(self._rows)}
        yield README, [render_to_string("home/evidence_readme.txt", about).encode()]

    def _sessions(self) -> Iterator[SessionPage]:
        """In portions, each read to its end: when the site has been asked for a page, the connection may be closed."""
        numbers = list(self.period.sessions().values_list("pk", flat=True))
        for start in range(0, len(numbers), AT_ONCE):
            yield from table.with_all_columns(self.period.sessions().filter(pk__in=numbers[start : start + AT_ONCE]))

    def _note(self, session: SessionPage) -> None:
        self._rows.append(table.row(session, self._columns))
        if not session.is_cancelled:
            district = session.village.district.name if session.village else None
            counts = tuple(getattr(session, name) for name in GROUPS)
            self._held.append(Held(session.first_day.year, district, counts))
            self._used.update(session.library_ids)

    def _of(self, session: SessionPage) -> Iterator[File]:
        folder = f"kegiatan/{folder_of(session)}"
        address = urlsplit(session.full_url or "").path
        for name, below in (("halaman", ""), ("undangan", "cetak/")):
            written = [f"{folder}/{name}.html"] if address else []
            found = False
            for file in self._pages.files(address + below, written[0]) if written else ():
                found = file[0] == written[0] or found
                yield file
            if not found:
                self.left_out.append(
                    gettext("%(file)s: readers can't open this page.") % {"file": f"{folder}/{name}.html"}
                )
        photos = []
        for number, (image, caption) in enumerate(photos_of(session), 1):
            name = f"foto-{number}.{image.file.name.rpartition('.')[2]}"
            if not image.file.storage.exists(image.file.name):
                self.left_out.append(gettext("%(file)s: the file is missing.") % {"file": f"{folder}/{name}"})
                continue
            photos.append((name, image, caption))
            yield f"{folder}/{name}", chunks_of(image)
        about = {
            "session": session,
            "photos": photos,
            "materials": table.materials(session),
            "facts": facts_of(session),
        }
        yield f"{folder}/keterangan.txt", [render_to_string("home/evidence_session.txt", about).encode()]

    def _tables(self) -> Iterator[File]:
        headings = table.headings(self._columns)
        yield "1-daftar-kegiatan.xlsx", [writing.xlsx(headings, self._rows)]
        yield "1-daftar-kegiatan.csv", [writing.csv_text(headings, self._rows).encode()]
        heading = [gettext("Kecamatan"), gettext("Sessions"), *map(str, GROUPS.values()), gettext("All")]
        yield "2-kehadiran-per-kecamatan.xlsx", [writing.xlsx(heading, self._attendance())]
        heading = [gettext("Material or kit"), gettext("Sessions that used it"), gettext("Address of the page")]
        pages = Page.objects.in_bulk(list(self._used))
        used = [[page.title, self._used[pk], page.full_url] for pk, page in pages.items()]
        used.sort(key=lambda row: (-row[1], row[0]))
        yield "3-materi-yang-dipakai.xlsx", [writing.xlsx(heading, used)]

    def _attendance(self) -> Iterator[list[object]]:
        for year in totals(self._held):
            for row in year.rows:
                yield [row.district or gettext("Without a kelurahan"), row.held, *row.counts, row.total]
            yield [gettext("All"), year.whole.held, *year.whole.counts, year.whole.total]


def folder_of(session: SessionPage) -> str:
    """ "2026-05-08_rapat-koordinasi_rapat-lintas-sektoral", in the order of the days."""
    kind = slugify(session.get_kind_display().partition("(")[0]) or "kegiatan"
    return f"{session.first_day:%Y-%m-%d}_{kind}_{session.slug[:LONGEST_NAME].strip('-')}-{session.pk}"


def facts_of(session: SessionPage) -> list[tuple[str, str]]:
    """All that a table can say of it, (heading, words), without what is empty; whatever columns were chosen."""
    return [
        (column.heading_words, text)
        for column in table.COLUMNS.values()
        if (text := writing.as_words(column.value(session)))
    ]


def photos_of(session: SessionPage) -> Iterator[tuple[CampaignImage, str]]:
    """Each picture of the report with its caption; none of people whose consent is not on record."""
    for photo in session.photos:
        image = photo.value["image"]
        if image and (image.people == CampaignImage.People.NONE or image.consent.strip()):
            yield image, photo.value["caption"]


def chunks_of(image: CampaignImage) -> Iterator[bytes]:
    with image.file.storage.open(image.file.name) as file:
        yield from StoredFile(file).chunks()


def as_zip(evidence: Evidence) -> Iterator[bytes]:
    """The archive piece by piece: never more of it in memory than the file that is being read."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w") as archive:
        for name, chunks in evidence.files():
            info = zipfile.ZipInfo(f"{evidence.name}/{name}", evidence.moment.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED if name.endswith(COMPRESSED) else zipfile.ZIP_STORED
            info.create_system, info.external_attr = 3, 0o100644 << 16  # a plain file of Unix
            with archive.open(info, "w") as target:
                for chunk in chunks:
                    target.write(chunk)
                    yield pipe.taken()
    yield pipe.taken()


class _Pipe:
    """What ZipFile writes into: it can't go back, so that every piece can be sent at once."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """ZipFile asks for it."""

    def taken(self) -> bytes:
        data = b"".join(self._pieces)
        self._pieces.clear()
        return data
