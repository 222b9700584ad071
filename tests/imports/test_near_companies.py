"""Rows for which the register has no such name: what is strongly like them is proposed, and looked up together."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from crm.companies.importing.company_matching import Draft, content
from crm.companies.models import Registration
from crm.imports.enums import Outcome
from tests.companies.duplicates.conftest import index_names
from tests.factories import CompanyFactory

pytestmark = pytest.mark.django_db
WORDS = ("Amber", "Birch", "Cobalt", "Dune", "Ember", "Fjord", "Grove", "Harbour")


def reads(steps, names):
    rows = "".join(f"{name} Logistiks,SN\n" for name in names)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        run = steps.previewed(f"Name,Country\n{rows}")
    asked = sum(entry.outcome == Outcome.PROBLEM for entry in run.entries.all())
    read = ("FROM companies_companyname WHERE", "asked(n, keys)")
    return asked, *(sum(each in query["sql"] for query in queries) for each in read)


def test_what_is_like_the_rows_is_read_at_once(steps):
    for word in WORDS:
        CompanyFactory(legal_name=f"{word} Logistics", country="SN")
    index_names()
    assert reads(steps, WORDS[:2]) == (2, 1, 1)
    assert reads(steps, WORDS) == (len(WORDS), 1, 1)


def test_a_row_is_like_the_company_with_its_number():
    row = Draft("Heron", {"country": "US"}, registrations=(("other", "CIK 12", "US"),))
    assert content(row).registrations == (("other", "US", "CIK 12"),)


def test_a_row_under_another_name_is_matched_by_its_number(steps):
    company = CompanyFactory(legal_name="Blue Heron", country="US")
    Registration.objects.create(company=company, kind="other", number="CIK 12", country="US")
    index_names()
    run = steps.previewed('Security,CIK,Headquarters Location\nGrey Kite,12,"Austin, Texas"\n')
    assert [entry.subject_id for entry in run.entries.all()] == [company.pk]
