"""Papers of the demo: one page each, made here, so that there is something to open."""

from collections.abc import Sequence
from textwrap import wrap

from django.core.files.base import ContentFile

from crm.accounts.models import User
from crm.core import files
from crm.core.visibility import Visibility
from crm.workspace.demo.moments import moment

from ..agreements.services.templates import add_template
from ..enums import DocumentKind, Stage
from ..models import EngagementDocument
from .plans import Entered
from .trail import tell
from .words import PAPERS, TEMPLATES
from .writing import stamped

# Every so many partnerships have papers.
EVERY = 3


def page(*lines: str) -> bytes:
    """A PDF of one page of text."""
    shown = [piece for line in lines for piece in wrap(line, 78) or [""]]
    escaped = [line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") for line in shown]
    text = "BT /F1 11 Tf 16 TL 64 760 Td " + " ".join(f"({line}) Tj T*" for line in escaped) + " ET"
    stream = text.encode("cp1252", "replace")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    whole, starts = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        starts.append(len(whole))
        whole += b"%d 0 obj%b endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    return whole + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (len(starts) + 1, table, len(starts) + 1, len(whole))
    )


def build(entered: Sequence[Entered], *, team: User) -> None:
    rows = []
    for place, each in enumerate(entered):
        begun = each.plan.stage in (Stage.ACTIVE, Stage.COMPLETED)
        if place % EVERY or each.plan.stage in (Stage.IDENTIFIED, Stage.RESEARCHING):
            continue
        rows += [_document(each, kind, title, text) for kind, title, text in PAPERS[: 3 if begun else 1]]
        if begun:
            rows.append(_document(each, DocumentKind.AGREEMENT, "Signed agreement", each.plan.title))
    EngagementDocument.objects.bulk_create(rows)
    for row in rows:
        told = {"kind": row.kind, "visibility": row.visibility, "size": row.size, "sha256": row.sha256}
        tell(row.uploaded_at, verb="engagement_document.filed", subject=row.engagement, by=row.uploaded_by, after=told)
    for title, kind, language, note in TEMPLATES:
        body = ContentFile(page(title, "", "Between the International Organization and the company ..."))
        body.name = f"{title}.pdf"
        add_template(by=team, upload=body, title=title, kind=kind, language=language, note=note)


def _document(each: Entered, kind: str, title: str, text: str) -> EngagementDocument:
    plan = each.plan
    closed = plan.paper is not None and plan.paper.nda
    at = moment(plan.moved, 17)
    row = stamped(
        EngagementDocument,
        at,
        engagement=each.row,
        kind=kind,
        title=title,
        visibility=Visibility.OFFICE if closed else Visibility.EVERYONE,
        office=plan.office,
        uploaded_at=at,
        uploaded_by=plan.lead,
    )
    upload = ContentFile(page(title, plan.title, "", text), name=f"{title}.pdf")
    files.keep(row, upload=upload, checked=files.check(upload))
    return row
