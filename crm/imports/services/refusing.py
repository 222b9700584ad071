"""What a service refuses, as remarks on the row; the preview and the run word it alike."""

import logging

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from crm.core.errors import Conflict, Forbidden

from ..registries import Problem

log = logging.getLogger(__name__)


def refusals(error: Exception) -> list[Problem]:
    if isinstance(error, ValidationError):
        by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        codes = {f: e[0].code for f, e in error.error_dict.items()} if hasattr(error, "error_dict") else {}
        return [
            Problem(name if name != "__all__" else "", codes.get(name) or "invalid", " ".join(texts), blocking=True)
            for name, texts in by_field.items()
        ]
    if isinstance(error, Conflict | Forbidden):
        return [Problem("", error.code, str(error.reason), blocking=True)]
    log.warning("import_row_refused", exc_info=error)
    return [Problem("", "refused", _("The register does not take this row as it stands."), blocking=True)]
