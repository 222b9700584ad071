"""Saved views: kept under a name, shared, changed, forgotten, made the usual one."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder

from .. import policies
from ..enums import Sharing
from ..models import SavedView, UsualView
from ..selectors import visible_views

_FIELDS = ("name", "sharing", "query")


@transaction.atomic
def save_view(*, by: User, table: str, name: str, query: str, sharing: str = Sharing.PRIVATE) -> SavedView:
    """Keep a question under a name. Raises Forbidden, Conflict, or ValidationError where the name is taken."""
    policies.may_share(access(by), sharing).require()
    _refuse_taken_name(by, table, name)
    office = by.office if sharing == Sharing.OFFICE else None
    view = SavedView.objects.create(table=table, name=name, query=query, owner=by, office=office, sharing=sharing)
    recorder.record(verb="saved_view.saved", subject=view, by=by, after=_as_said(view))
    return view


@transaction.atomic
def change_view(
    *, view_id: int, by: User, name: str | None = None, sharing: str | None = None, query: str | None = None
) -> SavedView:
    """Rename it, share it with others, or let it ask something else. Raises Forbidden, Conflict, ValidationError."""
    view = visible_views(by).select_for_update(of=("self",)).select_related("owner").get(pk=view_id)
    policies.may_change_view(access(by), view).require()
    before = _as_said(view)
    if name is not None and name != view.name:
        _refuse_taken_name(view.owner, view.table, name)
        view.name = name
    if sharing is not None and sharing != view.sharing:
        policies.may_share(access(by), sharing).require()
        view.sharing, view.office = sharing, view.owner.office if sharing == Sharing.OFFICE else None
    if query is not None:
        view.query = query
    view.save()
    recorder.record(verb="saved_view.changed", subject=view, by=by, before=before, after=_as_said(view))
    return view


@transaction.atomic
def delete_view(*, view_id: int, by: User) -> None:
    """Forget the name; the rows stay where they are."""
    view = visible_views(by).select_for_update(of=("self",)).select_related("owner").get(pk=view_id)
    policies.may_change_view(access(by), view).require()
    recorder.record(verb="saved_view.deleted", subject=view, by=by, before=_as_said(view))
    view.delete()


@transaction.atomic
def set_usual_view(*, by: User, table: str, view_id: int | None) -> None:
    """Let the person's table open with this view, or (None) with everything."""
    UsualView.objects.filter(user=by, table=table).delete()
    view = visible_views(by).get(pk=view_id, table=table) if view_id is not None else None
    if view:
        UsualView.objects.create(user=by, table=table, view=view)
    after = {"table": table, "view": view.name if view else ""}
    recorder.record(verb="usual_view.set", subject=view or by, by=by, after=after)


def _refuse_taken_name(owner: User, table: str, name: str) -> None:
    if SavedView.objects.filter(owner=owner, table=table, name=name).exists():
        raise ValidationError({"name": _("There is a view with this name already. Choose another name.")})


def _as_said(view: SavedView) -> dict[str, str]:
    return {field: getattr(view, field) for field in _FIELDS}
