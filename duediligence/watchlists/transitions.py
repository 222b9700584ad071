"""The lives of a load and of a hit, as tables: from, to, who owns the move, audit verb, notice."""

from crm.core.transitions import Transition, TransitionTable

from ..enums import HitState as H
from ..enums import LoadState as L

# Who owns a move: the person who loads, the worker that reads the file, whoever handles hits, a change of the entry.
LOADER, WORKER, HANDLER, CHANGE = "loader", "worker", "handler", "change"

LOAD = TransitionTable(
    [
        Transition(L.QUEUED, L.RUNNING, WORKER, ""),
        Transition(L.QUEUED, L.FAILED, WORKER, "watchlist.load_failed", "watchlist_failed"),
        Transition(L.RUNNING, L.DONE, WORKER, "watchlist.loaded", "watchlist_loaded"),
        Transition(L.RUNNING, L.FAILED, WORKER, "watchlist.load_failed", "watchlist_failed"),
        Transition(L.FAILED, L.QUEUED, LOADER, "watchlist.load_insisted"),
    ]
)
# Nothing follows these.
LOAD_ENDS = frozenset({L.DONE, L.UNCHANGED})

HIT = TransitionTable(
    [
        Transition(H.OPEN, H.CLEARED, HANDLER, "hit.cleared"),
        Transition(H.OPEN, H.CONFIRMED, HANDLER, "hit.confirmed", "hit_confirmed"),
        Transition(H.CLEARED, H.OPEN, CHANGE, ""),
        Transition(H.CONFIRMED, H.OPEN, CHANGE, ""),
    ]
)
