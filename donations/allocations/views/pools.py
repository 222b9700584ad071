"""What can be allocated, by cause, how long it has waited, and the gifts that it consists of."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from crm.accounts.access import access
from crm.accounts.requests import SignedInRequest
from crm.core import clock

from ...models import Cause, Donation
from .. import policies, presenters, selectors

PER_PAGE = 50


@login_required
@require_GET
def pool_list(request: SignedInRequest) -> HttpResponse:
    policies.may_see_pools(access(request.user)).require()
    pools = selectors.pools(on=clock.today())
    context = {
        "lines": [presenters.line_of(each) for each in pools],
        "total": sum((each.usd for each in pools), selectors.NOTHING),
        "chart": presenters.trend(pools),
        "may_propose": policies.may_propose(access(request.user)),
    }
    return render(request, "donations/allocations/pool_list.html", context)


@login_required
@require_GET
def pool_detail(request: SignedInRequest, pk: int | None = None) -> HttpResponse:
    held = access(request.user)
    policies.may_see_pools(held).require()
    cause = get_object_or_404(Cause, pk=pk) if pk else None
    pool = selectors.pool_of(cause, on=clock.today())
    page = Paginator(selectors.gifts_in_pool(pk), PER_PAGE).get_page(request.GET.get("page"))
    rows: list[Any] = list(page)
    mine = Donation.objects.visible_to(request.user).filter(pk__in=[row.pk for row in rows])
    seen = set(mine.values_list("pk", flat=True))
    context = {
        "pool": pool,
        "line": presenters.line_of(pool),
        "page": page,
        "gifts": [(row, row.pk in seen) for row in rows],
        "chart": presenters.trend([pool]),
        "may_propose": policies.may_propose(held),
    }
    return render(request, "donations/allocations/pool_detail.html", context)
