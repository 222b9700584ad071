"""What companies bring to the pages of others: bin, search, changes, figures, history."""

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.core.files.base import ContentFile

from crm.accounts.access import access
from crm.companies import policies
from crm.companies.models import Company, Document
from crm.companies.services.bin import bin_company
from crm.companies.services.companies import update_company
from crm.companies.services.documents import bin_document, file_document
from crm.core import clock
from crm.core.extension_points import (
    bin_sources,
    change_sources,
    figure_sources,
    history_subjects,
    search_providers,
)
from tests.cast import PEOPLE
from tests.factories import CompanyFactory


@pytest.fixture
def binned(cast):
    rows = [
        CompanyFactory(lead_office=cast.senegal),
        CompanyFactory(lead_office=cast.kenya),
        CompanyFactory(created_by=cast.neighbour),
    ]
    for company in rows:
        bin_company(company_id=company.pk, by=cast.partnerships_officer)
    return rows


@pytest.mark.parametrize("person", PEOPLE)
def test_the_bin_offers_what_the_policy_allows(cast, binned, person):
    user = getattr(cast, person)
    offered = {company.pk for company in bin_sources.get("companies").rows(user)}
    allowed = {c.pk for c in Company.objects.binned() if policies.may_restore(access(user), c)}
    assert offered == allowed


@pytest.mark.parametrize("person", PEOPLE)
def test_the_bin_offers_documents_as_the_policy_allows(cast, person):
    user = getattr(cast, person)
    for by, visibility in ((cast.focal_point, "office"), (cast.outsider, "region"), (cast.neighbour, "everyone")):
        upload = ContentFile(b"%PDF-", name="x.pdf")
        document = file_document(company_id=CompanyFactory().pk, by=by, upload=upload, visibility=visibility)
        bin_document(document_id=document.pk, by=by)
    offered = {document.pk for document in bin_sources.get("documents").rows(user)}
    allowed = {d.pk for d in Document.objects.binned() if policies.may_restore_document(access(user), d)}
    assert offered == allowed


def test_the_bin_gives_back(cast, binned):
    source = bin_sources.get("companies")
    shown = source.present(binned[0], cast.focal_point)
    assert shown.title == binned[0].legal_name
    source.restore(by=cast.focal_point, pk=binned[0].pk)
    assert Company.objects.kept().filter(pk=binned[0].pk).exists()


def test_changes_tell_what_colleagues_did_with_my_companies(cast):
    since = clock.now() - timedelta(minutes=1)
    mine, theirs = CompanyFactory(lead_office=cast.senegal), CompanyFactory(lead_office=cast.kenya)
    for company in (mine, theirs):
        update_company(company_id=company.pk, by=cast.neighbour, changes={"city": "Accra"})
    update_company(company_id=mine.pk, by=cast.focal_point, changes={"city": "Dakar"})
    told = list(change_sources.get("companies").since(cast.focal_point, since, 10))
    assert [(str(change.title), change.by) for change in told] == [(f"{mine} was changed", "Kofi Mensah")]


def test_figures_and_search(cast):
    company = CompanyFactory(legal_name="Acme", lead_office=cast.senegal)
    figure = next(iter(figure_sources.get("companies").figures(cast.focal_point, clock.today())))
    assert figure.value == "1"
    whole = next(iter(figure_sources.get("companies").figures(cast.partnerships_officer, clock.today())))
    assert (whole.value, str(whole.hint)) == ("1", "in the register")
    assert [hit.title for hit in search_providers.get("companies").find(cast.outsider, "acme", 5)] == [
        company.legal_name
    ]


def test_history_is_found_only_where_it_may_be_read(cast, binned):
    companies, documents = history_subjects.get("companies.company"), history_subjects.get("companies.document")
    assert companies.find(cast.focal_point, binned[0].pk) == binned[0]
    with pytest.raises(ObjectDoesNotExist):
        companies.find(cast.outsider, binned[0].pk)
    upload = ContentFile(b"%PDF-", name="x.pdf")
    hidden = file_document(company_id=CompanyFactory().pk, by=cast.focal_point, upload=upload, visibility="office")
    with pytest.raises(ObjectDoesNotExist):
        documents.find(cast.outsider, hidden.pk)
