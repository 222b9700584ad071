"""Which rows of the contact log a person sees. The notes are hidden by `notes_open`, the fact never is."""

from typing import Any

from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Value

from crm.accounts.access import access
from crm.accounts.enums import Role
from crm.companies.querysets import BinnableQuerySet
from crm.core.visibility import Visibility

from .enums import CoordinationState
from .rights import reading_offices, reading_regions, regions_of


class InteractionQuerySet(BinnableQuerySet):
    def visible_to(self, user: Any) -> "InteractionQuerySet":
        """That an office was in contact is visible to all staff (domain.md section 3)."""
        return self.kept().filter(company__binned_at=None) if user.is_active else self.none()

    def with_notes_open(self, user: Any) -> "InteractionQuerySet":
        """Annotates `notes_open`: whether this person may read what was said, decided by the database in one pass."""
        rule = self.notes_rule(user)
        return self.annotate(notes_open=ExpressionWrapper(rule, BooleanField()) if isinstance(rule, Q) else rule)

    def readable_by(self, user: Any) -> "InteractionQuerySet":
        """Only those whose content this person may read: what search and tasks start from."""
        rule = self.notes_rule(user)
        return self.filter(rule) if isinstance(rule, Q) else self

    def notes_rule(self, user: Any, prefix: str = "") -> Any:
        """The author, colleagues named, people with a role at the office (or in its region), auditors.

        `policies.may_read_notes` says the same of one record; a test holds the two together.
        """
        held = access(user)
        if held.reads_everything:
            return Value(True, output_field=BooleanField())
        model: Any = self.model
        named = model.colleagues.through.objects.filter(interaction_id=OuterRef(f"{prefix}pk"), user_id=user.pk)
        rule = (
            Q(**{f"{prefix}visibility": Visibility.EVERYONE})
            | Q(**{f"{prefix}by_id": user.pk})
            | Q(**{f"{prefix}office_id__in": reading_offices(held)})
            | Q(Exists(named))
        )
        for path in reading_regions(held):
            rule |= Q(**{f"{prefix}visibility": Visibility.REGION, f"{prefix}office__path__startswith": path})
        return rule


class FollowUpQuerySet(BinnableQuerySet):
    def visible_to(self, user: Any) -> "FollowUpQuerySet":
        """My own and those that I gave; others as far as I may read what the interaction said."""
        kept = self.kept().filter(interaction__binned_at=None, interaction__company__binned_at=None)
        if not user.is_active:
            return kept.none()
        interaction: Any = self.model._meta.get_field("interaction").related_model
        rule = interaction.objects.notes_rule(user, "interaction__")
        if not isinstance(rule, Q):
            return kept
        return kept.filter(Q(assignee=user) | Q(created_by=user) | rule)

    def open(self) -> "FollowUpQuerySet":
        return self.filter(done_at=None)


class CoordinationQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "CoordinationQuerySet":
        """People of either office or its region, the partnerships team, auditors; a proposal is not for everyone."""
        kept = self.filter(company__binned_at=None)
        if not user.is_active:
            return kept.none()
        held = access(user)
        if held.reads_everything or held.has(Role.PARTNERSHIPS):
            return kept
        offices = reading_offices(held) | {h.office_id for h in held.deputised}
        rule = Q(requested_by=user) | Q(from_office__in=offices) | Q(to_office__in=offices)
        for path in regions_of((*held.held, *held.deputised)):
            rule |= Q(from_office__path__startswith=path) | Q(to_office__path__startswith=path)
        return kept.filter(rule)

    def open(self) -> "CoordinationQuerySet":
        return self.filter(state=CoordinationState.OPEN)
