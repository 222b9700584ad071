"""What keeps `LastContact` true in the transaction of the write, whoever writes: imports, merges and raw SQL too."""

import pgtrigger

_ADDED = """
    INSERT INTO contactlog_lastcontact AS known (company_id, occurred_on)
        SELECT company_id, max(occurred_on) FROM added WHERE binned_at IS NULL GROUP BY company_id ORDER BY company_id
        ON CONFLICT (company_id) DO UPDATE SET occurred_on = EXCLUDED.occurred_on
        WHERE known.occurred_on < EXCLUDED.occurred_on;
    RETURN NULL;
"""
# The row is written first, and so held: whoever adds a newer contact meanwhile waits, and whoever has just added one
# is waited for and seen by the statement that comes after.
_ANEW = """
    FOR touched IN SELECT DISTINCT id FROM unnest(ARRAY[{companies}]) AS id ORDER BY id LOOP
        INSERT INTO contactlog_lastcontact AS known (company_id, occurred_on) VALUES (touched, OLD.occurred_on)
            ON CONFLICT (company_id) DO UPDATE SET occurred_on = known.occurred_on;
        SELECT max(occurred_on) INTO newest FROM contactlog_interaction
            WHERE company_id = touched AND binned_at IS NULL;
        IF newest IS NULL THEN
            DELETE FROM contactlog_lastcontact WHERE company_id = touched;
        ELSE
            UPDATE contactlog_lastcontact SET occurred_on = newest WHERE company_id = touched;
        END IF;
    END LOOP;
    RETURN NULL;
"""
_NOTES = [("touched", "bigint"), ("newest", "date")]
_READ = ("company_id", "occurred_on", "binned_at")

LAST_CONTACT_TRIGGERS = [
    pgtrigger.Trigger(
        name="last_contact_added",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        referencing=pgtrigger.Referencing(new="added"),
        func=_ADDED,
    ),
    pgtrigger.Trigger(
        name="last_contact_changed",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf(*_READ),
        condition=pgtrigger.AnyChange(*_READ),
        declare=_NOTES,
        func=_ANEW.format(companies="OLD.company_id, NEW.company_id"),
    ),
    pgtrigger.Trigger(
        name="last_contact_removed",
        when=pgtrigger.After,
        operation=pgtrigger.Delete,
        declare=_NOTES,
        func=_ANEW.format(companies="OLD.company_id"),
    ),
]
