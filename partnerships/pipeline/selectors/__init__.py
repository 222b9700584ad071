"""Reading the pipeline; doors and services ask here, whichever file answers."""

from .board import COLUMNS, BoardColumn, Card, board, board_column, card_of
from .cycle_times import CycleTimes, cycle_times
from .ends import CalendarEntry, entries, overdue
from .lapses import Lapse, lapse_states, lapsed_partners, lapses, lapses_of, lapses_to_rule
from .line import LineStage, line_of
from .missing import facts_of, missing_for, partners_with_standing
from .prospects import Prospects
from .stalled import settings, stalled, stalled_count, stalled_ids, stalled_of, with_effort

__all__ = [
    "COLUMNS",
    "BoardColumn",
    "CalendarEntry",
    "Card",
    "CycleTimes",
    "Lapse",
    "LineStage",
    "Prospects",
    "board",
    "board_column",
    "card_of",
    "cycle_times",
    "entries",
    "facts_of",
    "lapse_states",
    "lapsed_partners",
    "lapses",
    "lapses_of",
    "lapses_to_rule",
    "line_of",
    "missing_for",
    "overdue",
    "partners_with_standing",
    "settings",
    "stalled",
    "stalled_count",
    "stalled_ids",
    "stalled_of",
    "with_effort",
]
