from argparse import ArgumentParser
from itertools import chain
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from crm.core.catalogues import complaints, files, sources


class Command(BaseCommand):
    help = "Bring locale/ up to date with the words of code and templates, and compile it. Needs no GNU gettext."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="Change nothing; fail where a translation is missing.")

    def handle(self, *, check: bool, **options: Any) -> None:
        root, languages = settings.BASE_DIR, [code for code, _name in settings.LANGUAGES]
        if not check:
            self._update(root, languages)
        found = sorted(chain(complaints.of_catalogues(root, languages), complaints.of_markings(root)))
        if found and check:
            raise CommandError("\n".join(found))
        self.stdout.write("\n".join(found) or "Every word is there in every language.")

    def _update(self, root: Any, languages: list[str]) -> None:
        messages = sources.messages(root)
        for language in languages:
            files.write(root, language, files.updated(files.read(root, language), messages, language))
        self.stdout.write(f"{len(messages)} messages in {len(languages)} languages.")
