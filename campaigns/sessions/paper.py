"""What of a session stands on a sheet of A4, and in which size: an invitation letter, and a poster."""

from collections.abc import Callable

from django.utils.translation import gettext

from campaigns.sessions import dates
from campaigns.sessions.reading import SessionForReaders

MOST_HOSTS = 6
# How large the words are, as static/css/paper.css sets them; the larger, the better for old eyes.
SIZES = {"": 1.0, "small": 0.9, "smaller": 0.8, "smallest": 0.7}


class Sheet:
    """
    One page of paper, whatever the office typed.

    Lists end where no room is left (the rest is to be read at the address on the sheet), and the words are set as
    large as they fit. Room is reckoned in millimetres with wide letters, for nothing is known of the printer's font;
    tests/browser/test_session_print.py looks at what comes out.
    """

    name = ""
    height = 0.0  # millimetres that are left for the words

    def __init__(self, session: SessionForReaders) -> None:
        self.session = session
        self.days, self.hours = dates.days_and_hours(
            session.starts_at, session.ends_at, session.is_all_day, session.is_open_ended
        )
        hosts = [*(host.name for host in session.hosts), *(str(block.value) for block in session.partners)]
        self.hosts, self.has_more_hosts = hosts[:MOST_HOSTS], len(hosts) > MOST_HOSTS
        self.speakers = [block.value for block in session.speakers]
        self.has_more_speakers = self.has_more_programme = False
        self.stamp = self._stamp()

    def fit(self) -> None:
        """Leave out what finds no room in a size that is still easy to read, then choose the size."""
        self._shorten(self._leave_something_out, SIZES["smaller"])
        self._shorten(self._leave_out_a_host, SIZES["smallest"])
        self.size = next((name for name, size in SIZES.items() if self._height(size) <= self.height), [*SIZES][-1])

    def _shorten(self, leave_out: Callable[[], bool], size: float) -> None:
        """Call `leave_out` until all fits at this size, or it has nothing more to leave out and returns False."""
        while self._height(size) > self.height and leave_out():
            pass

    def _stamp(self) -> tuple[str, str]:
        """What has become of it, where that is to be seen first."""
        session = self.session
        if session.is_cancelled:
            return gettext("This session is cancelled"), session.status_reason
        if session.is_postponed:
            return gettext("This session has a new date"), gettext("Before: %(before)s.") % {
                "before": session.former_when
            }
        return "", ""

    def _leave_something_out(self) -> bool:
        """Shorten what can be shortened by one; False when nothing is left that could."""
        raise NotImplementedError

    def _height(self, size: float) -> float:
        return sum(lines_of(text, wide / size) * high * size for text, wide, high in self._words() if text)

    def _words(self) -> list[tuple[str, int, float]]:
        """Texts, each with the letters of a line and the millimetres of a line at the usual size."""
        raise NotImplementedError

    def _leave_out_a_host(self) -> bool:
        if len(self.hosts) < 2:
            return False
        self.hosts.pop()
        self.has_more_hosts = True
        return True

    def _leave_out_a_speaker(self) -> bool:
        if not self.speakers:
            return False
        self.speakers.pop()
        self.has_more_speakers = True
        return True


class Letter(Sheet):
    name = "letter"
    height = 160.0
    wide, beside, line = 80, 57, 5.8  # letters of a line across the sheet, and beside a term; its height

    def __init__(self, session: SessionForReaders) -> None:
        super().__init__(session)
        self.programme = [block.value for block in session.programme]
        self.fit()

    def _leave_something_out(self) -> bool:
        if not self.programme:
            return self._leave_out_a_speaker()
        self.programme.pop()
        self.has_more_programme = True
        return True

    def _words(self) -> list[tuple[str, int, float]]:
        session = self.session
        facts = (session.title, self.days, self.hours, session.place, session.address, session.audience)
        more = (session.what_to_bring, session.contact)
        invitation = session.invitation.splitlines() or ["-"]
        return [
            *((text, self.wide, self.line * 1.5) for text in self.stamp),
            *((text, self.beside, self.line * 1.3) for text in (*facts, *more)),
            *((f"{speaker['name']}, {speaker['role']}", self.beside, self.line) for speaker in self.speakers),
            *((item["what"], self.beside - 12, self.line) for item in self.programme),
            *((text, self.wide, self.line * 1.3) for text in invitation),
            (", ".join(self.hosts), 36, self.line),
        ]


class Poster(Sheet):
    name = "poster"
    height = 116.0
    # What the title may have of letters in each of its sizes.
    titles = ((170, "smallest"), (110, "smaller"), (60, "small"), (30, "large"))

    def __init__(self, session: SessionForReaders) -> None:
        super().__init__(session)
        self.summary, self.to_bring, self.address = session.summary, session.what_to_bring, session.address
        self.fit()

    @property
    def title_size(self) -> str:
        return next((name for length, name in self.titles if len(self.session.title) > length), "largest")

    def _leave_something_out(self) -> bool:
        return (
            self._empty("to_bring") or self._leave_out_a_speaker() or self._empty("summary") or self._empty("address")
        )

    def _empty(self, name: str) -> bool:
        had = bool(getattr(self, name))
        setattr(self, name, "")
        return had

    def _words(self) -> list[tuple[str, int, float]]:
        session = self.session
        speakers = "; ".join(f"{speaker['name']} ({speaker['role']})" for speaker in self.speakers)
        return [
            *((text, 30, 20.0) for text in self.stamp),
            (self.days, 27, 9.5),
            (self.hours, 27, 9.5),
            (session.place, 36, 8.0),
            (self.address, 48, 6.5),
            (self.summary, 53, 8.5),
            *((text, 46, 8.5) for text in (session.audience, speakers, self.to_bring)),
            ("free of charge", 50, 11.0),
            (" · ".join([*self.hosts, "DP3AP2KB Kota Payakumbuh"]), 50, 9.0),
        ]


def lines_of(text: str, wide: float) -> int:
    return max(1, -int(-len(str(text)) // wide))
