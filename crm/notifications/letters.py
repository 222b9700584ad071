"""Notices as e-mail: text and HTML in the recipient's language, with one button that lands on the thing itself."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.core.waiting import Waiting

from .registries import wordings

# Lines in a digest; the page has the rest.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str
    html: str


def compose(*, wording: str, values: dict[str, Any], path: str, language: str) -> Letter:
    """The letter of a notice. LookupError where nobody registered the wording."""
    entry = wordings.get(wording)
    if entry is None:
        raise LookupError(f"No wording is called {wording!r}.")
    with translation.override(language):
        sentence = entry.sentence(values)
        button = str(entry.button) or _("Open in Concord")
        return write("notice", subject=sentence, context={"sentence": sentence, "button": button, "path": path})


def write(template: str, *, subject: str, context: dict[str, Any]) -> Letter:
    """Both versions of a letter in the active language; `path` in the context is where its button leads."""
    full = {
        **context,
        "title": subject,
        "language": translation.get_language(),
        "url": settings.PUBLIC_URL + (context["path"] or reverse("notifications:list")),
        "settings_url": settings.PUBLIC_URL + reverse("notifications:list"),
    }
    return Letter(
        subject=" ".join(subject.split())[:250],
        text=render_to_string(f"emails/{template}.txt", full),
        html=render_to_string(f"emails/{template}.html", full),
    )


def digest_letter(waiting: Waiting) -> Letter:
    """What waits and what has lapsed, in the active language."""
    lapsed, total = len(waiting.lapsed), len(waiting)
    subject = ngettext("Concord: %(n)s thing waits for you", "Concord: %(n)s things wait for you", total) % {"n": total}
    if lapsed:
        subject += ", " + ngettext("%(n)s of them is overdue", "%(n)s of them are overdue", lapsed) % {"n": lapsed}
    return write(
        "digest",
        subject=subject,
        context={
            "lapsed": waiting.lapsed[:SHOWN],
            "due": waiting.due[: SHOWN - min(lapsed, SHOWN)],
            "more": max(total - SHOWN, 0),
            "button": _("See everything that waits for me"),
            "path": "/",
            "public_url": settings.PUBLIC_URL,
        },
    )
