"""
Phone numbers as people write and copy them, and the one form in which each is kept.

Kept are domestic numbers in groups ("0857-7001-0048"), short ones plain ("129"), those of other countries
with their code ("+60 3 2116 4000"). Numbers of WhatsApp are kept as wa.me takes them: digits, the country's code first.
"""

import re

from django.utils.translation import gettext

from publishing.words.unreadable import Unreadable
from publishing.words.unseen import typed

FEWEST, MOST = 3, 15  # digits; the most that the ITU allows
LONGEST_SHORT = 6  # digits of a number without area
LABEL = re.compile(r"(?:tel|telp|telepon|phone|hp|wa|whatsapp)\b[.: ]*")
LINK = re.compile(
    r"(?:https?://)?(?:wa\.me/|(?:api|web)\.whatsapp\.com/send/?\?phone=)(?:\+|%2b)?([0-9][0-9 ().-]*)(?:[/?&#].*)?"
)
WRITTEN = re.compile(r"\+?[0-9() .-]+")
JAKARTA_AND_OTHERS = ("021", "022", "024", "031", "061")  # the area codes of three digits; all others have four


def phone(text: str) -> str:
    """The number in the form in which it is kept. Raises Unreadable."""
    code, digits = _dissect(text)
    if code != "62":
        return f"+{digits}"
    if not digits.startswith(("0", "1")):
        raise Unreadable("area", gettext("The beginning is missing: 0 with the area code (0752), or +62."))
    return _grouped(digits)


def whatsapp(text: str) -> str:
    """The number as wa.me takes it: "6285770010048". Raises Unreadable."""
    if link := LINK.fullmatch(typed(text)):
        text = f"+{link[1]}"
    code, digits = _dissect(text)
    if code == "62" and not digits.startswith("0"):
        if digits.startswith(("1", "8")) or len(digits) < 8:
            raise Unreadable("area", gettext("The beginning is missing: 0 or +62."))
        return digits
    number = f"62{digits[1:]}" if code == "62" else digits.replace(" ", "")
    if len(number) < 8:
        raise Unreadable("short", gettext("This number is too short."))
    return number


def shown_whatsapp(number: str) -> str:
    """A kept number of WhatsApp as people write it: "0857-7001-0048", or with the plus of another country."""
    if not number.startswith("62"):
        return f"+{number}" if number else ""
    return _grouped(f"0{number[2:]}")


def dialled(text: str) -> str:
    """
    A phone number as a tel: link wants it, alike however it is written.

    Domestic numbers with their country's code: whoever calls from abroad needs it. Short and free ones work here only.
    """
    number = re.sub(r"[^0-9+]", "", text)
    if number.startswith("+62"):
        number = f"0{number[3:]}"
    if number.startswith("0") and not number.startswith(("00", "080")) and len(number) > 8:
        return f"+62{number[1:]}"
    return number


def domestic(number: str) -> str:
    """
    The digits as they are dialled within Indonesia, for comparing numbers however they are written.

    "+62 811-1129-129", "628111129129" and "0811 1129 129" are all "08111129129".
    """
    digits = re.sub(r"[^0-9]", "", number)
    digits = re.sub(r"^0*62(?=\d{7})0?", "0", digits)
    return re.sub(r"^00+(?=8)", "0", digits)


def _dissect(text: str) -> tuple[str, str]:
    """("62", digits as dialled here) or ("", digits of another country's number, in groups)."""
    written = LABEL.sub("", typed(text), count=1) if LABEL.match(typed(text)) else typed(text)
    if not WRITTEN.fullmatch(written):
        reason = gettext("Only digits of one number, with spaces, dots, hyphens or brackets between; + may come first.")
        raise Unreadable("signs", reason)
    digits = re.sub(r"[^0-9]", "", written)
    if not FEWEST <= len(digits) <= MOST:
        raise Unreadable("length", gettext("A phone number has 3 to 15 digits."))
    if digits.startswith("00") and len(digits) > LONGEST_SHORT and not digits.startswith("0062"):
        reason = gettext("Write the number of another country with + and its code, such as +60 3 2116 4000.")
        raise Unreadable("country", reason)
    if written.startswith("+") and not digits.startswith(("62", "0")):
        return "", " ".join(re.findall(r"[0-9]+", written))
    if digits.startswith("0062"):
        digits = digits[2:]
    if digits.startswith("0"):  # with a plus too: no country's code begins like this
        return "62", digits
    if written.startswith("+") or (digits.startswith("62") and len(digits) >= 9):
        digits = "0" + digits[2:].removeprefix("0")
    return "62", digits


def _grouped(digits: str) -> str:
    if not digits.startswith("0") or len(digits) <= LONGEST_SHORT:
        return digits
    area = 3 if digits.startswith(JAKARTA_AND_OTHERS) else 4
    head, rest = digits[:area], digits[area:]
    if len(rest) > 6:
        split = 4 if digits.startswith("08") or len(rest) > 7 else 3
        return f"{head}-{rest[:split]}-{rest[split:]}"
    return f"{head}-{rest}"
