"""Reading saved views, bulk changes and exports: each only by whom it is for."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from crm.accounts.access import access
from crm.accounts.models import User

from .enums import Sharing
from .models import BulkChange, Export, SavedView, UsualView


def offices_of(user: User) -> set[int]:
    """The home office and those in which a role is held: whose shared views a person sees."""
    return access(user).offices() | ({user.office_id} if user.office_id else set())


def visible_views(user: User) -> QuerySet[SavedView]:
    """Own ones, those of the person's offices, those for all staff."""
    shared = Q(sharing=Sharing.EVERYONE) | Q(sharing=Sharing.OFFICE, office__in=offices_of(user))
    return SavedView.objects.filter(Q(owner=user) | shared)


def views_of(user: User, table: str) -> list[SavedView]:
    """Each with `is_usual`: the one with which the person's table opens. Taken back from them, it no longer counts."""
    chosen = UsualView.objects.filter(view=OuterRef("pk"), user=user, table=table)
    rows = visible_views(user).filter(table=table).annotate(is_usual=Exists(chosen))
    return list(rows.select_related("owner", "office"))


def visible_changes(user: User) -> QuerySet[BulkChange]:
    """Changes of many rows are no secret: all staff see the rows, and who changed them."""
    return BulkChange.objects.all() if user.is_active else BulkChange.objects.none()


def visible_exports(user: User) -> QuerySet[Export]:
    """One's own; auditors see that others took something out, and what."""
    who: Any = access(user)
    return Export.objects.all() if who.reads_everything else Export.objects.filter(by=user)
