"""The way of a file through the pages: upload, columns, preview, run, result, undo."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from crm.core.errors import Forbidden, TooLarge
from crm.core.tabular.csv_file import csv_rows

from .. import policies, presenters
from ..forms import ReadingForm, UploadForm
from ..models import ImportRun
from ..registries import import_kinds
from ..selectors import discarded, rows_of, visible_to
from ..services import commits, discarding, files, previews, undoing, uploads
from ..wording import shown

PER_PAGE = 50


@login_required
@require_GET
def import_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(visible_to(request.user), PER_PAGE).get_page(request.GET.get("page"))
    for run in page:
        kind = import_kinds.get(run.kind)
        run.kind_label = kind.label if kind else run.kind
    context = {"page": page, "may_start": policies.may_import_anything(request.user)}
    return render(request, "imports/import_list.html", context)


@login_required
def import_new(request: HttpRequest) -> HttpResponse:
    kinds = [kind for kind in import_kinds if kind.may_import(request.user)]
    if not kinds:
        raise Forbidden(_("Your role does not include importing. Ask your administrator for the role Staff."))
    form = UploadForm(
        request.POST or None, request.FILES or None, kinds=kinds, initial={"kind": request.GET.get("kind")}
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            run = uploads.upload(by=request.user, kind=form.cleaned_data["kind"], upload=form.cleaned_data["file"])
            return redirect("imports:detail", pk=run.pk)
        except ValidationError as problem:
            form.add_error("file", problem.messages)
            status = 413 if isinstance(problem, TooLarge) else 422
    elif form.errors:
        status = 422
    return render(request, "imports/import_form.html", {"form": form, "kinds": kinds}, status=status)


@login_required
@require_GET
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A notice or a link may lead to a file that somebody has discarded since."""
    run = visible_to(request.user).filter(pk=pk).first()
    if run is None and (gone := discarded(request.user, pk)):
        context = {"name": gone.subject_label, "at": gone.at, "by": gone.by_name if gone.by_id else ""}
        return render(request, "imports/import_discarded.html", context, status=410)
    if run is None:
        raise Http404
    stage = presenters.stage(run) if not request.GET.get("columns") else "mapping"
    return _page(request, run, stage if policies.may_map(request.user, run) or stage != "mapping" else "result")


@login_required
@require_POST
def import_reading(request: HttpRequest, pk: int) -> HttpResponse:
    run = _run(request, pk)
    policies.may_map(request.user, run).require()
    form = ReadingForm(request.POST, run=run)
    if form.is_valid():
        try:
            uploads.read_again(run=run, by=request.user, **form.cleaned_data)
            messages.success(request, _("The file was read again."))
            return redirect("imports:detail", pk=pk)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
    return _page(request, run, "mapping", status=422, reading_form=form)


@login_required
@require_POST
def import_mapping(request: HttpRequest, pk: int) -> HttpResponse:
    run = _run(request, pk)
    try:
        previews.preview(run=run, by=request.user, mapping=_posted_mapping(request, run))
    except ValidationError as problem:
        return _page(request, run, "mapping", status=422, problem=" ".join(problem.messages))
    return redirect("imports:detail", pk=pk)


@login_required
@require_POST
def import_decisions(request: HttpRequest, pk: int) -> HttpResponse:
    """Answers to the questions of the preview; `forget` takes one back."""
    run = _run(request, pk)
    asked = {key for q in run.questions for key in (q["key"], q["whole"])}
    given = {key: value for key in asked if (value := request.POST.get(f"decide-{key}"))}
    forgotten = dict.fromkeys(request.POST.getlist("forget"))
    previews.preview(run=run, by=request.user, decisions={**given, **forgotten})
    messages.success(request, _("The preview follows your decisions."))
    return redirect("imports:detail", pk=pk)


@login_required
@require_POST
def import_commit(request: HttpRequest, pk: int) -> HttpResponse:
    commits.commit(run=_run(request, pk), by=request.user)
    return redirect("imports:detail", pk=pk)


@login_required
@require_POST
def import_discard(request: HttpRequest, pk: int) -> HttpResponse:
    run = _run(request, pk)
    discarding.discard(run=run, by=request.user)
    messages.success(request, _("“%(name)s” is discarded. Nothing of it was entered.") % {"name": run.filename})
    return redirect("imports:list")


@login_required
@require_POST
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    undoing.undo(run=_run(request, pk), by=request.user)
    return redirect("imports:detail", pk=pk)


@login_required
@require_GET
def import_rows(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows with a remark as CSV, as they stood in the file, to be mended and imported again."""
    run = _run(request, pk)
    headings = [*run.reading["headings"], _("Row"), _("What became of it"), _("Why")]
    rows = (
        [
            *(entry.raw + [""] * len(headings))[: len(headings) - 3],
            entry.number,
            entry.get_outcome_display(),
            _why(entry),
        ]
        for entry in rows_of(run, show="listed").iterator(chunk_size=500)
    )
    name = f"{slugify(run.filename.rpartition('.')[0]) or 'import'}-{slugify(_('remarks'))}.csv"
    return StreamingHttpResponse(
        csv_rows(headings, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _why(entry: Any) -> str:
    return " ".join(shown(p["detail"]) for p in entry.problems)


def _run(request: HttpRequest, pk: int) -> ImportRun:
    return get_object_or_404(visible_to(request.user), pk=pk)


def _posted_mapping(request: HttpRequest, run: ImportRun) -> dict[str, Any]:
    chosen: dict[str, str] = {}
    for index, heading in enumerate(run.reading["headings"]):
        key = request.POST.get(f"column-{index}")
        if key and key in chosen:
            raise ValidationError(
                _("Two columns hold the same: “%(one)s” and “%(other)s”. Leave one of them out.")
                % {"one": chosen[key], "other": heading}
            )
        if key:
            chosen[key] = heading
    given = {
        name.removeprefix("constant-"): value for name, value in request.POST.items() if name.startswith("constant-")
    }
    return {"columns": chosen, "constants": {key: value for key, value in given.items() if value and key not in chosen}}


def _page(request: HttpRequest, run: ImportRun, stage: str, status: int = 200, **extra: Any) -> HttpResponse:
    kind = uploads.kind_of(run)
    context: dict[str, Any] = {
        "run": run,
        "kind": kind,
        "may_map": policies.may_map(request.user, run),
        "may_commit": policies.may_commit(request.user, run),
        "may_discard": policies.may_discard(request.user, run),
        "may_undo": policies.may_undo(request.user, run),
    }
    if stage == "mapping":
        sample = uploads.sample(run=run)
        context |= {
            "columns": presenters.columns(run, kind, sample),
            "constants": presenters.constants(run, kind),
            "helps": [field for field in kind.fields if field.help],
            "reading_form": ReadingForm(run=run),
            "doubt": presenters.doubts(run),
            "readings": presenters.readings(run, files.readings(run)),
        }
    elif stage != "working":
        show = request.GET.get("show", "")
        page = Paginator(rows_of(run, show=show), PER_PAGE).get_page(request.GET.get("page"))
        context |= {"page": page, "rows": [presenters.row(kind, e) for e in page], "show": show}
        context |= {"kept": run.entries.exclude(undo_note="").count() if run.undone_at else 0}
        if stage == "preview":
            context |= {"questions": presenters.questions(run, kind), "decisions": presenters.decisions(run, kind)}
    return render(request, f"imports/import_{stage}.html", context | extra, status=status)
