"""The journal as JSON, one object a line, for whoever collects journals of several machines (LOG_FORMAT=json)."""

import json
import logging
from datetime import UTC, datetime

from publishing.responses.logs import WithoutValues
from publishing.responses.request_id import NONE


class JsonLines(WithoutValues):
    """What the journal in plain text says, with the same things left out: `trace` are the lines below the first."""

    def __init__(self) -> None:
        super().__init__("%(message)s")

    def format(self, record: logging.LogRecord) -> str:
        message, _line_end, trace = super().format(record).partition("\n")
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "process": record.process,
            "message": message,
        }
        request_id = getattr(record, "request_id", NONE)
        if request_id != NONE:
            line["request"] = request_id
        if trace:
            line["trace"] = trace.splitlines()
        return json.dumps(line, ensure_ascii=False)
