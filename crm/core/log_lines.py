"""How a log line looks: one object of JSON, from whichever library it comes, and nothing about anybody in it.

Granian reads this before Django is set up (crm/granian_logs.json), hence no Django in here.
"""

import logging
import re
from collections.abc import MutableMapping
from typing import Any

import structlog

# PostgreSQL quotes whole rows in these parts of a message; they may stand inside the repr of an error, too.
ROWS_IN_ERRORS = re.compile(r"(?:\n|\\n)(?:DETAIL|CONTEXT|HINT):.*?(?=\n(?!DETAIL|CONTEXT|HINT)|\Z)", re.DOTALL)
# What our own lines may tell besides their event: numbers and names of ours. Libraries add requests and arguments.
FACTS = ("error", "job", "kind", "operation", "outgoing", "person", "rule")
SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(allow=FACTS),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def without_rows(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key in ("event", "exception"):
        if isinstance(event.get(key), str):
            event[key] = ROWS_IN_ERRORS.sub("", event[key])
    return event


def as_json() -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            without_rows,
            structlog.processors.JSONRenderer(),
        ],
        foreign_pre_chain=SHARED,
    )


class RouteForPath(logging.Filter):
    """Django's own lines name the path, which may hold a key or what somebody typed: the route takes its place."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is not None and isinstance(record.args, tuple):
            match = getattr(request, "resolver_match", None)
            route = match.route if match else ""
            record.args = tuple(route if value == request.path else value for value in record.args)
        return True
