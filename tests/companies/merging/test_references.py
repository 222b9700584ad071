"""Nothing that points at a company or a person is forgotten in a merge."""

import re

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import models

from crm.audit.versions import event_models
from crm.companies.merging.references import pointing_at, undeclared
from crm.companies.models import Company, Contact
from crm.companies.registries import MergeReference, merge_mentions, merge_references
from crm.companies.services.merges import merge_companies
from crm.core.errors import Conflict
from tests.architecture.test_house_rules import ours

# Texts in which a record can be named by its number; JSON can hold anything.
TELLING = re.compile(r"(subject_id|_path|^path|query|object_id)$")


@pytest.mark.parametrize("model", [Company, Contact])
def test_every_column_that_points_at_it_is_declared(model):
    assert undeclared(model) == [], "say with crm.companies.registries.refer what becomes of it in a merge"


def test_nothing_is_declared_that_is_not_there():
    assert set(merge_references._entries) == {*pointing_at(Company), *pointing_at(Contact)}


def test_links_of_many_to_many_and_own_columns_are_found():
    found = pointing_at(Company)
    assert {"companies.company_tags.company", "companies.company.parent", "companies.merge.source_company"} <= set(
        found
    )
    assert "contactlog.interaction_contacts.contact" in pointing_at(Contact)
    assert not {model for column in found.values() if (model := column.model) in event_models().values()}


def _texts() -> set[str]:
    through = {f.remote_field.through for m in ours() for f in m._meta.local_many_to_many}
    return {
        f"{model._meta.label_lower}.{field.name}"
        for model in {*ours(), *through} - set(event_models().values())
        if model._meta.managed
        for field in model._meta.local_fields
        if isinstance(field, models.JSONField)
        or (not isinstance(field, ArrayField) and not field.is_relation and TELLING.search(field.name))
    }


def test_every_text_that_can_name_a_record_says_what_becomes_of_it():
    assert _texts() - set(merge_mentions._entries) == set(), "say in merge_mentions why it may stay as it is"
    assert set(merge_mentions._entries) - _texts() == set(), "mentions that are gone"


def test_a_merge_refuses_while_something_is_not_declared(cast, pair, monkeypatch):
    kept = dict(merge_references._entries)
    kept.pop("contactlog.interaction.company")
    monkeypatch.setattr(merge_references, "_entries", kept)
    with pytest.raises(Conflict, match=r"contacts \(company\)") as refused:
        merge_companies(source_id=pair.source.pk, target_id=pair.target.pk, by=cast.focal_point)
    assert refused.value.code == "undeclared"


def test_a_reference_names_its_rows():
    for key, each in merge_references.items():
        assert isinstance(each, MergeReference)
        assert str(each.label), key
        if each.touches:
            assert each.model._meta.get_field(each.touches).is_relation
