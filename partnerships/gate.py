"""What the database itself holds of a partnership that runs (domain.md section 1, P3; section 4, pipeline).

Each company's row meets the wall of due diligence (`duediligence.clearance.gate`). Beside it stand checks at the end of
each transaction: an active partnership has companies, all of them running, one of them in the lead, and a signed
agreement; when it becomes active, no condition before signature is unmet. In any other stage nothing runs. Raw SQL, the
admin and a bug in a view meet the same.
"""

import pgtrigger

from duediligence.clearance import Protected, gate
from duediligence.enums import Purpose

GATE = gate(
    Protected(
        table="partnerships_partner",
        purpose=Purpose.PARTNERSHIP,
        running="{row}.running",
        amount="greatest({row}.agreed_usd, {row}.pledged_usd)",
    )
)

# `{pk}` is the engagement's; a row that is gone by the end of the transaction needs no check. FOR SHARE makes two who
# change a partnership's stage and its agreement at once wait for each other.
_WHOLE = """
    SELECT stage INTO its_stage FROM partnerships_engagement WHERE id = {pk} FOR SHARE;
    IF its_stage IS NULL THEN RETURN NULL; END IF;
    IF its_stage = 'active' THEN
        IF (SELECT count(*) FILTER (WHERE lead) <> 1 OR NOT bool_and(running) FROM partnerships_partner
            WHERE engagement_id = {pk}) IS NOT FALSE
        THEN RAISE EXCEPTION 'partnership %: each company of an active one runs, and one has the lead', {pk}
            USING ERRCODE = 'check_violation', CONSTRAINT = 'partnership_runs';
        END IF;
        IF NOT EXISTS (SELECT 1 FROM partnerships_agreement WHERE engagement_id = {pk} AND signed_on IS NOT NULL)
        THEN RAISE EXCEPTION 'partnership %: an active one has a signed agreement', {pk}
            USING ERRCODE = 'check_violation', CONSTRAINT = 'partnership_signed';
        END IF;
    ELSIF EXISTS (SELECT 1 FROM partnerships_partner WHERE engagement_id = {pk} AND running)
    THEN RAISE EXCEPTION 'engagement %: nothing runs unless it is active', {pk}
        USING ERRCODE = 'check_violation', CONSTRAINT = 'partnership_runs';
    END IF;
"""

_CONDITIONS = """
    IF NEW.stage = 'active' AND (TG_OP = 'INSERT' OR OLD.stage <> 'active') AND EXISTS (
        SELECT 1 FROM partnerships_partner p
        JOIN duediligence_clearance g ON g.id = p.clearance_id
        JOIN duediligence_condition c ON c.screening_id = g.screening_id
        WHERE p.engagement_id = NEW.id AND c.before_signature AND c.state = 'open'
    ) THEN RAISE EXCEPTION 'partnership %: a condition before signature is not met', NEW.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'partnership_conditions';
    END IF;
"""


def _at_the_end(name: str, operation: pgtrigger.Operation, body: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=operation,
        timing=pgtrigger.Deferred,
        declare=[("its_stage", "text")],
        func=f"{body} RETURN NULL;",
    )


WHOLE_ON_STAGE = _at_the_end(
    "whole", pgtrigger.Insert | pgtrigger.UpdateOf("stage", "kind"), _WHOLE.format(pk="NEW.id") + _CONDITIONS
)
WHOLE_ON_PARTNER = _at_the_end(
    "whole",
    pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    "IF TG_OP <> 'DELETE' THEN"
    + _WHOLE.format(pk="NEW.engagement_id")
    + "END IF; IF TG_OP <> 'INSERT' THEN"
    + _WHOLE.format(pk="OLD.engagement_id")
    + "END IF;",
)
WHOLE_ON_AGREEMENT = _at_the_end(
    "whole",
    pgtrigger.UpdateOf("engagement_id", "signed_on") | pgtrigger.Delete,
    _WHOLE.format(pk="OLD.engagement_id"),
)

# What a company has pledged stands beside it, so that a pledge beyond its clearance meets the wall.
PLEDGED = pgtrigger.Trigger(
    name="pledged",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("partner_id", "pledged_usd") | pgtrigger.Delete,
    # The row is locked before the sum is read: of two pledges at once the second counts the first.
    func="""
        IF TG_OP <> 'INSERT' AND OLD.partner_id IS NOT NULL THEN
            PERFORM 1 FROM partnerships_partner WHERE id = OLD.partner_id FOR NO KEY UPDATE;
            UPDATE partnerships_partner SET pledged_usd = (SELECT coalesce(sum(pledged_usd), 0)
                FROM partnerships_contribution WHERE partner_id = OLD.partner_id) WHERE id = OLD.partner_id;
        END IF;
        IF TG_OP <> 'DELETE' AND NEW.partner_id IS NOT NULL THEN
            PERFORM 1 FROM partnerships_partner WHERE id = NEW.partner_id FOR NO KEY UPDATE;
            UPDATE partnerships_partner SET pledged_usd = (SELECT coalesce(sum(pledged_usd), 0)
                FROM partnerships_contribution WHERE partner_id = NEW.partner_id) WHERE id = NEW.partner_id;
        END IF;
        RETURN NULL;
    """,
)
