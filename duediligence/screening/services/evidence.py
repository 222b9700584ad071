"""Evidence: captured with who and when, read with a trace where it is confidential, struck out and never deleted."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.companies import cleaning
from crm.core import clock, files
from crm.core.errors import TooLarge

from ...enums import EvidenceKind
from ...models import Answer, Evidence, Screening
from ..policies import research as policies
from .at_the_desk import opened
from .data import EvidenceData

_REQUIRED = {
    EvidenceKind.LINK: ("url",),
    EvidenceKind.NOTE: ("text",),
    EvidenceKind.SEARCH: ("query", "place", "results"),
    EvidenceKind.FILE: (),
}


def capture(
    *, by: User, screening_id: int, data: EvidenceData, upload: File | None = None, at: datetime | None = None
) -> Evidence:
    """Keep one piece. Raises Forbidden, Conflict, TooLarge, ValidationError by field."""
    kept: list[Evidence] = []
    try:
        with transaction.atomic():
            screening = opened(screening_id=screening_id, by=by)
            return insert(
                screening=screening,
                data=data,
                by=by,
                at=at or clock.now(),
                answer=_answer(screening, data.criterion),
                upload=upload,
                kept=kept,
            )
    except BaseException:
        # The storage knows no transactions: a file without a row would stay for ever.
        for evidence in kept:
            evidence.file.delete(save=False)
        raise


def insert(
    *,
    screening: Screening,
    data: EvidenceData,
    by: User,
    at: datetime,
    answer: Answer | None = None,
    upload: File | None = None,
    kept: list[Evidence] | None = None,
) -> Evidence:
    """Write it as a part of somebody's deed, on a locked screening. `kept` collects what the storage took."""
    told = dict(vars(data))
    del told["criterion"]
    told["title"] = cleaning.line(data.title) or (cleaning.line(upload.name) if upload else "")
    told |= {name: cleaning.line(told[name]) for name in ("url", "query", "language", "place")}
    told["text"] = cleaning.paragraphs(data.text)
    evidence = Evidence(screening=screening, answer=answer, captured_by=by, captured_at=at, **told)
    _check(evidence, upload)
    if upload is not None:
        _keep(evidence, upload)
        if kept is not None:
            kept.append(evidence)
    evidence.save()
    # Neither title nor address: the trail is read by more people than what is confidential.
    after = {"kind": evidence.kind, "confidential": evidence.confidential, "sha256": evidence.sha256}
    recorder.record(verb="screening.evidence_captured", subject=screening, by=by, after=after)
    return evidence


def _answer(screening: Screening, code: str) -> Answer | None:
    """Evidence can be captured before its question is answered, and then belongs to the screening alone."""
    return screening.answers.filter(version__criterion__code=code).first() if code else None


def _check(evidence: Evidence, upload: File | None) -> None:
    missing = {
        name: ValidationError(_("This is needed here."), code="required")
        for name in _REQUIRED[EvidenceKind(evidence.kind)]
        if getattr(evidence, name) in ("", None)
    }
    if evidence.kind == EvidenceKind.FILE and upload is None:
        missing["file"] = ValidationError(_("Choose a file."), code="required")
    if not evidence.title:
        missing["title"] = ValidationError(_("Say in a few words what this is."), code="required")
    if evidence.period_from and evidence.period_until and evidence.period_until < evidence.period_from:
        missing["period_until"] = ValidationError(_("The period ends before it begins."), code="period")
    if missing:
        raise ValidationError(missing)
    if evidence.kind != EvidenceKind.FILE and upload is not None:
        raise ValidationError({"file": ValidationError(_("A file goes with the kind “file”."), code="invalid")})
    evidence.clean_fields(exclude={"screening", "answer", "captured_by", "file"})


def _keep(evidence: Evidence, upload: File) -> None:
    try:
        checked = files.check(upload)
    except TooLarge:
        raise
    except ValidationError as problem:
        raise ValidationError({"file": problem}) from problem
    files.keep(evidence, upload=upload, checked=checked)  # type: ignore[arg-type]


@transaction.atomic
def strike(*, by: User, evidence_id: int, reason: str, at: datetime | None = None) -> Evidence:
    """Take it back: it stays for the record, and counts no longer."""
    evidence = _found(evidence_id)
    screening = opened(screening_id=evidence.screening_id, by=by)
    policies.may_strike(access(by), evidence).require()
    why = cleaning.line(reason)[:300]
    if not why:
        raise ValidationError({"reason": ValidationError(_("Say why it is struck out."), code="required")})
    evidence.struck_at, evidence.struck_reason = at or clock.now(), why
    evidence.save(update_fields=["struck_at", "struck_reason"])
    recorder.record(verb="screening.evidence_struck", subject=screening, by=by, after={"number": evidence.pk})
    return evidence


@transaction.atomic
def read_evidence(*, by: User, evidence_id: int) -> Evidence:
    """For whoever opens it or takes its file; each reading of confidential evidence stays in the trail."""
    evidence = _found(evidence_id)
    route = evidence.screening.route.all()
    policies.may_read_evidence(access(by), evidence, route).require()
    if evidence.confidential:
        recorder.record(
            verb="screening.evidence_read", subject=evidence.screening, by=by, after={"number": evidence.pk}
        )
    return evidence


def _found(evidence_id: int) -> Evidence:
    rows = Evidence.objects.select_related("screening__office__parent", "screening__company", "captured_by")
    found: Evidence = rows.get(pk=evidence_id)
    return found
