import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from duediligence.models import DecisionMemo
from duediligence.screening.memo.freezing import broken_memos


class Command(BaseCommand):
    help = "Computes the SHA-256 of every frozen decision memo again and holds it against the stored one and the trail."

    def handle(self, **options: Any) -> None:
        broken = [
            {"screening": str(each.memo.screening_id), "memo": each.memo.number, "problem": each.problem}
            for each in broken_memos()
        ]
        self.stdout.write(json.dumps({"memos": DecisionMemo.objects.count(), "broken": broken}))
        if broken:
            raise CommandError(f"{len(broken)} memo(s) are not what was frozen. Restore them from a backup.")
