"""The page of a table. An app names its table and, where it wants, a template with its own head."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.generic import TemplateView

from crm.accounts.access import access

from .. import policies, selectors
from ..forms import ViewForm
from ..paging import page_of
from ..query import TableQuery
from ..registries import tables
from ..rendering import rows_html


class TableView(LoginRequiredMixin, TemplateView):
    """`table_key` names an entry of `registries.tables`; htmx gets the table's part alone."""

    table_key = ""
    template_name = "listing/page.html"
    partial_name = "listing/_table.html"

    def get_template_names(self) -> list[str]:
        return [self.partial_name if self.request.htmx else self.template_name]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Without a question the person's usual view; `?view=` with nothing shows all."""
        self.views = selectors.views_of(request.user, self.table_key)
        if not request.GET and (usual := next((view for view in self.views if view.is_usual), None)):
            return HttpResponseRedirect(f"{request.path}?{usual.address}")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        table, user = tables[self.table_key], self.request.user
        query = TableQuery(table, self.request.GET, user)
        page = page_of(query.rows_with_related(), self.request.GET.get("page", ""), first_ids=query.first_ids)
        may_bulk = table.bulk.may(user) if table.bulk else None
        looked_up = query.looked_up([row.pk for row in page.rows])
        return super().get_context_data(
            table=table,
            query=query,
            page=page,
            body=rows_html(page.rows, query.columns, looked_up, selectable=bool(may_bulk)),
            may_bulk=may_bulk,
            **self._views(query),
            **kwargs,
        )

    def _views(self, query: TableQuery) -> dict[str, Any]:
        """The saved views, the one that is open, and whether the question went away from it."""
        user = self.request.user
        current = next((v for v in self.views if str(v.pk) == self.request.GET.get("view")), None)
        changed = current is not None and current.query != query.kept
        return {
            "views": self.views,
            "current_view": current,
            "may_update_view": changed and policies.may_change_view(access(user), current),
            "view_form": ViewForm(user=user, initial={"query": query.kept}),
        }
