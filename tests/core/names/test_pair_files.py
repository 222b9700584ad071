import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

ROWS = """schema,name1,name2,is_match
Person,Astrid Holmgren,"HOLMGREN, Astrid",true
Person,Astrid Holmgren,Ingrid Holmgren,false
Company,Harbour Lights Ltd,Harbour Lights Limited,true
Vessel,Seagull 2,Seagull 3,false
Person,Вера Лугова,Vera Lugova,true
"""


def test_the_figures_of_a_file(tmp_path):
    file = tmp_path / "pairs.csv"
    file.write_text(ROWS, encoding="utf-8")
    out = StringIO()
    call_command("score_pairs", str(file), stdout=out)
    figures = json.loads(out.getvalue())
    assert figures["all"] == {"pairs": 5, "precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert [figures[part]["pairs"] for part in ("person", "organisation", "vessel", "non_latin")] == [3, 1, 1, 1]
    assert figures["pairs_per_second"] > 0


@pytest.mark.parametrize(
    ("text", "said"), [("schema,name1\n", "name2, is_match"), (ROWS.partition("\n")[0], "no pair")]
)
def test_another_file_is_refused(tmp_path, text, said):
    file = tmp_path / "pairs.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=said):
        call_command("score_pairs", str(file))


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("score_pairs", str(tmp_path / "none.csv"))
