"""What a service refuses, as remarks on the row; the preview and the run word it alike."""

import logging

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from crm.core.errors import Conflict, Forbidden

from ..registries import Problem
from ..wording import of_error

log = logging.getLogger(__name__)


def refusals(error: Exception) -> list[Problem]:
    if isinstance(error, ValidationError):
        by_field = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
        return [
            Problem(
                name if name != "__all__" else "",
                (errors[0].code if hasattr(error, "error_dict") else "") or "invalid",
                of_error(ValidationError(errors)),
                blocking=True,
            )
            for name, errors in by_field.items()
        ]
    if isinstance(error, Conflict | Forbidden):
        return [Problem("", error.code, error.reason, blocking=True)]
    log.warning("import_row_refused", exc_info=error)
    return [Problem("", "refused", _("The register does not take this row as it stands."), blocking=True)]
