"""Granian with the application loaded before its workers fork: `python -m crm.web [options] crm.wsgi:application`.

What the start has made is then in memory once, however many workers there are, and a worker that is started anew is
there at once. Nothing here may open a connection or start a thread: a fork would share the one and lose the other.
(From Python 3.14 on workers do not fork; they load for themselves then, and all else is the same.)
"""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from granian.cli import entrypoint

from .wsgi import freeze


def main() -> None:
    load_what_waits()
    freeze()
    entrypoint()


def load_what_waits() -> None:
    """What is read when it is first used, and by every worker for itself: addresses with all their views, languages."""
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            translation.gettext("Concord")
            reverse("workspace:home")


if __name__ == "__main__":
    main()
