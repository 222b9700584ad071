from typing import Any

import django_filters

from crm.core.api.filters import IdFilter

from ..enums import ImportState
from ..models import ImportRun
from ..registries import import_kinds


def _kinds() -> list[tuple[str, Any]]:
    return [(key, kind.label) for key, kind in import_kinds.items()]


class ImportFilter(django_filters.FilterSet):
    kind = django_filters.MultipleChoiceFilter(choices=_kinds, distinct=False)
    state = django_filters.MultipleChoiceFilter(choices=ImportState.choices, distinct=False)
    uploaded_by = IdFilter(field_name="uploaded_by_id")

    class Meta:
        model = ImportRun
        fields: list[str] = []
