"""The pages of a person's own settings, ours and allauth's, under one head."""

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.urls import reverse
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag(takes_context=True)
def settings_tabs(context: Context) -> list[dict[str, object]]:
    return [_tab(context["request"], label, url_name) for label, url_name in _pages()]


def _pages() -> list[tuple[str, str]]:
    return [
        (_("Profile"), "accounts:profile"),
        (_("Password"), "account_change_password"),
        (_("Two-factor sign-in"), "mfa_index"),
        (_("Sessions"), "usersessions_list"),
        (_("Deputies"), "accounts:delegations"),
        (_("API keys"), "accounts:api_keys"),
    ]


def _tab(request: HttpRequest, label: str, url_name: str) -> dict[str, object]:
    url = reverse(url_name)
    here = request.path == url if url_name == "accounts:profile" else request.path.startswith(url)
    return {"label": label, "url": url, "current": here}
