"""Triggers that note, in the transaction of the write, which records must be compared again, raw SQL and bulk too.

They name the columns that comparing reads (duplicates/contents.py); a test holds the two together.
"""

import pgtrigger

_INTO = "INSERT INTO {queue} (record)"


def of_the_record(queue: str, *columns: str) -> list[pgtrigger.Trigger]:
    """On the record itself: when it is entered, and when one of these columns changes."""
    into = _INTO.format(queue=queue)
    return [
        pgtrigger.Trigger(
            name="compare_new",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=pgtrigger.Insert,
            referencing=pgtrigger.Referencing(new="added"),
            func=f"{into} SELECT id FROM added; RETURN NULL;",  # noqa: S608 (names of our own tables)
        ),
        pgtrigger.Trigger(
            name="compare_changed",
            when=pgtrigger.After,
            operation=pgtrigger.UpdateOf(*columns),
            condition=pgtrigger.AnyChange(*columns),
            func=f"{into} VALUES (NEW.id); RETURN NULL;",
        ),
    ]


def of_its_owner(queue: str, owner: str) -> list[pgtrigger.Trigger]:
    """On what hangs on a record: whenever a row comes, changes or goes, for whomever it hung on and hangs on now."""
    into = _INTO.format(queue=queue)
    return [
        pgtrigger.Trigger(
            name="compare_added",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=pgtrigger.Insert,
            referencing=pgtrigger.Referencing(new="added"),
            func=f"{into} SELECT DISTINCT {owner} FROM added; RETURN NULL;",  # noqa: S608 (names of our own tables)
        ),
        pgtrigger.Trigger(
            name="compare_removed",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=pgtrigger.Delete,
            referencing=pgtrigger.Referencing(old="removed"),
            func=f"{into} SELECT DISTINCT {owner} FROM removed; RETURN NULL;",  # noqa: S608 (names of our own tables)
        ),
        pgtrigger.Trigger(
            name="compare_changed",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=pgtrigger.Update,
            referencing=pgtrigger.Referencing(old="was", new="now"),
            func=f"{into} SELECT {owner} FROM was UNION SELECT {owner} FROM now; RETURN NULL;",  # noqa: S608 (names of our own tables)
        ),
    ]


def of_a_new_normaliser(queue: str) -> pgtrigger.Trigger:
    """On the index of names: what a newer normaliser reads otherwise may be like others than before."""
    into = _INTO.format(queue=queue)
    return pgtrigger.Trigger(
        name="compare_normalised",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("version"),
        condition=pgtrigger.Condition("OLD.version > 0 AND NEW.version > OLD.version"),
        func=f"{into} VALUES (NEW.subject_id); RETURN NULL;",
    )
