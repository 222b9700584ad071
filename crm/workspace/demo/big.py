"""A big organisation for measuring: 100,000 companies, 200,000 contacts, 300,000 interactions, made in the database."""

from django.db import connection

from .words import ROOTS, TRADES

COMPANIES, CONTACTS, INTERACTIONS = 100_000, 200_000, 300_000
# One country has exactly a tenth of the companies; the others share the rest.
CROWDED = "KE"

_WORDS = sorted({word for _, words in TRADES for word in words.split()})

_COMPANIES = """
insert into companies_company (version, created_at, updated_at, legal_name, sort_name, kind, status, status_reason,
    country, city, isic, size, founded, website, lei, global_compact, found_by, found_note, description, lead_office_id,
    created_by_id)
select 1, now(), now(), name, lower(name), 'company', case when g %% 3 = 0 then 'prospect' else 'active' end, '',
    country, 'City ' || g %% 97, 'C' || 10 + g %% 20, 'medium', 1950 + g %% 70, 'https://c' || g || '.example', '',
    'unknown', 'research', '', repeat('Makes and sells things. ', 6),
    (select id from accounts_office where country = x.country and kind = 'country'), %(by)s
from (
    select g,
        case when g %% 10 = 0 then %(crowded)s else (%(countries)s::text[])[1 + (g * 7919) %% %(n)s] end as country,
        (%(roots)s::text[])[1 + (g * 31) %% cardinality(%(roots)s::text[])] || ' '
        || (%(trades)s::text[])[1 + (g * 17 + g / 40) %% cardinality(%(trades)s::text[])] || ' '
        || lpad(g::text, 6, '0') as name
    from generate_series(1, %(count)s) g
) x
order by g
"""

_CONTACTS = """
with people as (
    insert into companies_contact (version, created_at, updated_at, name, native_name, sort_name, emails, phones,
        language, consent, do_not_contact, do_not_contact_reason, notes, created_by_id)
    select 1, now(), now(), 'First' || g || ' Last' || g, '', 'first' || g || ' last' || g,
        array['c' || g || '@example.org'], '{}', 'en', 'unknown', false, '', '', %(by)s
    from generate_series(1, %(count)s) g order by g
    returning id
), numbered as (select id, row_number() over (order by id) as g from people)
insert into companies_affiliation (contact_id, company_id, title, key_person)
select id, %(first)s + (g - 1) / 2, 'Buyer', false from numbered
"""

# The first 5,000 companies have 22 interactions each, the others two.
_INTERACTIONS = """
insert into contactlog_interaction (version, created_at, updated_at, company_id, office_id, by_id, kind, occurred_on,
    subject, notes, outcome, visibility, calendar_uid)
select 1, now(), now(),
    %(first)s + case when g <= 110000 then (g - 1) %% 5000 else 5000 + (g - 110001) / 2 end,
    (%(offices)s::bigint[])[1 + g %% cardinality(%(offices)s::bigint[])], %(by)s, 'meeting',
    (%(today)s::date - (g %% 700)), 'Meeting no ' || g, repeat('They spoke about the plan. ', 15), '', 'everyone', ''
from generate_series(1, %(count)s) g
"""


def build(*, by_id: int, countries: list[str], offices: list[int], today: str) -> dict[str, int]:
    """Adds to the small organisation, which must be there. Returns the counts."""
    others = [c for c in countries if c != CROWDED]
    with connection.cursor() as cursor:
        cursor.execute(
            _COMPANIES,
            {
                "by": by_id,
                "crowded": CROWDED,
                "countries": others,
                "n": len(others),
                "roots": ROOTS,
                "trades": _WORDS,
                "count": COMPANIES,
            },
        )
        cursor.execute("select max(id) - %s + 1 from companies_company", [COMPANIES])
        first = cursor.fetchone()[0]
        cursor.execute(_CONTACTS, {"by": by_id, "first": first, "count": CONTACTS})
        values = {"by": by_id, "first": first, "offices": offices, "today": today, "count": INTERACTIONS}
        cursor.execute(_INTERACTIONS, values)
    return {"companies": COMPANIES, "contacts": CONTACTS, "interactions": INTERACTIONS, "first_company": first}
