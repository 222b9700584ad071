"""A memo on paper, made from its stored JSON alone: the same bytes today and in three years.

The JSON is handed over as data; the templates and the fonts are the program's own (docs/adr/0021).
"""

import json
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from anyascii import anyascii

_HERE = Path(__file__).parent
# What the fonts cannot draw, Chinese signs for instance, is shown romanised; the JSON has it as it is.
_COVERED = ((0x0000, 0x024F), (0x0370, 0x052F), (0x0600, 0x06FF), (0x1E00, 0x1FFF), (0x2000, 0x22FF), (0xFB50, 0xFEFF))


@lru_cache(maxsize=16)
def as_pdf(body: str, sha256: str) -> bytes:
    """Tagged (PDF/UA-1), A4. Raises LookupError for a form that no template knows."""
    document = json.loads(body)
    template = _HERE / "templates" / f"{document['form']}.typ"
    if not template.exists():
        raise LookupError(f"No template for memos of form {document['form']}.")
    frozen = datetime.fromisoformat(document["frozen_at"])
    import typst  # 80 MB, of which a web worker needs nothing before somebody asks for a memo

    made: bytes = typst.compile(
        str(template),
        root=str(_HERE),
        font_paths=[str(_HERE / "fonts")],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"memo": json.dumps(_readable(document)), "sha256": sha256},
        pdf_standards=["ua-1"],
        timestamp=int(frozen.timestamp()),
    )
    return made


def _readable(value: object) -> object:
    if isinstance(value, str):
        return "".join(sign if _is_covered(sign) else anyascii(sign) for sign in value)
    if isinstance(value, dict):
        return {key: _readable(each) for key, each in value.items()}
    return [_readable(each) for each in value] if isinstance(value, list) else value


def _is_covered(sign: str) -> bool:
    return any(low <= ord(sign) <= high for low, high in _COVERED)
