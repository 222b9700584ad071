"""How far the search for pairs is: while it is at work, "no pair" may mean "not compared yet"."""

from dataclasses import dataclass

from django.db.models import Count

from .duplicates.registers import Register

# What a change of a few records leaves to be compared is done before anybody has read of it.
WORTH_TELLING = 200


@dataclass(frozen=True)
class Comparing:
    compared: int
    records: int


def comparing(register: Register) -> Comparing | None:
    """None where next to nothing waits. A record that changes meanwhile waits again."""
    waiting = register.queue.objects.aggregate(n=Count("record", distinct=True))["n"]
    if waiting < WORTH_TELLING:
        return None
    records = register.records.objects.kept().count()
    return Comparing(max(0, records - waiting), max(records, 1))
