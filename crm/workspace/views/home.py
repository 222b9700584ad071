from collections import Counter
from itertools import chain
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from crm.core import clock
from crm.core.waiting import Waiting, waiting_for

from ..selectors import changes_since, commands_for, figures_for
from ..services.visits import note_visit

# Lines before "show all".
SHOWN = 25
CHANGES = 12
ACTIONS = 4


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Waiting for me, what changed, figures, quick actions: filled by the other apps."""
    user, today = request.user, clock.today()
    waiting = waiting_for(user, on=today)
    since = note_visit(user=user, at=clock.now())
    return render(
        request,
        "workspace/home.html",
        {
            **_lines(waiting, kind=request.GET.get("kind", ""), everything="all" in request.GET),
            "since": since,
            "changes": changes_since(user, since, limit=CHANGES),
            "figures": figures_for(user, on=today),
            "actions": commands_for(user, limit=ACTIONS),
        },
    )


def _lines(waiting: Waiting, *, kind: str, everything: bool) -> dict[str, Any]:
    """Lapsed ones first; a kind narrows both parts, and long lists are cut."""
    counts = Counter(str(item.kind) for item in chain(waiting.lapsed, waiting.due))
    lapsed = [item for item in waiting.lapsed if kind in ("", str(item.kind))]
    due = [item for item in waiting.due if kind in ("", str(item.kind))]
    room = len(lapsed) + len(due) if everything else SHOWN
    tabs = [{"label": _("All"), "url": "?", "count": len(waiting), "current": not kind}]
    tabs += [
        {"label": name, "url": f"?kind={name}", "count": count, "current": kind == name}
        for name, count in sorted(counts.items())
    ]
    return {
        "tabs": tabs if len(counts) > 1 else [],
        "lapsed": lapsed[:room],
        "due": due[: max(room - len(lapsed), 0)],
        "lapsed_count": len(lapsed),
        "left_out": max(len(lapsed) + len(due) - room, 0),
    }
