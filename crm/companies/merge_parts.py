"""Where the bin sends somebody who looks there for a record that was merged."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from crm.core.extension_points import Elsewhere

from .merging.kinds import Kind
from .merging.survivors import merged_record
from .models import Merge


def elsewhere(kind: Kind, detail_url: str) -> Callable[[Any, int], Elsewhere | None]:
    """To its merge, where it is undone; who may not see that, to the survivor."""

    def find(user: Any, pk: int) -> Elsewhere | None:
        record = merged_record(kind.model, pk)
        if record is None:
            return None
        names = {"name": record, "survivor": record.merged_into}
        merge = Merge.objects.visible_to(user).standing().filter(**{f"source_{kind.key}": record}).first()
        if merge is None:
            text = _("%(name)s does not lie in the bin: it was merged into %(survivor)s.") % names
            return Elsewhere(text, reverse(detail_url, args=[record.merged_into_id]))
        text = _("%(name)s does not lie in the bin: it was merged into %(survivor)s. Undo the merge to have it back.")
        return Elsewhere(text % names, reverse("companies:merge_detail", args=[merge.pk]))

    return find
