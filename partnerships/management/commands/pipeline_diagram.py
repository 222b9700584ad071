from typing import Any

from django.core.management.base import BaseCommand

from partnerships.pipeline.diagram import diagram


class Command(BaseCommand):
    help = "Prints the diagram of the pipeline as it stands in docs/partnerships.md."

    def handle(self, **options: Any) -> None:
        self.stdout.write(diagram())
