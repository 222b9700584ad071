"""What a running stack tells the other commands: where its servers are."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Self


@dataclass(frozen=True)
class Runtime:
    """`url` is empty while only a single command holds the servers."""

    pid: int = field(default_factory=os.getpid)
    url: str = ""
    environment: dict[str, str] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """Whole or not at all, and only for us: it holds addresses and the secret key."""
        new = path.with_suffix(".new")
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(asdict(self), file)
        new.rename(path)

    @classmethod
    def read(cls, path: Path) -> Self | None:
        try:
            return cls(**json.loads(path.read_text()))
        except (OSError, ValueError, TypeError):
            return None
