from .mapping import KeptMapping
from .row import ImportRow
from .run import ImportRun

__all__ = ["ImportRow", "ImportRun", "KeptMapping"]
