"""What a view can tell the page beside the part that it swaps."""

import json
from typing import TypeVar

from django.http import HttpResponseBase
from django.utils.functional import Promise

R = TypeVar("R", bound=HttpResponseBase)


def toast(response: R, text: "str | Promise", tone: str = "success") -> R:
    """Show a message when the answer arrives; tone is success, info, warning or error."""
    return trigger(response, "toast", {"text": str(text), "tone": tone})


def close_dialog(response: R, dialog_id: str) -> R:
    return trigger(response, "dialog-close", {"id": dialog_id})


def trigger(response: R, event: str, detail: dict[str, str]) -> R:
    """Adds an event to those the answer has already."""
    events = json.loads(response.headers.get("HX-Trigger", "{}"))
    response.headers["HX-Trigger"] = json.dumps(events | {event: detail})
    return response
