from crm.core.names.enums import Kind
from crm.core.names.models import IndexedName, IndexState, NameTable

from .company import Company
from .compare_triggers import of_a_new_normaliser
from .contact import Contact


class CompanySearchName(IndexedName):
    """A name of a company: `source` is 0 for the legal name, else the id of the CompanyName."""

    class Meta(IndexedName.Meta):
        triggers = [of_a_new_normaliser("companies_companytocompare")]


class ContactSearchName(IndexedName):
    """A name of a person: `source` is 0, or 1 for the name in its own script."""

    class Meta(IndexedName.Meta):
        triggers = [of_a_new_normaliser("companies_contacttocompare")]


class NameIndex(IndexState):
    """The state of the two indexes above."""


# What the index should hold and does not.
_LEGAL = """
    SELECT c.id, 0, c.legal_name, c.binned_at IS NULL FROM companies_company c
    WHERE c.id > %(after)s AND c.id <= %(until)s
    AND NOT EXISTS (SELECT 1 FROM companies_companysearchname s WHERE s.subject_id = c.id AND s.source = 0)
"""
_OTHER = """
    SELECT c.id, n.id, n.name, c.binned_at IS NULL
    FROM companies_company c JOIN companies_companyname n ON n.company_id = c.id
    WHERE c.id > %(after)s AND c.id <= %(until)s
    AND NOT EXISTS (SELECT 1 FROM companies_companysearchname s WHERE s.subject_id = c.id AND s.source = n.id)
"""
_PERSON = """
    SELECT c.id, 0, c.name, c.binned_at IS NULL FROM companies_contact c
    WHERE c.id > %(after)s AND c.id <= %(until)s
    AND NOT EXISTS (SELECT 1 FROM companies_contactsearchname s WHERE s.subject_id = c.id AND s.source = 0)
"""
_NATIVE = """
    SELECT c.id, 1, c.native_name, c.binned_at IS NULL FROM companies_contact c
    WHERE c.id > %(after)s AND c.id <= %(until)s AND c.native_name <> ''
    AND NOT EXISTS (SELECT 1 FROM companies_contactsearchname s WHERE s.subject_id = c.id AND s.source = 1)
"""

# So that no change of the record falls between reading and adding; without waiting, so that nobody who locks records
# in another order waits for us in turn.
_ONE, _BOTH = "FOR SHARE OF c SKIP LOCKED", "FOR SHARE OF c, n SKIP LOCKED"

COMPANY_NAMES = NameTable(
    key="companies",
    rows=CompanySearchName,
    state=NameIndex,
    kind=Kind.ORGANISATION,
    missing=((_LEGAL, _ONE), (_OTHER, _BOTH)),
    records=Company,
)
PERSON_NAMES = NameTable(
    key="people",
    rows=ContactSearchName,
    state=NameIndex,
    kind=Kind.PERSON,
    missing=((_PERSON, _ONE), (_NATIVE, _ONE)),
    records=Contact,
)
