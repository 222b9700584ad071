"""The pages of the pipeline beside one another."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

PAGES = (
    ("board", _("Board"), "partnerships:board"),
    ("calendar", _("Calendar"), "partnerships:calendar"),
    ("stalled", _("Stalled"), "partnerships:stalled_list"),
    ("lapsed", _("Lapsed clearances"), "partnerships:lapse_list"),
    ("cycle", _("Cycle times"), "partnerships:cycle_times"),
    ("ended", _("Reasons for ending"), "partnerships:ended_list"),
    ("settings", _("Settings"), "partnerships:pipeline_settings"),
)
BESIDE = tuple(url_name for _key, _label, url_name in PAGES[1:])


def pipeline_tabs(current: str) -> list[dict[str, Any]]:
    return [{"label": label, "url": reverse(url_name), "current": key == current} for key, label, url_name in PAGES]
