"""What the pages show of an import, made ready for the templates."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .forms import ENCODINGS
from .mapping import Mapping
from .models import ImportRow, ImportRun
from .reading.encodings import SURE
from .registries import ImportField, ImportKind
from .wording import shown

SHORT = 60


def stage(run: ImportRun) -> str:
    """Which page an import has now."""
    if run.job and run.job.is_open:
        return "working"
    return {"mapping": "mapping", "previewed": "preview"}.get(run.state, "result")


def readings(run: ImportRun, lines: dict[str, str]) -> list[dict[str, Any]]:
    """The encodings that fit, each with the same line of the file, to choose by looking."""
    return [
        {"encoding": name, "label": ENCODINGS.get(name, name), "line": line, "now": name == run.reading["encoding"]}
        for name, line in lines.items()
    ]


def doubts(run: ImportRun) -> str:
    """The sentence about an encoding that was not proved, or nothing."""
    reading = run.reading
    if reading["format"] != "csv" or reading["confidence"] >= SURE or reading["chosen"]:
        return ""
    return _(
        "The file does not say how its letters are written. It was read as %(name)s, with a confidence of %(sure)s per "
        "cent. Look at names with accents below; if they are wrong, choose another way."
    ) % {"name": ENCODINGS.get(reading["encoding"], reading["encoding"]), "sure": reading["confidence"]}


def columns(run: ImportRun, kind: ImportKind, sample: list[tuple[int, list[str]]]) -> list[dict[str, Any]]:
    """Each column with samples and the field that it feeds."""
    feeds = {heading: key for key, heading in Mapping.of(run.mapping).columns.items()}
    return [
        {
            "index": index,
            "heading": heading,
            "samples": list(dict.fromkeys(_short(cells[index]) for _n, cells in sample if cells[index].strip()))[:3],
            "field": feeds.get(heading, ""),
        }
        for index, heading in enumerate(run.reading["headings"])
    ]


def constants(run: ImportRun, kind: ImportKind) -> list[dict[str, Any]]:
    given = Mapping.of(run.mapping).constants
    return [
        {
            "key": f.key,
            "label": f.label,
            "help": f.help,
            "value": given.get(f.key, ""),
            "choices": f.choices() if f.choices else None,
        }
        for f in kind.fields
        if f.constant
    ]


def questions(run: ImportRun, kind: ImportKind) -> list[dict[str, Any]]:
    """What the preview asks, with the field's label and, where any value will do, its whole list. Several questions
    with the same answers can be answered at once."""
    asked = [{**q, "label": label(kind, q["field"]), "choices": _all(kind, q)} for q in worded(run.questions)]
    alike: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for q in asked:
        alike.setdefault((q["whole"], *((o["value"], o["label"]) for o in q["options"])), []).append(q)
    answer = []
    for group in alike.values():
        if len(group) > 1 and group[0]["options"]:
            answer.append(_at_once(group))
        answer += group
    return answer


def _at_once(group: list[dict[str, Any]]) -> dict[str, Any]:
    about = ngettext("All %(count)s question", "All %(count)s questions", len(group)) % {"count": len(group)}
    detail = _("The same decision for the questions below that are not decided by themselves.")
    rows = sum(q["rows"] for q in group)
    return {**group[0], "key": group[0]["whole"], "about": about, "detail": detail, "rows": rows, "at_once": True}


def worded(questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """In the reader's language."""
    return [
        {**q, "detail": shown(q["detail"]), "options": [{**o, "label": shown(o["label"])} for o in q["options"]]}
        for q in questions
    ]


def _all(kind: ImportKind, question: dict[str, Any]) -> list[tuple[str, Any]]:
    found = kind.field(question["field"])
    return found.choices() if question["any_value"] and found and found.choices else []


def decisions(run: ImportRun, kind: ImportKind) -> list[dict[str, str]]:
    """What was decided, so that it can be taken back."""
    answer = []
    for key, value in run.decisions.items():
        name, _code, about = key.split("|", 2)
        found = kind.field(name)
        words = dict(found.choices()) if found and found.choices else {}
        said = (
            _("left empty")
            if value == "-" and name
            else _("left out")
            if value == "-"
            else str(words.get(value, value))
        )
        about = _("all of this kind") if about == "*" else about
        answer.append({"key": key, "label": label(kind, name), "about": about, "value": said})
    return answer


def label(kind: ImportKind, key: str) -> str:
    found: ImportField | None = kind.field(key)
    return str(found.label) if found else _("Whole row")


def row(kind: ImportKind, entry: ImportRow) -> dict[str, Any]:
    path = kind.subject_path(entry.subject_id) if kind.subject_path and entry.subject_id and not entry.undone else ""
    return {
        "number": entry.number,
        "label": entry.label or " · ".join(c for c in entry.raw if c.strip())[:SHORT],
        "outcome": entry.get_outcome_display(),
        "tone": entry.tone,
        "problems": [{**p, "field": label(kind, p["field"]), "detail": shown(p["detail"])} for p in entry.problems],
        "path": path,
        "note": entry.undo_note,
        "undone": entry.undone,
    }


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= SHORT else f"{plain[:SHORT]}…"
