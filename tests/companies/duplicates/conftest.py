"""Factories write past the services; the index of names is then filled in the background."""

from crm.companies.services import names
from crm.core.names import upkeep


def index_names() -> None:
    for table in names.TABLES:
        while upkeep.fill_stale(table):
            pass
