import io
import time
import tracemalloc

import pytest
from django.core.exceptions import ValidationError

from crm.core.errors import TooLarge
from crm.imports.reading import table
from crm.imports.services import files

from .conftest import csv_file, with_sheet, xlsx_file

ACCENTS = "Société,País\nCrédit Agricole,España\nDüsseldorf Öl,Côte d’Ivoire\n"
HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
TAIL = "</sheetData></worksheet>"


def read(content, **chosen):
    return table.read(io.BytesIO(content) if isinstance(content, bytes) else content, **chosen)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_what_proves_its_encoding_is_read_for_certain(encoding):
    reading, rows = read(ACCENTS.encode(encoding))
    assert reading.headings == ("Société", "País")
    assert rows[1] == (3, ["Düsseldorf Öl", "Côte d’Ivoire"])
    assert reading.confidence >= 90


def test_mac_roman_is_never_taken_for_certain_and_can_be_chosen():
    content = ACCENTS.encode("mac_roman")
    assert read(content)[0].confidence < 100
    assert read(content, encoding="mac_roman")[0].headings == ("Société", "País")
    with pytest.raises(ValidationError, match="cannot be read with this encoding"):
        read(content, encoding="utf-8")


@pytest.mark.parametrize(("delimiter", "name"), [(";", "a;b"), ("\t", "a\tb"), ("|", "a|b"), (",", "a,b")])
def test_the_delimiter_is_found_also_with_others_inside_quotes(delimiter, name):
    text = delimiter.join(["Name", "City", "Notes"]) + "\n"
    text += "".join(delimiter.join([f'"{name}"', "Dakar", '"x, y; z"']) + "\n" for _ in range(5))
    reading, rows = read(text.encode())
    assert reading.delimiter == delimiter
    assert rows[0] == (2, [name, "Dakar", "x, y; z"])


def test_title_rows_and_a_cover_sheet_are_passed_over_and_shown():
    cover = ("Read me", [["Please fill in the next sheet"]])
    data = (
        "Data",
        [["Companies of the region, 2026"], [], ["Name", "Country", "Name", ""], ["Acme", "Chad", "x", 7.0]],
    )
    reading, rows = read(xlsx_file(cover, data))
    assert (reading.sheet, reading.heading_row, reading.above) == ("Data", 3, ("Companies of the region, 2026",))
    assert reading.headings == ("Name", "Country", "Name (2)", "Column D")
    assert rows == [(4, ["Acme", "Chad", "x", "7"])]


def test_what_our_own_export_shielded_comes_back_as_it_was():
    assert read(b"Name,Notes\nAcme,'=1+1\n")[1] == [(2, ["Acme", "=1+1"])]


@pytest.mark.parametrize("name", ["../../etc/passwd.csv", "C:\\Temp\\list.csv", "a\x00b/list.csv", "li\u202est.csv"])
def test_names_that_are_paths_are_cut_to_their_last_part(name):
    assert files.clean_name(name) in ("passwd.csv", "list.csv")


@pytest.mark.parametrize("name", ["list.exe", "csv", ".csv", "list", "list.csv.bat", "../.."])
def test_other_files_are_refused(name):
    with pytest.raises(ValidationError, match="CSV, TSV or XLSX"):
        files.clean_name(name)


def bomb_of_zeros():
    return with_sheet(HEAD + "<row r='1'><c><v>" + "0" * 80_000_000 + "</v></c></row>" + TAIL)


def million_empty_rows():
    rows = "".join(f'<row r="{n}" spans="1:1"><c r="A{n}" s="1"/></row>' for n in range(1, 1_000_001))
    return with_sheet(HEAD + rows + TAIL)


def two_far_corners():
    return with_sheet(
        HEAD + '<row r="1"><c r="A1"><v>1</v></c></row><row r="99999"><c r="XFD99999"><v>1</v></c></row>' + TAIL
    )


def entity_bomb():
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return with_sheet(HEAD.replace("<worksheet", laughs + "<worksheet") + TAIL)


def entity_bomb_in_the_texts():
    return with_sheet(HEAD + TAIL, {"xl/other.xml": '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><x/>'})


def crowd_of_parts():
    return with_sheet(HEAD + TAIL, {f"xl/media/{n}": b"" for n in range(4000)})


@pytest.mark.slow
@pytest.mark.parametrize(
    "make", [bomb_of_zeros, million_empty_rows, two_far_corners, entity_bomb, entity_bomb_in_the_texts, crowd_of_parts]
)
def test_bombs_are_refused_before_they_are_unpacked(make):
    file = make()
    tracemalloc.start()
    began = time.process_time()
    with pytest.raises(ValidationError):
        table.read(file)
    seconds, (_now, peak) = time.process_time() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100 * 1024 * 1024
    assert seconds < 20, "tracing memory slows this down some times; see the next test for the clock"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"\n\n\n", "empty"),
        (b"Name,Country\n", "no rows"),
        (b"PK\x03\x04broken", "damaged"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "old or a protected"),
        (bytes(range(256)) * 50, "not a text file"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(content, sentence):
    with pytest.raises(ValidationError, match=sentence):
        read(content)


def test_a_workbook_in_name_only_is_refused():
    with pytest.raises(ValidationError, match="not an XLSX workbook"):
        table.read(csv_file("Name,Country\nAcme,Kenya\n", name="companies.xlsx"))


def test_too_many_bytes_are_refused(settings):
    settings.MAX_IMPORT_BYTES = 10
    with pytest.raises(TooLarge):
        files.check_size(csv_file("Name\nAcme Limited\n"))


def test_far_too_large_requests_are_refused_at_the_door(client, focal_point, settings):
    client.force_login(focal_point)
    for path, kind in (("/imports/new/", "text/html"), ("/api/v1/imports/", "application/json")):
        answer = client.generic(
            "POST", path, b"x", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=500_000_000
        )
        assert answer.status_code == 413
        assert answer["Content-Type"].startswith(kind)
