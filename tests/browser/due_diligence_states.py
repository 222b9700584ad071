"""Due diligence as those see it whose work it is: an open desk, the decider, the committee, what was decided."""

from types import SimpleNamespace

from django.urls import reverse

from crm.core import clock
from duediligence.models import Screening
from duediligence.screening.services.conditions import ConditionData, propose_conditions
from duediligence.screening.services.decisions import decide, return_screening
from duediligence.screening.services.votes import cast_vote
from tests.due_diligence_world import waiting_screening

Pages = dict[str, list[tuple[str, str]]]


def states(cast: SimpleNamespace, ids: dict[str, object]) -> Pages:
    """{person: [(name, path)]}, on top of what the world of doors holds."""
    desk = Screening.objects.get(pk=ids["duediligence:desk pk"])
    advised = [ConditionData("Publish the audit", cast.focal_point, clock.today(), before_signature=True)]
    propose_conditions(by=cast.partnerships_officer, screening_id=desk.pk, conditions=advised)
    low, high, highest, excluded, rejected, returned = (
        waiting_screening(cast, rating) for rating in ("low", "high", "very_high", "excluded", "low", "low")
    )
    cast_vote(by=cast.regional_director, screening_id=high.pk, vote="approve", reason="A good plan.")
    decide(by=cast.chief_of_mission, screening_id=rejected.pk, outcome="rejected", reason="Too dear.")
    return_screening(by=cast.chief_of_mission, screening_id=returned.pk, reason="Who owns it?")
    return {
        "partnerships_officer": [
            _page("desk", desk.pk, "open"),
            _page("desk", returned.pk, "returned"),
            _page("risks", desk.pk),
            _page("hit", ids["duediligence:hit pk"], "open"),
            _page("clearance", ids["duediligence:clearance pk"], "its guards"),
            _page("raise_risk", ids["duediligence:raise_risk pk"]),
            _page("concern", ids["duediligence:concern pk"], "to be looked into"),
            _page("watchlist", "un", "may load"),
            *(_page(name) for name in ("queue", "screening_list", "hits", "clearance_list", "concern_list")),
            *(_page(name) for name in ("criterion_new", "sector_new", "theme_new", "authority_edit")),
            _page("criterion_edit", "arms"),
        ],
        "chief_of_mission": [_page("decision_list"), _page("decision", low.pk, "mine")],
        "committee_member": [
            _page("committee"),
            _page("decision", high.pk, "my vote"),
            _page("decision", excluded.pk, "excluded"),
        ],
        "regional_director": [_page("decision", high.pk, "voted")],
        "auditor": [
            _page("decision", highest.pk, "not mine"),
            _page("decision", rejected.pk, "decided"),
            _page("screening", rejected.pk, "decided"),
            _page("evidence", ids["duediligence:evidence pk"]),
        ],
    }


def _page(name: str, key: object = None, state: str = "") -> tuple[str, str]:
    path = reverse(f"duediligence:{name}", args=[] if key is None else [key])
    return f"duediligence:{name}{f' ({state})' if state else ''}", path
