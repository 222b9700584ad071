"""The lists of stalled partnerships, and of why partnerships ended."""

from typing import Any

from crm.accounts.access import access
from crm.listing.views.table import TableView

from .. import policies, selectors
from ..tabs import pipeline_tabs


class StalledList(TableView):
    table_key = "stalled"
    template_name = "partnerships/pipeline/stalled_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            tabs=pipeline_tabs("stalled"),
            days=selectors.settings().stalled_days,
            may_set=policies.may_set(access(self.request.user)),
            **kwargs,
        )


class EndedList(TableView):
    table_key = "ended"
    template_name = "partnerships/pipeline/ended_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(tabs=pipeline_tabs("ended"), **kwargs)
