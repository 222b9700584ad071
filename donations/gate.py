"""What the database itself holds of donations (domain.md section 1, P3 and P10; section 6).

Three things, for pages, API, admin, imports and raw SQL alike:

- a company's gift, and a private person's from the set amount on, is accepted only under a clearance in force;
- the ledger balances: each posting sums up to nothing, nothing in it is changed or removed, and what stands in it of a
  donation agrees with its amount and state;
- an allocation draws on gifts of its own cause, never on more than is there, and a cause that money was spent on stays.
"""

import pgtrigger

from duediligence.clearance import Protected, gate
from duediligence.enums import Purpose

# Runs before the wall, which looks at the column. What was decided is not asked anew when the amount set changes.
_NEEDS = """
    IF TG_OP = 'INSERT' OR NEW.state <> OLD.state OR NEW.donor_id <> OLD.donor_id OR NEW.given_usd <> OLD.given_usd THEN
        NEW.needs_clearance := (SELECT kind = 'company' FROM donations_donor WHERE id = NEW.donor_id)
            OR NEW.given_usd >= coalesce((
                SELECT individual_from_usd FROM duediligence_authorityversion
                WHERE effective_from <= coalesce(NEW.relied_on, current_date)
                ORDER BY number DESC LIMIT 1
            ), 0);
    ELSE
        NEW.needs_clearance := OLD.needs_clearance;
    END IF;
    RETURN NEW;
"""

_CAUSE = """
    IF NEW.cause_id IS DISTINCT FROM OLD.cause_id AND (
        SELECT coalesce(sum(usd), 0) FROM donations_entry WHERE donation_id = NEW.id AND account = 'allocated'
    ) <> 0 THEN RAISE EXCEPTION 'donation %: a part of it is allocated for its cause', NEW.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'donation_cause_spent';
    END IF;
    RETURN NEW;
"""

# `{pk}` is the donation's.
_BOOKS = """
    SELECT * INTO gift FROM donations_donation WHERE id = {pk} FOR NO KEY UPDATE;
    IF gift.company_id IS DISTINCT FROM (SELECT company_id FROM donations_donor WHERE id = gift.donor_id)
    THEN RAISE EXCEPTION 'donation %: its company is not the donor''s', {pk}
        USING ERRCODE = 'check_violation', CONSTRAINT = 'donation_company';
    END IF;
    SELECT coalesce(sum(usd) FILTER (WHERE account = 'giver'), 0) AS giver,
        coalesce(sum(usd) FILTER (WHERE account = 'pending'), 0) AS pending,
        coalesce(sum(usd) FILTER (WHERE account = 'returned'), 0) AS returned,
        coalesce(sum(usd) FILTER (WHERE account = 'pool'), 0) AS pool,
        coalesce(sum(usd) FILTER (WHERE account = 'allocated'), 0) AS allocated,
        coalesce(sum(usd) FILTER (WHERE account IN ('overhead', 'hub', 'pool', 'allocated', 'goods')), 0) AS kept
        INTO books FROM donations_entry WHERE donation_id = {pk};
    IF books.giver <> -gift.given_usd OR books.pool < 0 OR books.allocated < 0
        OR books.pending <> (CASE WHEN gift.state = 'received' THEN gift.given_usd ELSE 0 END)
        OR books.kept <> (CASE WHEN gift.state = 'accepted' THEN gift.given_usd ELSE 0 END)
        OR books.returned <> (CASE WHEN gift.state IN ('refused', 'refunded') THEN gift.given_usd ELSE 0 END)
    THEN RAISE EXCEPTION 'donation %: the ledger does not agree with it', {pk}
        USING ERRCODE = 'check_violation', CONSTRAINT = 'donation_books';
    END IF;
"""
_DECLARED = [("gift", "donations_donation%ROWTYPE"), ("books", "record")]

_ALLOCATED = """
    IF (SELECT coalesce(sum(e.usd), 0) FROM donations_entry e JOIN donations_posting p ON p.id = e.posting_id
        WHERE p.allocation_id = {pk} AND e.account = 'allocated')
        <> (SELECT CASE WHEN state = 'approved' THEN amount_usd ELSE 0 END FROM donations_allocation WHERE id = {pk})
    THEN RAISE EXCEPTION 'allocation %: the ledger does not agree with it', {pk}
        USING ERRCODE = 'check_violation', CONSTRAINT = 'allocation_books';
    END IF;
"""

_DRAWN = """
    SELECT a.* INTO drawn FROM donations_posting p JOIN donations_allocation a ON a.id = p.allocation_id
        WHERE p.id = NEW.posting_id;
    IF drawn.id IS NOT NULL AND drawn.cause_id IS DISTINCT FROM gift.cause_id
    THEN RAISE EXCEPTION 'donation %: it was given for something else', NEW.donation_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'allocation_intent';
    END IF;
    IF drawn.id IS NULL THEN RETURN NULL; END IF;
"""

