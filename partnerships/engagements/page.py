"""What stands on the page of an engagement beside its own columns."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from crm.accounts.access import access
from crm.accounts.models import User
from crm.core import clock
from crm.core.registry import Registry

from ..models import Engagement
from ..registries import EngagementPanel, engagement_banners, engagement_panels
from . import policies
from .glance import glances_of


def page_context(engagement: Engagement, user: User, request: HttpRequest) -> dict[str, Any]:
    held = access(user)
    offices = list(engagement.offices.all())
    may_change = policies.may_change(held, engagement, [office.pk for office in offices])
    return {
        "engagement": engagement,
        "partners": engagement.partners.select_related("company"),
        "offices": offices,
        "themes": engagement.themes.all(),
        "colleagues": engagement.colleagues.all(),
        "contacts": engagement.contacts.all(),
        "may_change": may_change,
        "may_bin": may_change and policies.may_bin(engagement),
        "glances": glances_of(engagement, on=clock.today()),
        "banners": _drawn(engagement_banners, engagement, user, request),
        "panels": _drawn(engagement_panels, engagement, user, request),
    }


def _drawn(
    registry: Registry[EngagementPanel], engagement: Engagement, user: User, request: HttpRequest
) -> list[dict[str, Any]]:
    drawn = []
    for key, panel in registry.items():
        if engagement.kind not in panel.kinds:
            continue
        context = panel.context(engagement, user)
        if context is None:
            continue
        context = {"engagement": engagement, **context}
        html = render_to_string(panel.template, context, request)
        deeds = SafeString(render_to_string(panel.deeds, context, request).strip()) if panel.deeds else ""
        told = {"title": panel.title, "icon": panel.icon, "aside": panel.aside}
        drawn.append({"key": key, **told, "html": html, "deeds": deeds})
    return drawn
