"""A browser in words, from what it says of itself."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# The first that is found counts: Edge and Opera also call themselves Chrome, Chrome calls itself Safari.
BROWSERS = {"Edg/": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "Linux": "Linux",
}


@register.filter
def browser(user_agent: str) -> str:
    """`{{ session.user_agent|browser }}`: "Firefox on Windows"; what is not known stays as it is."""
    name, system = _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)
    if name and system:
        return _("%(browser)s on %(system)s") % {"browser": name, "system": system}
    return name or user_agent[:60] or _("Unknown")


def _first(words: dict[str, str], text: str) -> str:
    return next((name for sign, name in words.items() if sign in text), "")
