from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _


def administration_tabs(current: str) -> list[dict[str, Any]]:
    return [
        {"label": _("People"), "url": reverse("accounts:administration"), "current": current == "people"},
        {"label": _("Roles"), "url": reverse("accounts:role_list"), "current": current == "roles"},
        {"label": _("Offices"), "url": reverse("accounts:office_list"), "current": current == "offices"},
    ]
