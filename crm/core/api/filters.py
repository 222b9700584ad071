from typing import Any

from django_filters.rest_framework import DjangoFilterBackend


class AskedFilters(DjangoFilterBackend):
    """Only the filters that the address names are made: each costs a form field, asked for or not."""

    def get_filterset(self, request: Any, queryset: Any, view: Any) -> Any:
        filterset = super().get_filterset(request, queryset, view)
        if filterset is not None:
            for name in list(filterset.filters):
                # A range or a lookup adds its own ending to the name.
                if not any(asked == name or asked.startswith(f"{name}_") for asked in request.query_params):
                    del filterset.filters[name]
        return filterset
