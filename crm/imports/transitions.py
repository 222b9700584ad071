"""The life of an import as a table; `who` is the side that moves it."""

from crm.core.transitions import Transition, TransitionTable

from .enums import ImportState as S

# Where a file goes that was not imported: no state, the import is gone.
GONE = "gone"

IMPORTS = TransitionTable(
    [
        Transition(S.MAPPING, S.PREVIEWED, "importer", "import.previewed"),
        Transition(S.PREVIEWED, S.MAPPING, "importer", "import.mapping_changed"),
        Transition(S.MAPPING, GONE, "importer", "import.discarded"),
        Transition(S.PREVIEWED, GONE, "importer", "import.discarded"),
        Transition(S.PREVIEWED, S.RUNNING, "importer", "import.started"),
        Transition(S.RUNNING, S.DONE, "worker", "import.committed"),
        Transition(S.RUNNING, S.FAILED, "worker", "import.failed"),
        Transition(S.FAILED, S.RUNNING, "importer", "import.resumed"),
        Transition(S.FAILED, S.UNDONE, "worker", "import.undone"),
        Transition(S.DONE, S.UNDONE, "worker", "import.undone"),
    ]
)
