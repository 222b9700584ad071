from typing import Any

from crm.accounts.access import access
from crm.listing.views.table import TableView

from .. import policies


class CompanyList(TableView):
    table_key = "companies"
    template_name = "companies/company_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_create=policies.may_create(access(self.request.user)), **kwargs)
