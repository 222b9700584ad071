"""What the pages of an import ask; every rule about a file or a mapping is the services'."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import ImportRun
from .reading import delimiters, encodings
from .registries import ImportKind
from .services.files import ACCEPT

DELIMITERS = {",": _("Comma"), ";": _("Semicolon"), "\t": _("Tab"), "|": _("Vertical bar")}
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": _("UTF-8 with a mark"),
    "utf-16": "UTF-16",
    "utf-16-le": _("UTF-16 (little-endian)"),
    "utf-16-be": _("UTF-16 (big-endian)"),
    "utf-32": "UTF-32",
    "cp1252": _("Western (Windows-1252)"),
    "iso-8859-15": _("Western (ISO 8859-15)"),
    "cp1250": _("Central European (Windows-1250)"),
    "cp1251": _("Cyrillic (Windows-1251)"),
    "cp1253": _("Greek (Windows-1253)"),
    "cp1254": _("Turkish (Windows-1254)"),
    "cp1256": _("Arabic (Windows-1256)"),
    "mac_roman": _("Western (Mac Roman)"),
    "gb18030": _("Simplified Chinese (GB 18030)"),
    "big5": _("Traditional Chinese (Big5)"),
    "shift_jis": _("Japanese (Shift JIS)"),
    "euc_kr": _("Korean (EUC-KR)"),
}


class UploadForm(forms.Form):
    kind = forms.ChoiceField(label=_("What the file holds"))
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, TSV or XLSX, with the names of the columns in a row above the data."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )

    def __init__(self, *args: Any, kinds: list[ImportKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(k.key, k.label) for k in kinds]  # type: ignore[attr-defined]


class ReadingForm(forms.Form):
    """How the file is read: only what this format leaves open."""

    def __init__(self, *args: Any, run: ImportRun, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reading = run.reading
        if reading["format"] == "csv":
            names = dict.fromkeys([reading["encoding"], *encodings.OFFERED])
            self._choice("encoding", _("How letters are written"), [(n, ENCODINGS.get(n, n)) for n in names], reading)
            known = {reading["delimiter"]: reading["delimiter"], **DELIMITERS}
            self._choice(
                "delimiter",
                _("Columns are parted by"),
                [(d, DELIMITERS.get(d, d)) for d in known if d in delimiters.OFFERED or d == reading["delimiter"]],
                reading,
            )
        elif len(reading["sheets"]) > 1:
            self._choice("sheet", _("Sheet"), [(s, s) for s in reading["sheets"]], reading)
        self.fields["heading_row"] = forms.IntegerField(
            label=_("Row with the names of the columns"), min_value=1, max_value=10_000, initial=reading["heading_row"]
        )

    def _choice(self, name: str, label: Any, choices: list[tuple[str, Any]], reading: dict[str, Any]) -> None:
        self.fields[name] = forms.ChoiceField(label=label, choices=choices, initial=reading[name])
