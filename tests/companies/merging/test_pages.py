"""The pages of merging: whom with whom, what would happen, the deed, the list, undoing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crm.companies.models import Company, Merge
from crm.companies.services.companies import update_company
from crm.companies.services.merges import merge_companies
from tests.factories import AffiliationFactory, CompanyFactory, InteractionFactory

from .conftest import fresh


@pytest.fixture
def signed_in(client, focal_point):
    client.force_login(focal_point)
    return client


def address(pair, name="merge"):
    return f"{reverse(f'companies:{name}', args=[pair.source.pk])}?into={pair.target.pk}"


def test_the_menu_leads_to_it_or_says_why_not(client, cast, pair):
    for person, words in (("focal_point", b"Merge with another record"), ("outsider", b"Only who answers for both")):
        client.force_login(getattr(cast, person))
        assert words in client.get(reverse("companies:detail", args=[pair.source.pk])).content


def test_the_chooser_offers_what_is_called_alike_and_searches_without_script(signed_in, pair):
    page = signed_in.get(reverse("companies:merge", args=[pair.source.pk])).content.decode()
    assert address(pair) in page
    found = signed_in.get(reverse("companies:merge", args=[pair.target.pk]), {"q": "baobab textile"}).content.decode()
    assert f"?into={pair.source.pk}" in found
    assert "<noscript>" in found


def test_the_preview_shows_both_and_what_moves(signed_in, pair):
    page = signed_in.get(address(pair)).content.decode()
    for words in (
        "Thiès",
        "Dakar",
        "https://b.sn",
        "Own name 1",
        "Shared name",
        "What both have",
        "Contacts in the log",
    ):
        assert words in page
    assert reverse("companies:merge", args=[pair.target.pk]) + f"?into={pair.source.pk}" in page


def test_two_leis_two_countries_and_two_kinds_are_warned_of(signed_in, pair):
    Company.objects.filter(pk=pair.source.pk).update(lei="5493001KJTIIGC8Y1R12", country="KE", kind="foundation")
    Company.objects.filter(pk=pair.target.pk).update(lei="529900T8BM49AURSDO55")
    page = signed_in.get(address(pair)).content.decode()
    for words in ("LEI of its own", "Their countries differ", "of different kinds"):
        assert words in page


def test_the_deed_leads_to_the_survivor_and_can_be_undone(signed_in, pair):
    page = signed_in.get(address(pair)).context
    versions = f"{page['source'].version}-{page['target'].version}"
    data = {"choice-city": "source", "choice-legal_name": "target", "versions": versions}
    done = signed_in.post(address(pair), data, follow=True)
    assert done.redirect_chain[-1][0] == reverse("companies:detail", args=[pair.target.pk])
    assert b"was merged into this record by" in done.content
    assert fresh(pair.target).city == "Thiès"
    merge = Merge.objects.get()
    assert b"Undo the merge" in signed_in.get(reverse("companies:merge_detail", args=[merge.pk])).content
    back = signed_in.post(reverse("companies:merge_undo", args=[merge.pk]), follow=True)
    assert back.redirect_chain[-1][0] == reverse("companies:detail", args=[pair.source.pk])
    assert fresh(pair.target).city == "Dakar"
    assert b"Undo the merge" not in signed_in.get(reverse("companies:merge_detail", args=[merge.pk])).content


def test_who_saw_older_values_is_shown_the_new_ones(signed_in, pair, focal_point):
    update_company(company_id=pair.target.pk, by=focal_point, changes={"city": "Rufisque"})
    response = signed_in.post(address(pair), {"versions": f"{pair.source.version}-{pair.target.version}"})
    assert response.status_code == 409
    assert b"Rufisque" in response.content
    assert Merge.objects.count() == 0


def test_a_choice_that_a_rule_makes_is_refused_in_words(signed_in, pair):
    Company.objects.filter(pk=pair.source.pk).update(status="do_not_approach", status_reason="They said so")
    response = signed_in.post(address(pair), {"choice-status": "target"})
    assert response.status_code == 422
    assert "a merge does not take it back" in response.content.decode()


def test_the_page_asks_about_what_came_since(signed_in, cast, pair, focal_point):
    merge = merge_companies(source_id=pair.source.pk, target_id=pair.target.pk, by=focal_point)
    talk = InteractionFactory(company=pair.target, office=cast.senegal, by=focal_point)
    key = f"answer-contactlog.interaction.company:{talk.pk}"
    assert key in signed_in.get(reverse("companies:merge_detail", args=[merge.pk])).content.decode()
    unasked = signed_in.post(reverse("companies:merge_undo", args=[merge.pk]))
    assert (unasked.status_code, fresh(merge).undone_at) == (409, None)
    signed_in.post(reverse("companies:merge_undo", args=[merge.pk]), {key: "goes"})
    assert fresh(talk).company == pair.source


def test_people_by_the_same_pages(signed_in, people):
    page = signed_in.get(address(people, "contact_merge")).content.decode()
    assert "All of both are kept." in page
    done = signed_in.post(address(people, "contact_merge"), follow=True)
    assert b"was merged into this record by" in done.content


def test_others_are_told_why_not(client, cast, pair):
    client.force_login(cast.outsider)
    response = client.get(address(pair))
    assert response.status_code == 403
    assert b"Ask the partnerships team" in response.content
    client.force_login(cast.focal_point)
    assert client.get(f"{reverse('companies:merge', args=[pair.source.pk])}?into=999999").status_code == 404


def test_the_list_is_narrowed(signed_in, pair, people, focal_point, cast):
    merge_companies(source_id=pair.source.pk, target_id=pair.target.pk, by=focal_point)
    for query, there in (
        ("q=textile", True),
        ("q=zzz", False),
        ("kind=contact", False),
        ("undone=no", True),
        ("undone=yes", False),
        (f"company={pair.source.pk}", True),
        (f"company={people.company.pk}", False),
    ):
        page = signed_in.get(f"{reverse('companies:merge_list')}?{query}").content
        assert (b"Baobab Textile<" in page) is there, query


@pytest.mark.parametrize("page", ["preview", "detail"])
def test_more_rows_take_no_more_queries(signed_in, cast, pair, focal_point, page):
    def more(company, number):
        for _each in range(number):
            AffiliationFactory(company=company)
            InteractionFactory(company=company, office=cast.senegal, by=focal_point)
            CompanyFactory(parent=company)

    def ask():
        if page == "preview":
            url = address(pair)
        else:
            merge = Merge.objects.first() or merge_companies(
                source_id=pair.source.pk, target_id=pair.target.pk, by=focal_point
            )
            url = reverse("companies:merge_detail", args=[merge.pk])
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert signed_in.get(url).status_code == 200
        return len(asked)

    more(pair.source, 2)
    ask()
    if page == "detail":
        more(pair.target, 2)
    few = ask()
    more(pair.target if page == "detail" else pair.source, 10)
    assert ask() <= few
