"""Why a file cannot be loaded, and where it is broken."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise


class BrokenFile(Exception):
    """`place` is "line 12", "sdn.csv, line 3" or an element; `detail` one sentence a person can act on."""

    def __init__(self, place: str, detail: "str | Promise", code: str = "broken") -> None:
        super().__init__(f"{place}: {detail}")
        self.place, self.detail, self.code = place, detail, code

    def stored(self) -> dict[str, str]:
        return {"place": self.place, "detail": str(self.detail), "code": self.code}


@dataclass
class FileFacts:
    """What a file says of itself, known once it is read: its date, how many entries it announces, what it lacks."""

    list_date: date | None = None
    announced: int | None = None
    remarks: list[dict[str, str]] = field(default_factory=list)
