"""Three lists of screenings with one head: mine, the desk's, all."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.listing.views.table import TableView

from ..policies.requests import may_request
from ..policies.research import may_work_at_the_desk


class _ScreeningList(TableView):
    template_name = "duediligence/screening_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_request=may_request(access(self.request.user)), tabs=self._tabs(), **kwargs)

    def _tabs(self) -> list[dict[str, Any]]:
        held = access(self.request.user)
        shown = [("my_requests", _("My requests"), bool(may_request(held)))]
        shown.append(("queue", _("Research queue"), bool(may_work_at_the_desk(held)) or held.reads_everything))
        shown.append(("screenings", _("All screenings"), True))
        return [
            {"label": label, "url": reverse(f"duediligence:{_PAGES[key]}"), "current": key == self.table_key}
            for key, label, is_shown in shown
            if is_shown
        ]


_PAGES = {"my_requests": "my_requests", "queue": "queue", "screenings": "screening_list"}


class MyRequests(_ScreeningList):
    table_key = "my_requests"


class ResearchQueue(_ScreeningList):
    """What the team does is no secret among the staff; the tab is the team's."""

    table_key = "queue"


class AllScreenings(_ScreeningList):
    table_key = "screenings"
