"""Django's admin shows partnerships to administrators and changes none: the gate has no side door."""

import pytest
from django.contrib import admin
from django.urls import reverse

from crm.core.admin import ReadOnlyAdmin
from partnerships.models import Agreement, Contribution, Engagement, Partner, StageMove

SHOWN = (Engagement, Partner, StageMove, Agreement, Contribution)


def test_nothing_of_partnerships_is_registered_but_to_be_looked_at():
    ours = {model: each for model, each in admin.site._registry.items() if model._meta.app_label == "partnerships"}
    assert set(ours) == set(SHOWN)
    assert all(isinstance(each, ReadOnlyAdmin) for each in ours.values())


@pytest.mark.parametrize("model", SHOWN, ids=lambda model: model.__name__)
def test_each_list_opens_and_nothing_is_added(client, world, cast, model):
    client.force_login(cast.administrator)
    name = f"admin:partnerships_{model._meta.model_name}"
    assert client.get(reverse(f"{name}_changelist")).status_code == 200
    assert client.post(reverse(f"{name}_add"), {}).status_code == 403


def test_a_stage_is_not_changed_there(client, world, cast):
    client.force_login(cast.administrator)
    page = reverse("admin:partnerships_engagement_change", args=[world.partnership.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {"title": "Solar training", "stage": "active"}).status_code == 403
    assert client.post(page.replace("change", "delete"), {"post": "yes"}).status_code == 403
    world.partnership.refresh_from_db()
    assert world.partnership.stage == "identified"
