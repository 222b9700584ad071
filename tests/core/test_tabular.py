"""Rule 9 of the sturdiness list: what looks like a formula is text in both formats, and comes back as it was."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from crm.core.tabular import csv_rows, shield, unshield, write_xlsx, xlsx_file

RISKY = [
    "=1+1",
    "+254 20",
    "-5",
    "@sum",
    "\tx",
    "\rx",
    "  =1",
    "\u00a0=1",
    "'=1",
    "''  +1",
    "'",
    "''",
    "'a",
    "",
    "-",
    "＝1",
]
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", "\ra", "   =1", "\u00a0+1", "'=1"])
def test_what_looks_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert shield(text) == "'" + text


@pytest.mark.parametrize("text", ["", "Acme", "'tis", "3M", "a=b", "A-Z", "...", "'"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert shield(text) == text == unshield(text)


@given(st.lists(texts | st.sampled_from(RISKY), min_size=1, max_size=5))
@example(RISKY)
def test_csv_comes_back(cells: list[str]) -> None:
    content = b"".join(csv_rows([f"c{n}" for n in range(len(cells))], [cells]))
    written = read_csv(content)[1] if cells != [""] else [""]
    assert [unshield(text) for text in written] == cells
    assert not any(text.lstrip()[:1] in {*"=+-@"} for text in written if text.strip())


@pytest.mark.parametrize("fast", [True, False])
def test_xlsx_comes_back(tmp_path, monkeypatch, fast: bool) -> None:
    if not fast:
        monkeypatch.setattr(xlsx_file, "write_worksheet", None)
    target = str(tmp_path / "a.xlsx")

    @settings(max_examples=60 if fast else 25, deadline=None)
    @given(st.lists(texts | st.sampled_from(RISKY), min_size=2, max_size=5))
    @example([*RISKY, "_x0041_", "http://a.example", "0012", "TRUE"])
    def comes_back(cells: list[str]) -> None:
        # XML has no other control characters and knows one line end.
        cells = ["".join(c for c in cell if c >= " " or c in "\t\n") for cell in cells]
        write_xlsx(target, ["first", *(f"c{n}" for n in range(len(cells)))], [["x", *cells]])
        row = CalamineWorkbook.from_path(target).get_sheet_by_index(0).to_python()[1]
        assert [*row, *[""] * (len(cells) + 1 - len(row))] == ["x", *cells]

    comes_back()


@pytest.mark.parametrize("fast", [True, False])
def test_numbers_and_dates_keep_their_kind_and_columns_may_mix(tmp_path, monkeypatch, fast: bool) -> None:
    if not fast:
        monkeypatch.setattr(xlsx_file, "write_worksheet", None)
    moment = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)
    rows = [
        [1, None, date(2026, 11, 20), "a" * 40_000, None],
        ["=2", Decimal("2.5"), None, "", moment],
        [None, True, "late", "x", None],
    ]
    target = str(tmp_path / "a.xlsx")
    write_xlsx(target, ["a", "b", "c", "d", "e"], rows)
    first, second, third = CalamineWorkbook.from_path(target).get_sheet_by_index(0).to_python()[1:]
    assert first[:3] == [1, "", date(2026, 11, 20)]
    assert len(first[3]) == 32_767
    assert second == ["=2", 2.5, "", "", datetime(2026, 11, 20, 13, 30)]
    assert third == ["", True, "late", "x", ""]


def test_no_rows_still_give_the_headings(tmp_path) -> None:
    target = str(tmp_path / "a.xlsx")
    write_xlsx(target, ["Name", "Country"], [])
    assert CalamineWorkbook.from_path(target).get_sheet_by_index(0).to_python()[0] == ["Name", "Country"]
    assert read_csv(b"".join(csv_rows(["Name"], []))) == [["Name"]]


def test_csv_writes_values_plainly() -> None:
    content = b"".join(csv_rows(["a"] * 5, [[1, Decimal("-2.50"), date(2026, 11, 20), None, "é"]]))
    assert content.startswith(b"\xef\xbb\xbf")
    assert read_csv(content)[1] == ["1", "-2.50", "2026-11-20", "", "é"]
