"""Trying a deed from a form: its refusal stands in the form, and nothing that was typed is lost."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from crm.core.errors import Conflict


def done(request: HttpRequest, form: Any, deed: Callable[..., Any], said: str, **values: Any) -> Any:
    """What the deed made, or None."""
    try:
        made = deed(by=request.user, **values)
    except Conflict as refusal:
        form.add_error(None, str(refusal.reason))
    except ValidationError as problem:
        for field, sentences in getattr(problem, "message_dict", {None: problem.messages}).items():
            form.add_error(field if field in form.fields else None, sentences)
    else:
        messages.success(request, said)
        return made
    return None
