"""Each format gives the same kind of party, with all that its list says; what is broken says where."""

import io
import zipfile
from datetime import date

import pytest

from crm.core.tabular import write_xlsx
from duediligence.enums import EntryKind, ListFormat, NameQuality, NameUse
from duediligence.watchlists.parsing import dates, places
from duediligence.watchlists.parsing.broken import BrokenFile, FileFacts
from duediligence.watchlists.parsing.formats import read

from . import samples


def parsed(file_format, content):
    facts = FileFacts()
    return {party.uid: party for party in read(file_format, io.BytesIO(content), facts)}, facts


def named(party, *, use=None, quality=None):
    return [n.text for n in party.names if use in (None, n.use) and quality in (None, n.quality)]


def broken(file_format, content):
    with pytest.raises(BrokenFile) as refusal:
        parsed(file_format, content)
    return refusal.value


def test_the_un_list_gives_every_part_of_a_name_and_the_quality_of_each():
    found, facts = parsed(ListFormat.UN_XML, samples.un_xml())
    person, firm = found["700"], found["701"]
    assert facts.list_date == date(2026, 11, 18)
    assert person.names[0].text == "TARIQ BEN SALIM AL-QASSAR"
    assert person.names[0].parts == ("TARIQ", "BEN", "SALIM", "AL-QASSAR")
    assert named(person, use=NameUse.ORIGINAL) == ["طارق بن سالم القصار"]
    assert named(person, use=NameUse.ALIAS) == ["Tarek Salim", "Tarik Bin Salem", "The Accountant"]
    assert named(person, quality=NameQuality.WEAK) == ["The Accountant"]
    assert person.birth_dates == ("1961-04-02", "1963", "1964", "1965", "1970", "1969", "1971", "1968", "1972")
    assert person.countries == ("SO", "YE")
    assert [(i.kind, i.number, i.country) for i in person.identifiers] == [("passport", "P 0443218", "SO")]
    assert (person.program, person.reference, person.listed_on) == ("Somalia", "SOi.900", date(2019, 3, 8))
    assert (firm.kind, named(firm, use=NameUse.FORMER)) == (EntryKind.ORGANISATION, ["Bosaso Coal"])
    assert named(firm) == ["GULF OF ADEN CHARCOAL (GAC)", "GULF OF ADEN CHARCOAL", "Gacco Trading", "Bosaso Coal"]


def test_ofac_xml_and_csv_say_the_same_of_a_person():
    by_xml, facts = parsed(ListFormat.OFAC_XML, samples.OFAC_XML)
    by_csv, _facts = parsed(ListFormat.OFAC_CSV, samples.ofac_zip())
    assert (facts.list_date, facts.announced) == (date(2026, 11, 17), 3)
    for found in (by_xml, by_csv):
        person = found["9001"]
        assert person.names[0].text == "Rodrigo VELARDE PINTO"
        assert set(named(person, quality=NameQuality.WEAK)) == {"EL MUDO"}
        assert "Rodri VELARDE" in named(person, quality=NameQuality.STRONG)
        assert set(person.birth_dates) == {"1958-02-03", "1958", "1959", "1960", "1961", "1962"}
        assert set(person.countries) == {"CO", "EC"}
        assert [(i.kind, i.number, i.country) for i in person.identifiers] == [("identity", "71223344", "CO")]
        assert person.program == "SDNTK, SDNT"
        assert [(i.kind, i.number) for i in found["9002"].identifiers] == [("national", "445-9")]
        assert named(found["9002"], use=NameUse.FORMER) == ["PINTO HERMANOS"]
        assert (found["9003"].kind, found["9003"].identifiers[0].number) == (EntryKind.VESSEL, "9123456")
    assert by_csv["9004"].kind == EntryKind.AIRCRAFT
    assert "KP" in by_csv["9003"].countries


def test_sdn_csv_alone_is_read_and_says_what_it_lacks():
    found, facts = parsed(ListFormat.OFAC_CSV, samples.SDN.encode())
    assert len(found) == 4
    assert [remark["place"] for remark in facts.remarks] == ["alt.csv", "add.csv"]


def test_opensanctions_rows_have_several_values_in_a_column():
    found, facts = parsed(ListFormat.OPENSANCTIONS_CSV, samples.OPENSANCTIONS)
    assert set(found) == {"NK-1", "NK-2"}
    assert named(found["NK-1"]) == ["Ilse Brandauer", "Brandauer, Ilse", "Ильза Брандауэр"]
    assert (found["NK-1"].birth_dates, found["NK-1"].countries) == (("1949-07", "1950"), ("AT", "DE"))
    assert [(i.kind, i.number) for i in found["NK-2"].identifiers] == [
        ("lei", "5493001KJTIIGC8Y1R12"),
        ("other", "FN 12345"),
    ]
    assert facts.list_date == date(2026, 11, 17)


def test_a_list_of_ones_own_is_read_by_its_headings(tmp_path):
    found, _facts = parsed(ListFormat.CSV, samples.OWN)
    person, firm = found.values()
    assert named(person) == ["Anton Vischer", "Toni Vischer", "A. Vischer"]
    assert (person.kind, person.birth_dates, person.countries) == (EntryKind.PERSON, ("1960-05-17",), ("AT",))
    assert [(d.label, d.text) for d in firm.details] == [("Why", "Unpaid pledge")]
    rows = [line.split(";") for line in samples.OWN.decode().splitlines()]
    write_xlsx(str(tmp_path / "own.xlsx"), rows[0], rows[1:])
    again, _facts = parsed(ListFormat.CSV, (tmp_path / "own.xlsx").read_bytes())
    assert [party.fingerprint for party in again.values()] == [party.fingerprint for party in found.values()]


