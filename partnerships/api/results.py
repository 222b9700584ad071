"""What the doors of results share: whose results these are, and who may change them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.api.views import BinMixin, RecordViewSet
from crm.core.verdict import Verdict

from ..engagements import policies
from ..models import Engagement


class ResultViewSet(BinMixin, RecordViewSet):
    """Results of engagements, which every office sees. DELETE takes back what was entered by mistake."""

    http_method_names = ["get", "post", "patch", "delete", "head", "options"]

    def engagement_of(self, instance: Any) -> Engagement:
        return instance.partnership

    def may_create(self) -> Verdict:
        return policies.may_work(access(self.request.user))

    def may_change(self, instance: Any) -> Verdict:
        engagement = self.engagement_of(instance)
        offices = engagement.offices.values_list("pk", flat=True)
        return policies.may_change(access(self.request.user), engagement, list(offices))

    def chosen(self, field: str, pk: int, *, partnership: bool = True) -> int:
        """The engagement that the body names; raises ValidationError under `field`."""
        rows = Engagement.objects.visible_to(self.request.user)
        rows = rows.partnerships() if partnership else rows
        if not rows.filter(pk=pk).exists():
            text = _("There is no such partnership.") if partnership else _("There is no such engagement.")
            raise ValidationError({field: ValidationError(text, code="does_not_exist")})
        return pk

    def stays(self, field: str, said: dict[str, Any], instance: Any) -> dict[str, Any]:
        """What is changed; raises ValidationError where it would go to another engagement."""
        if field in said and said[field] != self.engagement_of(instance).pk:
            text = _("This stays where it is. Take it out, and enter it there.")
            raise ValidationError({field: ValidationError(text, code="invalid")})
        return {name: value for name, value in said.items() if name != field}
