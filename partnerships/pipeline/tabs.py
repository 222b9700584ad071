"""The pages of the pipeline beside one another."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _


def pipeline_tabs(current: str) -> list[dict[str, Any]]:
    pages = [
        ("board", _("Board"), "board"),
        ("calendar", _("Calendar"), "calendar"),
        ("stalled", _("Stalled"), "stalled_list"),
        ("lapsed", _("Lapsed clearances"), "lapse_list"),
        ("cycle", _("Cycle times"), "cycle_times"),
        ("ended", _("Reasons for ending"), "ended_list"),
        ("settings", _("Settings"), "pipeline_settings"),
    ]
    return [
        {"label": label, "url": reverse(f"partnerships:{name}"), "current": key == current}
        for key, label, name in pages
    ]
