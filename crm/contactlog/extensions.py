"""What this app adds to the pages of the layers below and to the hosts of core: each noun has a file of its own."""

from . import (  # noqa: F401
    company_parts,
    coordination_parts,
    imports,
    interaction_parts,
    list_parts,
    merging,
    people_parts,
    policies,
    reminders,
    rights,
    selectors,
    tables,
    task_parts,
    wordings,
)
