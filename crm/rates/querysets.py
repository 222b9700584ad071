from typing import Any

from django.db import models


class ExchangeRateQuerySet(models.QuerySet):
    def visible_to(self, _user: Any) -> "ExchangeRateQuerySet":
        """Open to everybody: whoever reads an amount in USD may see where it comes from."""
        return self.all()
