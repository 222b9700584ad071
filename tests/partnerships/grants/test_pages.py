"""The pages of small grants: what an office, a reviewer and the partnerships team find and fill in."""

from decimal import Decimal

import pytest
from django.urls import reverse

from crm.core import clock
from partnerships.grants.services.decisions import award_proposal
from partnerships.models import GrantCall, Proposal
from tests.grants_world import closed, drafted_call, opened_call, scored, sent, written


def at(name, row):
    return reverse(f"partnerships:{name}", args=[row.pk])


@pytest.fixture
def page(client):
    """What a person sees of a page."""

    def read(person, name, row):
        client.force_login(person)
        answer = client.get(at(name, row))
        assert answer.status_code == 200
        return answer.content.decode()

    return read


def rows(prefix, *told, start=0):
    """A formset as a browser sends it."""
    sent_rows = {f"{prefix}-TOTAL_FORMS": len(told), f"{prefix}-INITIAL_FORMS": start}
    for number, row in enumerate(told):
        sent_rows |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return sent_rows


def test_a_call_is_drafted_and_opened_from_its_page(cast, client):
    client.force_login(cast.partnerships_officer)
    told = {"title": "Grants", "source": "Belgium", "amount_usd": "1000", "deadline": clock.today().isoformat()}
    criteria = rows("criterion", {"text": "Reach", "weight": "2"}, {"text": "", "weight": "1"})
    assert client.post(reverse("partnerships:grant_call_add"), told | criteria).status_code == 302
    call = GrantCall.objects.get()
    assert [(each.text, each.weight) for each in call.criteria.all()] == [("Reach", 2)]
    client.post(at("grant_call_open", call), {"version": call.version})
    call.refresh_from_db()
    assert call.state == "open"
    wrong = client.post(reverse("partnerships:grant_call_add"), told | {"amount_usd": "0"} | criteria)
    assert wrong.status_code == 422


def test_an_office_proposes_with_rows_of_a_budget(cast, client, page):
    call = opened_call(cast)
    client.force_login(cast.focal_point)
    where, told = at("grant_call_propose", call), {"title": "Forum", "office": cast.senegal.pk, "summary": "A forum."}
    budget = rows("budget", {"text": "Hall", "usd": "1000"}, {"text": "Travel", "usd": "500.50"})
    more = client.post(where, told | budget | {"more": "budget"}, headers={"HX-Request": "true"}).content.decode()
    assert ("budget-2-text" in more, "<html" in more, Proposal.objects.count()) == (True, False, 0)
    assert client.post(where, told | budget).status_code == 302
    draft = Proposal.objects.with_sums().get()
    assert draft.asked == Decimal("1500.50")
    kept = rows("budget", {"text": "Hall", "usd": "900"}, {"text": "Travel", "usd": "1", "DELETE": "on"}, start=2)
    assert client.post(at("proposal_edit", draft), told | kept | {"version": draft.version}).status_code == 302
    assert [(line.text, line.usd) for line in draft.budget.all()] == [("Hall", 900)]
    stale = client.post(at("proposal_edit", draft), told | kept | {"version": draft.version, "title": "Mine"})
    assert (stale.status_code, "Both versions" in stale.content.decode()) == (422, True)
    assert "not sent yet" in page(cast.focal_point, "proposal", draft)
    client.post(at("proposal_send", draft), {"version": Proposal.objects.get().version})
    assert Proposal.objects.get().state == "submitted"


def test_an_office_finds_its_own_proposals_first_and_no_scores(cast, page):
    call = opened_call(cast)
    own, other = sent(cast, call, title="Ours"), sent(cast, call, by=cast.outsider, title="Theirs")
    closed(cast, call)
    scored(cast.committee_member, other, 5, 5)
    text = page(cast.focal_point, "grant_call", call)
    assert text.index('id="own"') < text.index("Ours") < text.index('id="proposals"') < text.index("Theirs")
    assert ("Place" in text, 'id="scores"' in page(cast.focal_point, "proposal", other)) == (False, False)
    text = page(cast.committee_member, "grant_call", call)
    assert (text.index("Theirs") < text.index("Ours"), 'id="own"' in text) == (True, False)
    assert "Lena" not in page(cast.committee_member, "proposal", own)


def test_scores_and_awards_by_form(cast, client, page):
    call = opened_call(cast)
    first, second = sent(cast, call, usd=30_000), sent(cast, call, usd=30_000)
    closed(cast, call)
    client.force_login(cast.committee_member)
    one, two = call.criteria.all()
    some = {f"value-{one.pk}": "4", f"note-{one.pk}": "Clear."}
    assert client.post(at("proposal_score", first), some).status_code == 422
    assert client.post(at("proposal_score", first), some | {f"value-{two.pk}": "3"}).status_code == 302
    assert "Clear." in page(cast.committee_member, "proposal", first)
    client.force_login(cast.focal_point)
    assert client.get(at("proposal_score", first)).status_code == 403
    client.force_login(cast.partnerships_officer)
    assert 'value="30000.00"' in client.get(at("proposal_award", first)).content.decode()
    award_proposal(by=cast.partnerships_officer, proposal_id=first.pk, amount=Decimal(30_000), reason="Good.")
    late = client.post(at("proposal_award", second), {"amount": "30000", "reason": "Good.", "version": second.version})
    assert (late.status_code, "20,000 is left of this call" in late.content.decode()) == (422, True)
    told = {"amount": "20000", "reason": "Good.", "version": second.version}
    assert client.post(at("proposal_award", second), told).status_code == 302
    assert "USD\xa00" in page(cast.focal_point, "grant_call", call)


def test_the_office_reports_on_its_page(cast, client, page):
    call = opened_call(cast)
    row = sent(cast, call)
    closed(cast, call)
    award_proposal(by=cast.partnerships_officer, proposal_id=row.pk, amount=Decimal(10_000), reason="Good.")
    client.force_login(cast.focal_point)
    told = {"report": "Held.", "reported_on": clock.today().isoformat()}
    over = client.post(at("proposal_report", row), told | {"spent_usd": "10000.01"})
    assert (over.status_code, "10,000 was awarded" in over.content.decode()) == (422, True)
    assert client.post(at("proposal_report", row), told | {"spent_usd": "9000"}).status_code == 302
    assert "Held." in page(cast.outsider, "proposal", row)


def test_what_waits_stands_in_the_inbox(cast, client):
    call = opened_call(cast, reviewer_ids=(cast.outsider.pk,))
    written(cast, call, title="Half a forum")
    sent(cast, call)
    client.force_login(cast.focal_point)
    assert "Half a forum" in client.get("/").content.decode()
    closed(cast, call)
    client.force_login(cast.outsider)
    assert "1 proposal waits for your scores" in client.get("/").content.decode()


def test_others_drafts_are_not_found(cast, client):
    call = opened_call(cast)
    client.force_login(cast.outsider)
    assert client.get(at("proposal", written(cast, call))).status_code == 404
    assert client.get(at("grant_call", drafted_call(cast))).status_code == 404