def test_rows_with_one_number_are_one_entry():
    found, _facts = parsed(ListFormat.CSV, b"id,name,country\n7,Alpha One,FR\n7,Alpha Uno,ES\n8,Beta,FR\n")
    assert named(found["7"]) == ["Alpha One", "Alpha Uno"]
    assert found["7"].countries == ("FR", "ES")
    assert len(found) == 2


def test_the_order_in_which_a_file_says_it_does_not_change_an_entry():
    one = parsed(ListFormat.CSV, b"id,name,aliases,country\n1,Alpha,Ay;Bee,FR;ES\n")[0]["1"]
    other = parsed(ListFormat.CSV, b"id,country,name,aliases\n1,ES;FR,  Alpha ,Bee; Ay\n")[0]["1"]
    changed = parsed(ListFormat.CSV, b"id,name,aliases,country\n1,Alpha,Ay,FR;ES\n")[0]["1"]
    assert one.fingerprint == other.fingerprint != changed.fingerprint


ENTITY_BOMB = (
    b'<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n'
    b"<CONSOLIDATED_LIST>&b;</CONSOLIDATED_LIST>"
)


@pytest.mark.parametrize(
    ("file_format", "content", "place"),
    [
        (ListFormat.UN_XML, samples.un_xml()[:-40], "line"),
        (ListFormat.UN_XML, samples.un_xml(people="<INDIVIDUAL><DATAID>1</DATAID></INDIVIDUAL>"), "INDIVIDUAL"),
        (ListFormat.UN_XML, samples.OFAC_XML, "line 2"),
        (ListFormat.UN_XML, samples.un_xml(people="", firms=""), "file"),
        (ListFormat.UN_XML, samples.un_xml(people=samples.UN_PERSON * 2), "700"),
        (ListFormat.UN_XML, ENTITY_BOMB, "line 2"),
        (ListFormat.UN_XML, b'<?xml version="1.0" encoding="klingon"?><CONSOLIDATED_LIST/>', "line 1"),
        (ListFormat.UN_XML, b"<CONSOLIDATED_LIST><INDIVIDUAL>" + b"<a>" * 60, "INDIVIDUAL"),
        (ListFormat.OFAC_XML, samples.OFAC_XML.replace(b"<Record_Count>3", b"<Record_Count>4"), "file"),
        (ListFormat.OFAC_XML, samples.OFAC_XML.replace(b"Vessel</sdnType>", b"Thing</sdnType>"), "sdnEntry"),
        (ListFormat.OFAC_CSV, samples.ofac_zip(sdn=samples.SDN + '9005,"CUT\n'), "sdn.csv, line"),
        (ListFormat.OFAC_CSV, samples.ofac_zip(alt='1,1,"aka","X"\n'), "alt.csv, line 1"),
        (ListFormat.OFAC_CSV, samples.ofac_zip(add='77,3,-0- ,"Cali","Colombia",-0- \n'), "add.csv, line 1"),
        (ListFormat.OFAC_CSV, samples.ofac_zip(sdn=""), "ZIP"),
        (ListFormat.OFAC_CSV, samples.ofac_zip()[:-30], "ZIP"),
        (ListFormat.OPENSANCTIONS_CSV, b"id,name\n1,x\n", "line 1"),
        (ListFormat.OPENSANCTIONS_CSV, samples.OPENSANCTIONS[:-20], "line 4"),
        (ListFormat.OPENSANCTIONS_CSV, samples.OPENSANCTIONS.replace(b"Person", b"Martian"), "line 2"),
        (ListFormat.OPENSANCTIONS_CSV, b"id,\xff\xfe\n", "line"),
        (ListFormat.CSV, b"country,remark\nFR,x\n", "line 1"),
        (ListFormat.CSV, b"name,type\nAlpha,company\n,company\n", "line 3"),
        (ListFormat.CSV, b"name,type\nAlpha,planet\n", "line 2"),
        (ListFormat.CSV, b"", "file"),
    ],
)
def test_a_broken_file_says_where(file_format, content, place):
    problem = broken(file_format, content)
    assert place in problem.place
    assert str(problem.detail)


def test_a_zip_bomb_is_left_packed():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("sdn.csv", "w") as part:
        for _number in range(61):
            part.write(b"0" * 1_000_000)
    assert broken(ListFormat.OFAC_CSV, content.getvalue()).place == "ZIP"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1960", ("1960",)),
        ("1960-00-00", ("1960",)),
        ("17 May 1960", ("1960-05-17",)),
        ("Nov. 1973", ("1973-11",)),
        ("05/17/1960", ("1960-05-17",)),
        ("1971 to 1973", ("1971", "1972", "1973")),
        ("01 Jan 1971 to 31 Dec 1972", ("1971", "1972")),
        ("1900 to 1999", ()),
        ("circa 1966", ("1966", "1965", "1967", "1964", "1968")),
        ("30-35 years old", ()),
    ],
)
def test_birth_dates_as_lists_write_them(text, found):
    assert dates.births(text) == found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Iran (Islamic Republic of)", "IR"),
        ("Korea, North", "KP"),
        ("Bahamas, The", "BS"),
        ("Congo, Democratic Republic of the", "CD"),
        ("Democratic People's Republic of Korea", "KP"),
        ("former Soviet Union", ""),
        ("undetermined", ""),
    ],
)
def test_countries_as_lists_write_them(text, code):
    assert places.code(text) == code
