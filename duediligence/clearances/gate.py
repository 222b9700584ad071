"""The wall in the database: a table whose rows may only run under a clearance (domain.md section 1, P3).

`gate(...)` makes the trigger that stands beside the model which it protects. Pages, API, admin, imports and raw SQL
meet it alike; services ask `duediligence.clearance.current` first, so that people get a sentence instead.
"""

from dataclasses import dataclass

import pgtrigger

# On entering a running state, or when what is covered changes: the clearance is of that company, covers purpose and
# amount, was in force on the day relied on, and is neither suspended nor revoked. FOR SHARE makes whoever suspends it
# at this moment wait, or us for them. A row that runs already keeps running when its clearance lapses later.
_FUNCTION = """
    IF NOT ({running}) THEN RETURN NEW; END IF;
    IF TG_OP = 'UPDATE' AND ({ran})
        AND NEW.{clearance} IS NOT DISTINCT FROM OLD.{clearance}
        AND {old_amount} >= {amount}
        AND NEW.{relied_on} IS NOT DISTINCT FROM OLD.{relied_on}
    THEN
        IF NEW.{company} IS DISTINCT FROM OLD.{company} AND NOT EXISTS (
            SELECT 1 FROM duediligence_clearance c WHERE c.id = NEW.{clearance} AND c.company_id = NEW.{company}
        ) THEN RAISE EXCEPTION '{table} %: its clearance is of another company', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = '{table}_gate';
        END IF;
        RETURN NEW;
    END IF;
    PERFORM 1 FROM duediligence_clearance c
        WHERE c.id = NEW.{clearance} AND c.company_id = NEW.{company}
            AND c.purposes @> ARRAY[{purpose}]::varchar[] AND c.amount_ceiling >= {amount}
            AND c.valid_from <= NEW.{relied_on} AND c.valid_until >= NEW.{relied_on}
            AND c.suspended_at IS NULL AND c.revoked_at IS NULL
        FOR SHARE;
    IF NOT FOUND THEN RAISE EXCEPTION '{table} %: no clearance in force covers it', NEW.id
        USING ERRCODE = 'check_violation', CONSTRAINT = '{table}_gate';
    END IF;
    RETURN NEW;
"""


@dataclass(frozen=True, slots=True)
class Protected:
    """The columns of a protected table. `running` and the amount are SQL over `{row}`, which stands for NEW or OLD.

    `purpose` is a constant of `enums.Purpose`; an amount is in USD. `relied_on` is the day on which the clearance was
    looked up; like the clearance it may only be empty while the row does not run.
    """

    table: str
    purpose: str
    running: str
    amount: str
    company: str = "company_id"
    clearance: str = "clearance_id"
    relied_on: str = "relied_on"


def gate(protected: Protected) -> pgtrigger.Trigger:
    p = protected
    function = _FUNCTION.format(
        table=p.table,
        running=p.running.format(row="NEW"),
        ran=p.running.format(row="OLD"),
        amount=p.amount.format(row="NEW"),
        old_amount=p.amount.format(row="OLD"),
        purpose=f"'{p.purpose}'",
        company=p.company,
        clearance=p.clearance,
        relied_on=p.relied_on,
    )
    return pgtrigger.Trigger(
        name="gate", when=pgtrigger.Before, operation=pgtrigger.Insert | pgtrigger.Update, func=function
    )
