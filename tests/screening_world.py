"""Request and desk in the world of doors: a draft, and a screening on the desk with one of each kind."""

from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile

from crm.core import clock
from duediligence.criteria.selectors import themes
from duediligence.models import (
    Answer,
    Controversy,
    CriterionVersion,
    Evidence,
    Risk,
    SalesActivity,
    ScreenedParty,
    Screening,
    ScreeningMove,
)
from tests.factories import CompanyFactory, ScreeningFactory


def _screening(cast: SimpleNamespace, **changes) -> Screening:
    told = {"office": cast.senegal, "requested_by": cast.focal_point, "researcher": cast.partnerships_officer}
    company = changes.pop("company", None) or CompanyFactory(lead_office=cast.senegal)
    return ScreeningFactory(company=company, **told | changes)


def on_the_desk(cast: SimpleNamespace, screening: Screening, number: int = 0) -> dict[str, int]:
    """One more of each kind that a desk has; their ids."""
    by, at = cast.partnerships_officer, clock.now()
    common = {"captured_by": by, "captured_at": at, "filename": "a.pdf", "content_type": "application/pdf", "size": 1}
    evidence = Evidence(screening=screening, kind="file", title=f"Report {number}", sha256="0" * 64, **common)
    evidence.file.save(f"{number}.pdf", SimpleUploadedFile("a.pdf", b"%PDF-1.7"))
    version = CriterionVersion.objects.order_by("pk")[number]
    Answer.objects.create(screening=screening, version=version, value="unknown", answered_by=by, answered_at=at)
    ScreeningMove.objects.create(screening=screening, source="draft", target="research", by=by, at=at)
    party = ScreenedParty.objects.create(screening=screening, role="director", kind="person", name=f"Person {number}")
    sold = SalesActivity.objects.create(screening=screening, activity=f"Goods {number}")
    held = Controversy.objects.create(
        screening=screening,
        theme=themes()[number % 5],
        severity=1,
        happened_on=at.date(),
        text="x",
        source="y",
        noted_by=by,
    )
    risk = Risk.objects.create(screening=screening, kind="political", text="x", likelihood=1, impact=1, owner=by)
    return {
        "evidence": evidence.pk,
        "party": party.pk,
        "activity": sold.pk,
        "controversy": held.pk,
        "risk": risk.pk,
    }


# The REST doors of what lies on a desk.
_DOORS = {
    "party": "party",
    "evidence": "evidence",
    "sales-activity": "activity",
    "controversy": "controversy",
    "risk": "risk",
}


def screenings(cast: SimpleNamespace) -> dict[str, object]:
    desk = _screening(cast)
    draft = _screening(cast, state="draft", requested_at=None, researcher=None)
    ids = on_the_desk(cast, desk)
    added = ScreenedParty.objects.create(screening=draft, role="founder", kind="person", name="Somebody")
    rows = {"activit": "activity", "controvers": "controversy", "risk": "risk"}
    at_the_desk = ("answer-questions", "detail", "send", "start-research", "submit")
    return {
        "api:screening pk": Screening.objects.filter(state="awaiting_decision").earliest("pk").pk,
        "duediligence:desk pk": desk.pk,
        "duediligence:desk_answer code": "arms",
        "duediligence:evidence pk": ids["evidence"],
        "duediligence:evidence_add pk": desk.pk,
        "duediligence:evidence_add kind": "note",
        "duediligence:request_ pk": draft.pk,
        "duediligence:party_add pk": draft.pk,
        "duediligence:party_drop pk": added.pk,
        "duediligence:screening pk": desk.pk,
        **{f"api:screening-{name} pk": desk.pk for name in at_the_desk},
        **{f"duediligence:{name} pk": desk.pk for name in rows},
        **{f"api:{name} pk": ids[key] for name, key in _DOORS.items()},
        "api:screening-proposed-parties pk": draft.pk,
        **{f"duediligence:{name} row": ids[key] for name, key in rows.items()},
    }


def one_more_screening(cast: SimpleNamespace, number: int) -> None:
    """A draft and a request more, and more on the desk of the one that is looked at."""
    on_the_desk(cast, Screening.objects.filter(evidence__isnull=False).earliest("pk"), number)
    # A page of companies holds fifty: one that is screened twice, not two.
    company = _screening(cast).company
    _screening(cast, company=company, state="draft", requested_at=None, researcher=None)
