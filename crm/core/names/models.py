"""Abstract rows of an index of names. Core has no tables of its own: an app keeps one beside its records."""

from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from .enums import Kind


class IndexedName(models.Model):
    """One name of a record, with all that a look-up needs in the one row.

    `source` tells the record's names apart. A database trigger writes the row with the record, so that no way of
    writing leaves a stale one; it has `version` 0 and no keys until the application fills it
    (docs/adr/0020-index-of-names.md).
    """

    id = models.BigAutoField(primary_key=True)
    subject_id = models.BigIntegerField()
    source = models.BigIntegerField(default=0)
    name = models.CharField(max_length=250)
    folded = models.TextField(db_collation="C")
    keys = ArrayField(models.IntegerField(), null=True)
    version = models.IntegerField(default=0)
    # Whether the record is in sight: neither in the bin nor merged into another.
    live = models.BooleanField(default=True)

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["subject_id", "source"], name="%(class)s_once")]
        indexes = [
            # Every look-up reads the list of what is not sorted in yet: long enough to spare writes, no longer.
            GinIndex(
                fields=["keys"], name="%(class)s_keys", gin_pending_list_limit=1024, condition=models.Q(live=True)
            ),
            models.Index(fields=["folded", "id"], name="%(class)s_begin", condition=models.Q(live=True)),
            models.Index(fields=["version", "id"], name="%(class)s_version"),
        ]

    def __str__(self) -> str:
        return self.name


class IndexState(models.Model):
    """What is known of an index as a whole; no row means a new and empty one, which is complete."""

    index = models.CharField(max_length=40, primary_key=True)
    # Records from before the index exist that it does not hold yet.
    owed = models.BooleanField(default=False)
    # Keys that many names share, and how many: searched last, or not at all.
    frequent_keys = ArrayField(models.IntegerField(), default=list)
    frequent_rows = ArrayField(models.IntegerField(), default=list)
    counted_names = models.BigIntegerField(default=0)
    counted_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.index


@dataclass(frozen=True)
class NameTable:
    """An index of names: its table, the table of its state with its key there, and what bears the names.

    `missing` are queries of names that the index should hold and does not: subject_id, source, name, live of records
    with ids above `%(after)s` up to `%(until)s`; each with the clause that locks what it reads.
    """

    key: str
    rows: type[IndexedName]
    state: type[IndexState]
    kind: Kind
    missing: tuple[tuple[str, str], ...]
    records: type[models.Model]

    @property
    def table(self) -> str:
        return self.rows._meta.db_table

    @property
    def state_table(self) -> str:
        return self.state._meta.db_table
