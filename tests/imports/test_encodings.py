"""Lists as offices send them: each is read as it was written, and where two readings fit, both are shown."""

import pytest
from django.urls import reverse

from crm.imports.reading import encodings

from .conftest import csv_file

FRENCH = (
    "Raison sociale,Ville,Notes\nLaiterie Générale,Orléans,L’usine est à côté de l’œuvre\n"
    "Crédit Boréal,Montréal,Forêts et châteaux\nLes Cœurs Unis,Angoulême,Noël à la mer\n"
)
SPANISH = "Empresa,País\nCompañía Eléctrica,España\nPeñaflor,México\nFundación Niños,Perú\n"
PORTUGUESE = "Empresa,País\nFundação São João,Brasil\nAções e Informações,Moçambique\n"
GERMAN = "Firma,Ort\nMüller & Söhne,Köln\nGroßhändler,Düsseldorf\nÄrzte,Österreich\n"
POLISH = "Firma,Miasto\nŻółw,Łódź\nPrzedsiębiorstwo,Gdańsk\n"
TURKISH = "Şirket,Şehir\nGüneş Işık,İstanbul\nDoğan,Iğdır\n"
RUSSIAN = "Компания,Город\nСтройбанк,Москва\nЗерно Юга,Санкт-Петербург\n"
GREEK = "Εταιρεία,Πόλη\nΤράπεζα Ηλίου,Αθήνα\n"
ARABIC = "الاسم,المدينة\nمؤسسة النور,القاهرة\nشركة الأمل,عمان\n"
CHINESE = "公司名称,城市\n阳光石油,北京\n东方基金会,上海\n"
JAPANESE = "会社名,都市\nさくら財団,大阪\nヒカリ自動車,東京\n"


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "utf-8", "utf-16", "mac_roman"])
@pytest.mark.parametrize("text", [FRENCH, FRENCH.upper(), SPANISH, PORTUGUESE, GERMAN])
def test_western_text_is_read_as_it_was_written(text, encoding):
    if encoding == "latin-1":
        text = text.replace("’", "'").replace("œ", "oe").replace("Œ", "OE")
    content = text.encode(encoding)
    found = encodings.detect(content)
    assert content.decode(found.name).removeprefix("\ufeff") == text
    assert (found.confidence == 100) == encoding.startswith("utf")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (POLISH, "cp1250"),
        (TURKISH, "cp1254"),
        (RUSSIAN, "cp1251"),
        (GREEK, "cp1253"),
        (ARABIC, "cp1256"),
        (CHINESE, "gb18030"),
        (JAPANESE, "shift_jis"),
    ],
)
def test_text_of_other_languages_is_read_as_it_was_written(text, encoding):
    found = encodings.detect(text.encode(encoding))
    assert found.name == encoding
    assert found.confidence < 100


@pytest.mark.parametrize("word", ["é", "è", "L’eau", "Genève", "Société", "Crème brûlée", "Cœur", "Noël", "ÉCOLE"])
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_one_french_word_is_enough(word, encoding):
    content = f"Name,City\n{word},Dakar\n".encode(encoding)
    assert word in content.decode(encodings.detect(content).name)


def test_two_readings_that_fit_are_both_proposed_with_the_line_where_they_differ():
    content = "Nom,Ville\nPlain,Dakar\nBanque,Genève\n".encode("cp1252")
    found = encodings.detect(content)
    assert (found.name, found.others) == ("cp1252", ("cp1250",))
    assert encodings.compared(content, [found.name, *found.others]) == {
        "cp1252": "Banque,Genève",
        "cp1250": "Banque,Genčve",
    }


def test_what_is_no_word_of_any_language_is_not_called_likely():
    assert encodings.detect(b"a\xb6b\xd7c\xf7d " * 5).confidence <= 30


def test_a_long_file_that_is_cut_within_a_character_is_still_read():
    content = b"x" + (JAPANESE * 6_000).encode("shift_jis")
    with pytest.raises(UnicodeDecodeError):
        content[: encodings.SAMPLE].decode("shift_jis")
    assert encodings.detect(content).name == "shift_jis"


def test_the_person_is_asked_with_the_line_in_each_reading(client, focal_point, steps):
    client.force_login(focal_point)
    run = steps.uploaded(csv_file("Nom,Ville\nBanque,Genève\n", encoding="cp1252"))
    page = client.get(reverse("imports:detail", args=[run.pk])).content.decode()
    assert "Which line is spelt right?" in page
    assert "Banque,Genève" in page
    assert "Banque,Genčve" in page
    answer = {"encoding": "cp1250", "delimiter": ",", "heading_row": "1"}
    client.post(reverse("imports:reading", args=[run.pk]), answer)
    page = client.get(reverse("imports:detail", args=[run.pk])).content.decode()
    assert "Which line is spelt right?" not in page
    run.refresh_from_db()
    assert (run.reading["encoding"], run.reading["chosen"]) == ("cp1250", ["encoding"])
