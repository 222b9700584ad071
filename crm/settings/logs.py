"""One line of JSON per event. No personal data: routes and ids, never bodies, names or addresses."""

import structlog

from crm.core.log_lines import SHARED

structlog.configure(
    processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "crm.core.log_lines.as_json"}},
    "filters": {"route": {"()": "crm.core.log_lines.RouteForPath"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["route"]}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "pgtrigger": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "WARNING"},
    },
}
