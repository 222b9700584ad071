"""Reading the pipeline; doors and services ask here, whichever file answers."""

from .line import LineStage, line_of
from .missing import facts_of, missing_for, partners_with_standing

__all__ = ["LineStage", "facts_of", "line_of", "missing_for", "partners_with_standing"]