# What it was given for: a destination serves the cause, or takes money that was given without one. The destination is
# held, so that what it serves and what is approved for it do not change past each other. `{pk}` is the destination's,
# `{which}` narrows its allocations to those that the change may concern.
_SERVES = """
    PERFORM FROM donations_destination WHERE id = {pk} FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT FROM donations_allocation a JOIN donations_destination d ON d.id = a.destination_id
        WHERE a.destination_id = {pk} AND a.state = 'approved' AND {which} AND NOT CASE
            WHEN a.cause_id IS NULL THEN d.unearmarked
            ELSE EXISTS (
                SELECT FROM donations_destination_causes c WHERE c.destination_id = d.id AND c.cause_id = a.cause_id
            ) END
    ) THEN RAISE EXCEPTION 'destination %: it does not serve what money was allocated to it for', {pk}
        USING ERRCODE = 'check_violation', CONSTRAINT = 'allocation_serves';
    END IF;
"""

_FIXED = """
    IF OLD.state <> 'proposed' AND (
        NEW.cause_id IS DISTINCT FROM OLD.cause_id OR NEW.destination_id <> OLD.destination_id
        OR NEW.amount_usd <> OLD.amount_usd
    ) THEN RAISE EXCEPTION 'allocation %: what was decided on stays', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'allocation_fixed';
    END IF;
    RETURN NEW;
"""

_BALANCED = """
    IF (SELECT coalesce(sum(usd), 0) FROM donations_entry WHERE posting_id = {pk}) <> 0
        OR NOT EXISTS (SELECT 1 FROM donations_entry WHERE posting_id = {pk})
    THEN RAISE EXCEPTION 'posting %: its entries do not sum up to nothing', {pk}
        USING ERRCODE = 'check_violation', CONSTRAINT = 'posting_balanced';
    END IF;
"""


def _at_the_end(
    name: str, operation: pgtrigger.Operation, body: str, declared: list[tuple[str, str]] | None = None
) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=operation,
        timing=pgtrigger.Deferred,
        declare=declared,
        func=f"{body} RETURN NULL;",
    )


def _kept(operation: pgtrigger.Operation) -> pgtrigger.Trigger:
    return pgtrigger.Protect(name="kept", operation=operation)


DONATION_TRIGGERS = [
    pgtrigger.Trigger(
        name="a_needs", when=pgtrigger.Before, operation=pgtrigger.Insert | pgtrigger.Update, func=_NEEDS
    ),
    gate(
        Protected(
            table="donations_donation",
            purpose=Purpose.DONATION,
            running="({row}.state = 'accepted' AND {row}.needs_clearance)",
            amount="{row}.given_usd",
        )
    ),
    # Nothing is accepted twice, and what was refused or given back stays so.
    pgtrigger.FSM(
        name="states",
        field="state",
        transitions=[("received", "accepted"), ("received", "refused"), ("accepted", "refunded")],
    ),
    pgtrigger.Trigger(name="cause", when=pgtrigger.Before, operation=pgtrigger.UpdateOf("cause_id"), func=_CAUSE),
    _kept(pgtrigger.Delete),
    _at_the_end(
        "books",
        pgtrigger.Insert | pgtrigger.UpdateOf("state", "given_usd", "donor_id", "company_id"),
        _BOOKS.format(pk="NEW.id"),
        _DECLARED,
    ),
]
POSTING_TRIGGERS = [
    _kept(pgtrigger.Update | pgtrigger.Delete),
    _at_the_end("balanced", pgtrigger.Insert, _BALANCED.format(pk="NEW.id")),
]
ENTRY_TRIGGERS = [
    _kept(pgtrigger.Update | pgtrigger.Delete),
    _at_the_end(
        "books",
        pgtrigger.Insert,
        _BALANCED.format(pk="NEW.posting_id")
        + _BOOKS.format(pk="NEW.donation_id")
        + _DRAWN
        + _ALLOCATED.format(pk="drawn.id"),
        [*_DECLARED, ("drawn", "donations_allocation%ROWTYPE")],
    ),
]
ALLOCATION_TRIGGERS = [
    _kept(pgtrigger.Delete),
    pgtrigger.Trigger(
        name="fixed",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("cause_id", "destination_id", "amount_usd"),
        func=_FIXED,
    ),
    pgtrigger.FSM(
        name="states",
        field="state",
        transitions=[
            ("proposed", "approved"),
            ("proposed", "rejected"),
            ("proposed", "withdrawn"),
            ("approved", "taken_back"),
        ],
    ),
    _at_the_end("books", pgtrigger.Insert | pgtrigger.UpdateOf("state", "amount_usd"), _ALLOCATED.format(pk="NEW.id")),
    _at_the_end(
        "serves",
        pgtrigger.Insert | pgtrigger.UpdateOf("state", "cause_id", "destination_id"),
        # Only what is approved waits for its destination: who takes back holds the pool, and would wait crosswise.
        f"IF NEW.state = 'approved' THEN {_SERVES.format(pk='NEW.destination_id', which='a.id = NEW.id')} END IF;",
    ),
]
DESTINATION_TRIGGERS = [
    _at_the_end("serves", pgtrigger.UpdateOf("unearmarked"), _SERVES.format(pk="NEW.id", which="a.cause_id IS NULL")),
]
# Of the rows that say which causes a destination serves.
SERVED_TRIGGERS = [
    _at_the_end(
        "serves",
        pgtrigger.Update | pgtrigger.Delete,
        _SERVES.format(pk="OLD.destination_id", which="a.cause_id = OLD.cause_id"),
    ),
]
