"""The survey: a signed link, once for each moment, answered without an account, and only while it is open."""

from datetime import timedelta

import pytest
from django.urls import reverse

from crm.core.errors import Conflict, Forbidden
from crm.notifications.models import OutgoingMessage
from partnerships.models import SurveyQuestion
from partnerships.pipeline.services.moves import move
from partnerships.results import seed
from partnerships.results.services import surveys
from tests.factories import AffiliationFactory


@pytest.fixture
def contact(world):
    person = AffiliationFactory(company=world.company).contact
    person.emails, person.language = ["amina@lunaris.example"], "fr"
    person.save(update_fields=["emails", "language"])
    return person


@pytest.fixture
def running(cast, world):
    return move(by=cast.focal_point, partnership_id=world.partnership.pk, target="active")


@pytest.fixture
def invitation(cast, running, contact):
    return surveys.invite(
        by=cast.focal_point, partner_id=running.partners.get().pk, contact_id=contact.pk, moment="midterm"
    )


def answers(value="4"):
    return dict.fromkeys(SurveyQuestion.objects.values_list("code", flat=True), value)


def page(invitation):
    return reverse("partnerships:survey", args=[surveys.token_of(invitation)])


def test_it_goes_out_in_the_persons_language_with_the_link(invitation):
    message = OutgoingMessage.objects.get(address="amina@lunaris.example")
    assert page(invitation) in message.text
    assert page(invitation) in message.html
    assert "partenariat" in message.subject


def test_the_partner_answers_without_an_account_and_once(client, invitation):
    assert client.get(page(invitation)).status_code == 200
    response = client.post(page(invitation), {**answers(), "comment": "Good."})
    assert response.status_code == 200
    invitation.refresh_from_db()
    assert invitation.answered_at
    assert invitation.answers.count() == len(seed.QUESTIONS)
    assert client.post(page(invitation), answers("1")).status_code == 409
    assert set(invitation.answers.values_list("value", flat=True)) == {4}


def test_what_is_left_open_is_asked_for(client, invitation):
    response = client.post(page(invitation), {"trust": "4", "roles": "9"})
    assert response.status_code == 422
    invitation.refresh_from_db()
    assert invitation.answered_at is None


@pytest.mark.parametrize("token", ["1", "1:abc", "999:x.y", "%00"])
def test_a_link_that_was_made_up_leads_nowhere(client, db, token):
    assert client.get(reverse("partnerships:survey", args=[token])).status_code == 404


def test_an_expired_link_says_so(client, invitation, today):
    invitation.expires_on = today - timedelta(days=1)
    invitation.save(update_fields=["expires_on"])
    assert "expir" in client.get(page(invitation)).content.decode()
    assert client.post(page(invitation), answers()).status_code == 409


def test_once_for_each_moment(cast, invitation, running, contact):
    told = {"by": cast.focal_point, "partner_id": running.partners.get().pk, "contact_id": contact.pk}
    with pytest.raises(Conflict) as refused:
        surveys.invite(moment="midterm", **told)
    assert refused.value.code == "asked"
    assert surveys.invite(moment="yearly", **told).year


def test_who_asked_not_to_be_contacted_is_left_alone(cast, running, contact):
    contact.do_not_contact = True
    contact.save(update_fields=["do_not_contact"])
    told = {"partner_id": running.partners.get().pk, "contact_id": contact.pk, "moment": "end"}
    with pytest.raises(Conflict) as refused:
        surveys.invite(by=cast.focal_point, **told)
    assert refused.value.code == "do_not_contact"
    with pytest.raises(Forbidden):
        surveys.invite(by=cast.neighbour, **told)


def test_nobody_is_asked_before_it_begins(cast, world, contact):
    with pytest.raises(Conflict) as refused:
        surveys.invite(
            by=cast.focal_point, partner_id=world.partnership.partners.get().pk, contact_id=contact.pk, moment="start"
        )
    assert refused.value.code == "not_begun"


def test_the_average_is_written_as_its_reader_writes_numbers(client, cast, invitation):
    values = dict(zip(answers(), "554443", strict=True))
    client.post(page(invitation), values)
    cast.focal_point.language = "fr"
    cast.focal_point.save(update_fields=["language"])
    client.force_login(cast.focal_point)
    address = reverse("partnerships:partnership_detail", args=[invitation.partner.engagement_id])
    assert "<strong><bdi>4,2</bdi></strong>" in client.get(address).content.decode()
