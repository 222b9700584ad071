"""What can be allocated, over REST: to read."""

from typing import Any

from drf_spectacular.helpers import forced_singular_serializer
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from crm.accounts.access import access
from crm.core import clock
from crm.core.api.fields import ident

from ..allocations import policies, selectors
from ..models import Cause


class PoolSerializer(serializers.Serializer):
    """`source` is the id of the cause, null for what was given without one. Ages are in days, the mean weighted by
    amount; `held_usd` belongs to gifts whose intent is in question, and can't be allocated yet.
    """

    source = serializers.CharField(read_only=True, allow_null=True)
    usd = serializers.CharField(read_only=True)
    gifts = serializers.IntegerField(read_only=True)
    oldest_on = serializers.DateField(read_only=True, allow_null=True)
    mean_age = serializers.IntegerField(read_only=True, allow_null=True)
    proposed_usd = serializers.CharField(read_only=True)
    held_usd = serializers.CharField(read_only=True)

    def to_representation(self, pool: Any) -> dict[str, Any]:
        return {
            "source": ident(pool.cause_id),
            "usd": f"{pool.usd:.2f}",
            "gifts": pool.gifts,
            "oldest_on": pool.oldest_on and pool.oldest_on.isoformat(),
            "mean_age": pool.mean_age,
            "proposed_usd": f"{pool.proposed_usd:.2f}",
            "held_usd": f"{pool.held_usd:.2f}",
        }


class PoolsSerializer(serializers.Serializer):
    """In the shape of every list; the pools fit one page."""

    count = serializers.IntegerField()
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = PoolSerializer(many=True)


class PoolViewSet(GenericViewSet):
    """The pools: what came without a cause first, then one for each cause."""

    http_method_names = ["get", "head", "options"]
    serializer_class = PoolsSerializer
    queryset = Cause.objects.none()
    filter_backends = ()
    pagination_class = None

    @extend_schema(operation_id="pools_list", responses=forced_singular_serializer(PoolsSerializer))
    def list(self, request: Request) -> Response:
        policies.may_see_pools(access(request.user)).require()
        pools = selectors.pools(on=clock.today())
        told = PoolSerializer(pools, many=True).data
        return Response({"count": len(told), "next": None, "previous": None, "results": told})
