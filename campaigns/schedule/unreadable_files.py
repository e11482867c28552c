"""Why a spreadsheet as a whole can't be used, in words for the editor."""

from django.utils.translation import gettext

from publishing.uploads.refusals import Refused


class UnreadableTable(Exception):
    """Its string is the reason."""


def why(refused: Refused) -> str:
    """A reason for each code of publishing.spreadsheets.reading and of the sandbox."""
    reasons = {
        "empty": gettext("This file is empty."),
        "too_large": gettext("This file is too large. At most 5 MB."),
        "too_large_unpacked": gettext("This file is too large when it is unpacked."),
        "too_many_cells": gettext("This file holds far more cells than a schedule. Delete what is not part of it."),
        "no_sheet": gettext("This file is no spreadsheet. Save the schedule as .xlsx, .ods or .csv."),
        "old_or_odd": gettext("A file in the form %(ending)s can't be read. Open it and save it as .xlsx."),
        "web_page": gettext("This is a web page with the name of a spreadsheet. Open it and save it as .xlsx."),
        "locked": gettext("This file is locked with a password. Save it without one and upload it again."),
        "quotes": gettext("Around row %(row)s a quotation mark opens and does not close. Save it anew as .xlsx."),
        "busy": gettext("Other files are being read just now. Try again in a minute."),
        "too_hard": gettext(
            "This file takes too long or too much memory to read. Save only the schedule in a new one."
        ),
    }
    damaged = gettext("This file can't be read. Save it anew as .xlsx or .csv and try again.")
    return reasons.get(refused.code, damaged) % refused.details
